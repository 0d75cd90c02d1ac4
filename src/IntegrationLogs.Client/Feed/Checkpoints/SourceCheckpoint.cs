using System.Text.Json.Serialization;
using IntegrationLogs.Client.Feed;

namespace IntegrationLogs.Client;

/// <summary>
/// How far one source of one account has been watched: what <see cref="IIntegrationLogFeed.PollAsync"/> goes on from. It never changes. As
/// JSON it can be stored anywhere: it has times, hashes of ids and the vendor's cursors, and nothing that a log says. With
/// <see cref="PollOptions.Incidents"/>, it has ids, names, statuses and kinds of errors of those that go on, too.
/// </summary>
/// <remarks>
/// Its JSON takes some 300 bytes and 17 for each log that is remembered: those within the allowed lateness, at most 100,000, and 10,000
/// before. A store that appends can write <see cref="ToJsonSince"/> instead, which holds only what is new.
/// </remarks>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed class SourceCheckpoint
{
    internal SourceCheckpoint(SourceProgress progress) => Progress = progress;

    /// <summary>The source.</summary>
    public LogSource Source => Progress.Source;

    /// <summary>
    /// The client's name and the vendor's host; <see langword="null"/> before the first poll. A poll of another account refuses
    /// the checkpoint.
    /// </summary>
    public string? Account => Progress.Account;

    /// <summary>
    /// The time up to which everything has been read, but for what a catch-up still has to read; <see langword="null"/> where nothing has.
    /// </summary>
    public DateTimeOffset? Watermark => Progress.Watermark;

    /// <summary>Whether no catch-up is under way. An audit does not count as one.</summary>
    public bool IsCaughtUp => Progress.PolledAt is not null && Progress.IsCaughtUp;

    /// <summary>When the source was last polled, by this machine's clock; <see langword="null"/> if it never was.</summary>
    public DateTimeOffset? PolledAt => Progress.PolledAt;

    /// <summary>When the whole list was last read, by this machine's clock; <see langword="null"/> if it never was.</summary>
    public DateTimeOffset? AuditedAt => Progress.AuditedAt;

    /// <summary>How many entries that were handed out are remembered.</summary>
    public int DeliveredEntries => Progress.Delivered.Count;

    /// <summary>
    /// Since when the source is not watched any more, by the clock of the machine that left it out; <see langword="null"/> while it is.
    /// </summary>
    public DateTimeOffset? UnwatchedSince => Progress.UnwatchedSince;

    internal SourceProgress Progress { get; }

    /// <summary>The checkpoint of a source of which nothing has been handed out.</summary>
    /// <param name="source">The source.</param>
    /// <param name="since">The earliest time that is wanted; <see cref="DateTimeOffset.MinValue"/> for everything that is listed.</param>
    public static SourceCheckpoint Create(LogSource source, DateTimeOffset since)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(SourceProgress.From(source, since));
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">It is no checkpoint, is damaged, or is of another version; the message says which.</exception>
    public static SourceCheckpoint Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new(CheckpointJson.Parse(json, SourceCheckpointJson.Read));
    }

    /// <summary>The checkpoint as JSON, versioned and with a checksum.</summary>
    public string ToJson() => CheckpointJson.Write(writer => SourceCheckpointJson.Write(writer, Progress));

    /// <summary>
    /// What is new since an earlier checkpoint of the source, as JSON for <see cref="Apply"/>: the entries since, and all the rest. Where
    /// this one did not come of that one in this process, it is <see cref="ToJson"/>.
    /// </summary>
    /// <param name="earlier">The earlier checkpoint.</param>
    /// <exception cref="ArgumentException">The earlier one is of another source.</exception>
    public string ToJsonSince(SourceCheckpoint earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return earlier.Source == Source
            ? CheckpointJson.Write(writer => SourceCheckpointJson.Write(writer, Progress, earlier.Progress))
            : throw new ArgumentException($"The checkpoint is of {earlier.Source}, not of {Source}.", nameof(earlier));
    }

    /// <summary>The checkpoint of which <see cref="ToJsonSince"/> wrote what is new since this one.</summary>
    /// <param name="changes">What it wrote.</param>
    /// <exception cref="FormatException">
    /// It is no checkpoint, is damaged, is of another version or source, or does not go on from this one; the message says which.
    /// </exception>
    public SourceCheckpoint Apply(string changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return new(CheckpointJson.Parse(changes, json => SourceCheckpointJson.Read(json, ProgressOf)));
    }

    /// <summary>
    /// The same checkpoint for a client that was renamed or got another address, and is of the same account all the same.
    /// </summary>
    public SourceCheckpoint WithoutAccount() => new(Progress with { Account = null });

    internal SourceCheckpoint Unwatched(DateTimeOffset? since) => new(Progress with { UnwatchedSince = since });

    /// <summary>The source and its watermark.</summary>
    public override string ToString() => Watermark is DateTimeOffset watermark
        ? FormattableString.Invariant($"{nameof(SourceCheckpoint)} of {Source} at {watermark:O}")
        : $"{nameof(SourceCheckpoint)} of {Source}";

    private SourceProgress ProgressOf(LogSource source) =>
        source == Source ? Progress : throw new FormatException($"The changes are of {source}, not of {Source}.");
}
