using System.Collections.Immutable;
using System.Text.Json;
using static IntegrationLogs.Client.Feed.CheckpointJson;

namespace IntegrationLogs.Client.Feed;

/// <summary>
/// A set of checkpoints as JSON: <c>{"version":2,"sources":[{…},{…}],"checksum":"…"}</c>. Version 1 is read:
/// <c>{"version":1,"sources":{"Sendcloud":{"settledUntil":"…","handedOut":"…"}},"checksum":"…"}</c>.
/// </summary>
internal static class LogCheckpointJson
{
    public static void Write(Utf8JsonWriter writer, LogCheckpoint checkpoint)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", CurrentVersion);
        writer.WriteStartArray("sources");
        foreach (SourceCheckpoint source in checkpoint.Split())
        {
            SourceCheckpointJson.Write(writer, source.Progress);
        }

        writer.WriteEndArray();
        writer.WriteString("checksum", Checksum(checkpoint.Sources.Select(source => source.Name)));
        writer.WriteEndObject();
    }

    /// <exception cref="FormatException">It is no checkpoint, is damaged, or is of another version.</exception>
    public static LogCheckpoint Read(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("source", out _))
        {
            throw new FormatException($"This is the checkpoint of one source: read it with {nameof(SourceCheckpoint)}.Parse.");
        }

        return VersionOf(root, "sources", oldest: 1) == 1 ? ReadVersion1(root) : ReadVersion2(root);
    }

    private static LogCheckpoint ReadVersion2(JsonElement root)
    {
        JsonElement sources = root.GetProperty("sources");
        if (sources.ValueKind != JsonValueKind.Array)
        {
            throw Damaged("its sources are no list");
        }

        SourceProgress[] all = [.. sources.EnumerateArray().Select(SourceCheckpointJson.Read)];
        RequireChecksum(root, Checksum(all.Select(source => source.Source.Name)));
        return ToCheckpoint(all);
    }

    private static LogCheckpoint ReadVersion1(JsonElement root)
    {
        JsonElement sources = root.GetProperty("sources");
        if (sources.ValueKind != JsonValueKind.Object)
        {
            throw Damaged("its sources are no object");
        }

        List<string?> content = [];
        List<SourceProgress> all = [];
        foreach (JsonProperty property in sources.EnumerateObject().OrderBy(source => source.Name, StringComparer.Ordinal))
        {
            if (!LogSource.TryParse(property.Name, out LogSource? source))
            {
                throw Damaged($"'{property.Name}' is no source");
            }

            string? settledUntil = TextOf(property.Value, "settledUntil");
            string handedOut = TextOf(property.Value, "handedOut") ?? string.Empty;
            content.AddRange([source.Name, settledUntil, handedOut]);
            DateTimeOffset? settled = TimeOf(settledUntil, source);
            List<Delivered> entries = DeliveredBytes.TryReadVersion1(handedOut)
                ?? throw Damaged($"what was handed out of {source} cannot be read");

            // All up to there was done with, whether or not it had been listed.
            SourceProgress progress = SourceProgress.From(source, since: null);
            progress = settled is null ? progress : progress.OldUntil(settled.Value);
            all.Add(progress with { Watermark = settled, Delivered = DeliveredLogs.Of(entries) });
        }

        if (all.Count == 0)
        {
            throw Damaged("it has no sources");
        }

        LogCheckpoint checkpoint = ToCheckpoint(all);

        // Its checksum had a line break at the end.
        RequireChecksum(root, Checksum([.. content, string.Empty]));
        return checkpoint;
    }

    private static LogCheckpoint ToCheckpoint(IReadOnlyCollection<SourceProgress> all)
    {
        var sources = ImmutableDictionary.CreateBuilder<LogSource, SourceCheckpoint>();
        foreach (SourceProgress progress in all)
        {
            if (!sources.TryAdd(progress.Source, new SourceCheckpoint(progress)))
            {
                throw Damaged($"{progress.Source} comes twice");
            }
        }

        return new LogCheckpoint(sources.ToImmutable());
    }
}
