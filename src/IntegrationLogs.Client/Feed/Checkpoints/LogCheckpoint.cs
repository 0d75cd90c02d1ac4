using System.Collections.Immutable;
using System.Text.Json.Serialization;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Feed;

namespace IntegrationLogs.Client;

/// <summary>
/// How far sources have been watched: what <see cref="WatchedEntry.Checkpoint"/> carries and <see cref="WatchStart.After"/> goes on from.
/// As JSON it can be stored anywhere: it has times and hashes of ids, and nothing that a log says.
/// </summary>
/// <remarks>
/// Its JSON takes some 80 bytes for a source and 17 for each log that was handed out within the settle window, of which at most 100,000 a
/// source are remembered. <see cref="System.Text.Json.JsonSerializer"/> writes and reads it as <see cref="ToJson"/> and
/// <see cref="Parse"/> do.
/// </remarks>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed class LogCheckpoint
{
    internal LogCheckpoint(ImmutableDictionary<LogSource, SourcePosition> positions) => Positions = positions;

    /// <summary>The sources it knows of, by name.</summary>
    public IReadOnlyList<LogSource> Sources => [.. Positions.Keys.OrderBy(source => source.Name, StringComparer.Ordinal)];

    internal ImmutableDictionary<LogSource, SourcePosition> Positions { get; }

    /// <summary>The checkpoint of sources of which nothing has been handed out.</summary>
    /// <param name="sources">The sources, each once.</param>
    /// <param name="since">The earliest time that is wanted; <see cref="DateTimeOffset.MinValue"/> for everything that is listed.</param>
    /// <exception cref="ArgumentException">There is no source, or one comes twice.</exception>
    public static LogCheckpoint Create(IEnumerable<LogSource> sources, DateTimeOffset since)
    {
        var start = new SourcePosition(SourceProgress.Since(since));
        return new(SourceList.Validated(sources).ToImmutableDictionary(source => source, _ => start));
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">It is no checkpoint, is damaged, or is of another version; the message says which.</exception>
    public static LogCheckpoint Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return LogCheckpointJson.Parse(json);
    }

    /// <summary>
    /// The checkpoint for other sources: those that are known go on from here, new ones begin at a time, and the rest is forgotten.
    /// </summary>
    /// <param name="sources">The sources, each once.</param>
    /// <param name="since">The earliest time that is wanted of new sources.</param>
    /// <exception cref="ArgumentException">There is no source, or one comes twice.</exception>
    public LogCheckpoint ForSources(IEnumerable<LogSource> sources, DateTimeOffset since)
    {
        LogCheckpoint start = Create(sources, since);
        return new(start.Positions.SetItems(Positions.Where(known => start.Positions.ContainsKey(known.Key))));
    }

    /// <exception cref="ArgumentException">It is of other sources.</exception>
    internal void RequireSources(IReadOnlyCollection<LogSource> sources)
    {
        LogSource? unknown = sources.FirstOrDefault(source => !Positions.ContainsKey(source));
        LogSource? other = Sources.FirstOrDefault(source => !sources.Contains(source));
        string? fault = (unknown, other) switch
        {
            (not null, _) => $"it does not know {unknown}, which is to be watched",
            (_, not null) => $"it knows {other}, which is not to be watched",
            _ => null,
        };
        if (fault is not null)
        {
            throw new ArgumentException(
                $"The checkpoint is of other sources: {fault}. Use {nameof(LogCheckpoint)}.{nameof(ForSources)} to change sources.",
                nameof(sources));
        }
    }

    /// <summary>The checkpoint as JSON, versioned and with a checksum.</summary>
    public string ToJson() => LogCheckpointJson.Write(this);

    /// <summary>How many sources it knows of.</summary>
    public override string ToString() => $"{nameof(LogCheckpoint)} of {Wording.Count(Positions.Count, "source")}";
}
