using System.Text.Json;
using static IntegrationLogs.Client.Feed.CheckpointJson;

namespace IntegrationLogs.Client.Feed;

/// <summary>
/// A line of a checkpoint's file. The first has a whole checkpoint, <c>{"revision":1,"checkpoint":{…},"sum":"…"}</c>, each later one what a
/// save has changed: <c>{"revision":2,"changes":[{…}],"removed":["Sendcloud/1"],"sum":"…"}</c>. The sum is a checksum of all before it.
/// </summary>
internal static class CheckpointFileLine
{
    private const string Revision = "revision";
    private const string Whole = "checkpoint";
    private const string Changes = "changes";
    private const string Removed = "removed";
    private const string SumStart = ",\"sum\":\"";
    private const string SumEnd = "\"}";

    /// <summary>What every line begins with.</summary>
    public const string Start = $"{{\"{Revision}\":";

    public static string Write(long revision, LogCheckpoint checkpoint) => Sealed(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber(Revision, revision);
        writer.WritePropertyName(Whole);
        LogCheckpointJson.Write(writer, checkpoint);
        writer.WriteEndObject();
    });

    /// <summary>What is new since an earlier checkpoint.</summary>
    public static string Write(long revision, LogCheckpoint checkpoint, LogCheckpoint earlier) => Sealed(writer =>
    {
        ILookup<bool, LogSource> changed = checkpoint.ChangedSince(earlier)
            .OrderBy(source => source.Name, StringComparer.Ordinal)
            .ToLookup(source => checkpoint.All.ContainsKey(source));
        writer.WriteStartObject();
        writer.WriteNumber(Revision, revision);
        writer.WriteStartArray(Changes);
        foreach (LogSource source in changed[true])
        {
            SourceCheckpointJson.Write(writer, checkpoint[source].Progress, earlier.TryGet(source)?.Progress);
        }

        writer.WriteEndArray();
        if (changed[false].Any())
        {
            writer.WriteStartArray(Removed);
            foreach (LogSource source in changed[false])
            {
                writer.WriteStringValue(source.Name);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });

    /// <exception cref="FormatException">It is no such line, is damaged, or is of a newer version.</exception>
    public static (long Revision, LogCheckpoint Checkpoint) ReadFirst(string line) => Parse(line, json =>
    {
        if (!json.TryGetProperty(Whole, out JsonElement checkpoint))
        {
            throw Damaged("its first line has no checkpoint");
        }

        // A newer version is told as such, however it makes its sums.
        VersionOf(checkpoint, "sources", oldest: CurrentVersion);
        return IsWhole(line)
            ? (RevisionOf(json), LogCheckpointJson.Read(checkpoint))
            : throw Damaged("the checksum of its first line does not fit");
    });

    /// <summary>The checkpoint after the changes of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="revision">The revision that it should have.</param>
    /// <param name="earlier">The checkpoint before.</param>
    /// <exception cref="FormatException">It is no such line, is damaged, or is of a newer version.</exception>
    public static LogCheckpoint ReadChanges(string line, long revision, LogCheckpoint earlier) => Parse(line, json =>
    {
        if (!IsWhole(line) || RevisionOf(json) != revision || !json.TryGetProperty(Changes, out JsonElement changes))
        {
            throw Damaged("its checksum does not fit, or it does not go on from the line before");
        }

        LogCheckpoint checkpoint = changes.EnumerateArray().Aggregate(
            earlier,
            (all, change) => all.With(new SourceCheckpoint(SourceCheckpointJson.Read(change, source => earlier.TryGet(source)?.Progress))));
        return !json.TryGetProperty(Removed, out JsonElement removed)
            ? checkpoint
            : removed.EnumerateArray().Aggregate(
                checkpoint,
                (all, name) => LogSource.TryParse(name.GetString(), out LogSource? source)
                    ? all.Without(source)
                    : throw Damaged($"'{name}' is no source"));
    });

    /// <summary>Whether it was written to its end and is unchanged since.</summary>
    public static bool IsWhole(string line)
    {
        int end = line.Length - SumStart.Length - ChecksumLength - SumEnd.Length;
        return end > 0 && Sealed(line[..end] + "}") == line;
    }

    /// <summary>The checksum of a whole line.</summary>
    public static string SumOf(string line) => line[^(ChecksumLength + SumEnd.Length)..^SumEnd.Length];

    /// <summary>What a line with a checksum ends with.</summary>
    public static string EndWith(string sum) => $"{SumStart}{sum}{SumEnd}";

    private static string Sealed(Action<Utf8JsonWriter> write) => Sealed(CheckpointJson.Write(write));

    private static string Sealed(string json) => json[..^1] + EndWith(Checksum([json]));

    private static long RevisionOf(JsonElement json) =>
        json.TryGetProperty(Revision, out JsonElement revision) && revision.TryGetInt64(out long number)
            ? number
            : throw Damaged("a line has no revision");
}
