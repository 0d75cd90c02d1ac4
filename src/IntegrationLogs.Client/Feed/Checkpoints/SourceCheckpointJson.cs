using System.Globalization;
using System.Text.Json;
using static IntegrationLogs.Client.Feed.CheckpointJson;

namespace IntegrationLogs.Client.Feed;

/// <summary>
/// A source's progress as JSON: <c>{"version":2,"source":"Sendcloud/1","watermark":"…","delivered":"…",…,"checksum":"…"}</c>. What is not
/// set is left out. Changes have <c>after</c>, the entries that were known before those that they hold: how many, and a hash of them. Where
/// the backlogs are those of before, with tokens that are much longer than an entry, changes say so and leave them out.
/// </summary>
internal static class SourceCheckpointJson
{
    /// <param name="writer">Where to.</param>
    /// <param name="progress">The progress.</param>
    /// <param name="earlier">
    /// An earlier progress, to leave out the entries and backlogs that it knows; where this one does not go on from it, they are written all
    /// the same.
    /// </param>
    public static void Write(Utf8JsonWriter writer, SourceProgress progress, SourceProgress? earlier = null)
    {
        bool goesOn = earlier?.Delivered.Count > 0 && progress.Delivered.GoesOnFrom(earlier.Delivered);
        DeliveredLogs known = goesOn ? earlier!.Delivered : DeliveredLogs.None;
        string? delivered = known.Count == progress.Delivered.Count ? null : DeliveredBytes.Write(progress.Delivered.From(known.Count));
        bool hasBacklogsOfBefore = goesOn && progress.Backlogs.Count > 0 && progress.Backlogs.SequenceEqual(earlier!.Backlogs);
        bool hasIncidentsOfBefore = goesOn && progress.Incidents != SourceIncidents.None && progress.Incidents == earlier!.Incidents;
        string? incidents = hasIncidentsOfBefore ? null : SourceIncidentsJson.Write(progress.Incidents);
        List<Field> fields = FieldsOf(
            progress, goesOn ? PlaceAfter(known) : null, delivered, hasBacklogsOfBefore, incidents, hasIncidentsOfBefore);
        writer.WriteStartObject();
        writer.WriteNumber("version", CurrentVersion);
        WriteFields(writer, fields);
        if (progress.Backlogs.Count > 0 && !hasBacklogsOfBefore)
        {
            writer.WriteStartArray("backlogs");
            foreach (Backlog backlog in progress.Backlogs)
            {
                writer.WriteStartObject();
                WriteFields(writer, FieldsOf(backlog));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteString("checksum", ChecksumOf(fields, progress.Backlogs));
        writer.WriteEndObject();
    }

    /// <summary>Reads a whole checkpoint.</summary>
    /// <exception cref="FormatException">It is no checkpoint, is damaged, or is of another version.</exception>
    public static SourceProgress Read(JsonElement json) => Read(json, _ => null);

    /// <summary>Reads a checkpoint, or the changes since an earlier one.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="findEarlier">The earlier progress of a source; null where there is none.</param>
    /// <exception cref="FormatException">
    /// It is no checkpoint, is damaged, is of another version, or does not go on from the earlier one.
    /// </exception>
    public static SourceProgress Read(JsonElement json, Func<LogSource, SourceProgress?> findEarlier)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("sources", out _))
        {
            throw new FormatException($"This is the checkpoint of several sources: read it with {nameof(LogCheckpoint)}.Parse.");
        }

        VersionOf(json, "source", oldest: CurrentVersion);
        if (!LogSource.TryParse(TextOf(json, "source"), out LogSource? source))
        {
            throw Damaged($"'{TextOf(json, "source")}' is no source");
        }

        string? after = TextOf(json, "after");
        string? delivered = TextOf(json, "delivered");
        string? incidents = TextOf(json, "incidents");
        bool hasBacklogsOfBefore = IsSet(json, "backlogsOfBefore");
        bool hasIncidentsOfBefore = IsSet(json, "incidentsOfBefore");
        SourceProgress? before = findEarlier(source);
        SourceProgress progress = ReadFields(json, source) with
        {
            Backlogs = hasBacklogsOfBefore ? before?.Backlogs ?? throw WithoutEarlier() : ReadBacklogs(json, source),
        };
        List<Field> fields = FieldsOf(progress, after, delivered, hasBacklogsOfBefore, incidents, hasIncidentsOfBefore);
        RequireChecksum(json, ChecksumOf(fields, progress.Backlogs));
        progress = progress with
        {
            Incidents = hasIncidentsOfBefore ? before?.Incidents ?? throw WithoutEarlier() : SourceIncidentsJson.Read(incidents, source),
        };
        List<Delivered> entries = DeliveredBytes.TryRead(delivered ?? string.Empty)
            ?? throw Damaged($"what was delivered of {source} cannot be read");
        return progress with { Delivered = after is null ? DeliveredLogs.Of(entries) : GoOn(before?.Delivered, after, entries) };
    }

    private static FormatException WithoutEarlier() =>
        new("These are the changes since an earlier checkpoint, which is needed to read them.");

    private static DeliveredLogs GoOn(DeliveredLogs? earlier, string after, List<Delivered> entries)
    {
        if (earlier is null)
        {
            throw WithoutEarlier();
        }

        return PlaceAfter(earlier) == after
            ? entries.Aggregate(earlier, (all, entry) => all.Add(entry))
            : throw new FormatException(
                $"The changes do not go on from this checkpoint: they follow the entries {after}, and it has {PlaceAfter(earlier)}.");
    }

    private static string PlaceAfter(DeliveredLogs known) => string.Create(CultureInfo.InvariantCulture, $"{known.Count}-{known.Hash:x16}");

    private static List<Field> FieldsOf(
        SourceProgress progress,
        string? after,
        string? delivered,
        bool hasBacklogsOfBefore,
        string? incidents,
        bool hasIncidentsOfBefore) =>
    [
        new("source", progress.Source.Name),
        new("account", progress.Account),
        new("since", TextOf(progress.Since)),
        new("startsNow", Flag(progress.StartsNow)),
        new("watermark", TextOf(progress.Watermark)),
        new("highestId", progress.HighestId is long id ? Number(id) : null),
        new("highestSeenId", progress.HighestSeenId is long seen ? Number(seen) : null),
        new("forgottenFrom", TextOf(progress.Forgotten?.From)),
        new("forgottenUntil", TextOf(progress.Forgotten?.Until)),
        new("hasForgottenUndated", Flag(progress.HasForgottenUndated)),
        new("isBacklogNext", Flag(progress.IsBacklogNext)),
        new("isNewestFirst", Flag(progress.IsNewestFirst)),
        new("polledAt", TextOf(progress.PolledAt)),
        new("auditedAt", TextOf(progress.AuditedAt)),
        new("gapToldUntil", TextOf(progress.GapToldUntil)),
        new("filter", progress.Filter.Length == 0 ? null : progress.Filter),
        new("unwatchedSince", TextOf(progress.UnwatchedSince)),
        new("after", after),
        new("delivered", delivered),
        new("backlogsOfBefore", Flag(hasBacklogsOfBefore)),
        new("incidents", incidents),
        new("incidentsOfBefore", Flag(hasIncidentsOfBefore)),
    ];

    private static SourceProgress ReadFields(JsonElement json, LogSource source)
    {
        DateTimeOffset? from = Time("forgottenFrom");
        DateTimeOffset? until = Time("forgottenUntil");
        return new SourceProgress
        {
            Source = source,
            Account = TextOf(json, "account"),
            Since = Time("since"),
            StartsNow = IsSet(json, "startsNow"),
            Watermark = Time("watermark"),
            HighestId = NumberOf(json, "highestId"),
            HighestSeenId = NumberOf(json, "highestSeenId"),
            Forgotten = from is null || until is null ? null : (from.Value, until.Value),
            HasForgottenUndated = IsSet(json, "hasForgottenUndated"),
            IsBacklogNext = IsSet(json, "isBacklogNext"),
            IsNewestFirst = IsSet(json, "isNewestFirst"),
            PolledAt = Time("polledAt"),
            AuditedAt = Time("auditedAt"),
            GapToldUntil = Time("gapToldUntil"),
            Filter = TextOf(json, "filter") ?? string.Empty,
            UnwatchedSince = Time("unwatchedSince"),
        };

        DateTimeOffset? Time(string name) => TimeOf(TextOf(json, name), source);
    }

    private static List<Field> FieldsOf(Backlog backlog) =>
    [
        new("token", backlog.Token),
        new("downTo", TextOf(backlog.DownTo)),
        new("readDownTo", TextOf(backlog.ReadDownTo)),
        new("isAudit", Flag(backlog.IsAudit)),
        new("failures", backlog.Failures == 0 ? null : Number(backlog.Failures)),
    ];

    private static Backlog[] ReadBacklogs(JsonElement json, LogSource source) =>
        json.TryGetProperty("backlogs", out JsonElement backlogs) && backlogs.ValueKind == JsonValueKind.Array
            ?
            [
                .. backlogs.EnumerateArray().Select(backlog => new Backlog(
                    TextOf(backlog, "token"),
                    TimeOf(TextOf(backlog, "downTo"), source),
                    TimeOf(TextOf(backlog, "readDownTo"), source),
                    IsSet(backlog, "isAudit"),
                    (int)(NumberOf(backlog, "failures") ?? 0))),
            ]
            : [];

    private static void WriteFields(Utf8JsonWriter writer, List<Field> fields)
    {
        foreach (Field field in fields.Where(field => field.Value is not null))
        {
            writer.WriteString(field.Name, field.Value);
        }
    }

    /// <summary>Of what is set only: a field that a later version adds changes no older checkpoint's checksum.</summary>
    private static string ChecksumOf(List<Field> fields, IReadOnlyList<Backlog> backlogs) => Checksum(
        fields.Concat(backlogs.SelectMany((backlog, i) => FieldsOf(backlog).Prepend(new("backlog", Number(i)))))
            .Where(field => field.Value is not null)
            .Select(field => $"{field.Name}={field.Value}"));

    private static string? Flag(bool value) => value ? "true" : null;

    private static bool IsSet(JsonElement json, string name) => TextOf(json, name) == "true";

    private static long? NumberOf(JsonElement json, string name) =>
        long.TryParse(TextOf(json, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Field(string Name, string? Value);
}
