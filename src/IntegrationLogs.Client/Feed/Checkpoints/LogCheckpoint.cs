using System.Collections.Immutable;
using System.Text.Json.Serialization;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Feed;

namespace IntegrationLogs.Client;

/// <summary>
/// How far several sources have been watched: a set of <see cref="SourceCheckpoint"/>s, one of each source. It is what
/// <see cref="WatchedEntry.Checkpoint"/> carries and <see cref="WatchStart.After"/> goes on from. It never changes.
/// </summary>
/// <remarks>
/// <see cref="System.Text.Json.JsonSerializer"/> writes and reads it as <see cref="ToJson"/> and <see cref="Parse"/> do. JSON of version 1,
/// which earlier builds wrote, is read, too.
/// </remarks>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed class LogCheckpoint
{
    /// <summary>So many steps back it is known what has changed. Each keeps the checkpoint before it in memory.</summary>
    private const int MostSteps = 256;

    private static readonly TimeSpan KeptUnwatched = TimeSpan.FromDays(30);

    private readonly LogCheckpoint? _before;
    private readonly LogSource? _changed;
    private readonly int _steps;

    internal LogCheckpoint(ImmutableDictionary<LogSource, SourceCheckpoint> all) => All = all;

    private LogCheckpoint(ImmutableDictionary<LogSource, SourceCheckpoint> all, LogCheckpoint before, LogSource changed)
        : this(all)
    {
        _changed = changed;
        if (before._steps < MostSteps)
        {
            _before = before;
            _steps = before._steps + 1;
        }
    }

    /// <summary>The sources it knows of, by name.</summary>
    public IReadOnlyList<LogSource> Sources => [.. All.Keys.OrderBy(source => source.Name, StringComparer.Ordinal)];

    internal ImmutableDictionary<LogSource, SourceCheckpoint> All { get; }

    /// <summary>The checkpoint of one source.</summary>
    /// <param name="source">The source.</param>
    /// <exception cref="KeyNotFoundException">It does not know the source; the message names it.</exception>
    public SourceCheckpoint this[LogSource source] => TryGet(source)
        ?? throw new KeyNotFoundException($"The checkpoint does not know {source}.");

    /// <summary>The checkpoint of sources of which nothing has been handed out.</summary>
    /// <param name="sources">The sources, each once.</param>
    /// <param name="since">The earliest time that is wanted; <see cref="DateTimeOffset.MinValue"/> for everything that is listed.</param>
    /// <exception cref="ArgumentException">There is no source, or one comes twice.</exception>
    public static LogCheckpoint Create(IEnumerable<LogSource> sources, DateTimeOffset since) =>
        Join(SourceList.Validated(sources).Select(source => SourceCheckpoint.Create(source, since)));

    /// <summary>Makes a set of the checkpoints of several sources.</summary>
    /// <param name="checkpoints">The checkpoints, each of another source.</param>
    /// <exception cref="ArgumentException">There is none, or two are of one source.</exception>
    public static LogCheckpoint Join(IEnumerable<SourceCheckpoint> checkpoints)
    {
        ArgumentNullException.ThrowIfNull(checkpoints);
        SourceCheckpoint[] all = [.. checkpoints];
        SourceList.Validated(all.Select(checkpoint => checkpoint?.Source!));
        return new(all.ToImmutableDictionary(checkpoint => checkpoint.Source));
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">It is no checkpoint, is damaged, or is of another version; the message says which.</exception>
    public static LogCheckpoint Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return CheckpointJson.Parse(json, LogCheckpointJson.Read);
    }

    /// <summary>The checkpoint of each source, by name.</summary>
    public IReadOnlyList<SourceCheckpoint> Split() => [.. Sources.Select(source => All[source])];

    /// <summary>The checkpoint of one source; <see langword="null"/> if it does not know the source.</summary>
    /// <param name="source">The source.</param>
    public SourceCheckpoint? TryGet(LogSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return All.GetValueOrDefault(source);
    }

    /// <summary>This checkpoint with another one of one source, known or new.</summary>
    /// <param name="checkpoint">The source's checkpoint.</param>
    public LogCheckpoint With(SourceCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return new(All.SetItem(checkpoint.Source, checkpoint), before: this, checkpoint.Source);
    }

    /// <summary>This checkpoint without a source.</summary>
    /// <param name="source">The source.</param>
    public LogCheckpoint Without(LogSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(All.Remove(source), before: this, source);
    }

    /// <summary>
    /// The checkpoint for other sources: those that are known go on from here, new ones begin at a time, and the rest is forgotten.
    /// </summary>
    /// <param name="sources">The sources, each once.</param>
    /// <param name="since">The earliest time that is wanted of new sources.</param>
    /// <exception cref="ArgumentException">There is no source, or one comes twice.</exception>
    public LogCheckpoint ForSources(IEnumerable<LogSource> sources, DateTimeOffset since) =>
        Join(SourceList.Validated(sources).Select(source => TryGet(source) ?? SourceCheckpoint.Create(source, since)));

    /// <summary>
    /// The checkpoint for the sources that are watched from now on, of which some may be new and others may have gone. Those that are known
    /// go on from here. A new one begins where its account's watch stands: at the earliest watermark of its vendor's sources. One that is
    /// watched no more is kept for 30 days (<see cref="SourceCheckpoint.UnwatchedSince"/>) and goes on from here when it comes back.
    /// </summary>
    /// <param name="sources">The sources, each once.</param>
    /// <param name="start">Where a new source begins if no source of its vendor is known.</param>
    /// <param name="now">The time, by this machine's clock.</param>
    /// <returns>This checkpoint itself if nothing changes.</returns>
    /// <exception cref="ArgumentException">There is no source, or one comes twice.</exception>
    public LogCheckpoint ForSources(IEnumerable<LogSource> sources, WatchStart start, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(start);
        LogSource[] watched = SourceList.Validated(sources);
        LogCheckpoint changed = this;
        foreach (LogSource source in watched)
        {
            SourceCheckpoint? known = TryGet(source);
            if (known is null or { UnwatchedSince: not null })
            {
                changed = changed.With(known?.Unwatched(since: null) ?? Begin(source, start, now));
            }
        }

        foreach (LogSource source in All.Keys.Except(watched))
        {
            if (All[source].UnwatchedSince is not DateTimeOffset since)
            {
                changed = changed.With(All[source].Unwatched(now));
            }
            else if (now - since > KeptUnwatched)
            {
                changed = changed.Without(source);
            }
        }

        return changed;
    }

    private SourceCheckpoint Begin(LogSource source, WatchStart start, DateTimeOffset now)
    {
        if (start.Checkpoint?.TryGet(source) is SourceCheckpoint given)
        {
            return given;
        }

        SourceCheckpoint[] others = [.. All.Values.Where(other => other.Source.Vendor == source.Vendor)];
        if (others.Length == 0)
        {
            return start.Checkpoint is null ? start.CheckpointOf(source, now) : SourceCheckpoint.Create(source, now);
        }

        SourceCheckpoint[] watched = [.. others.Where(other => other.UnwatchedSince is null)];
        DateTimeOffset since = (watched.Length > 0 ? watched : others).Min(other => other.Watermark ?? DateTimeOffset.MinValue);
        return SourceCheckpoint.Create(source, since);
    }

    /// <exception cref="ArgumentException">It does not know one of the sources.</exception>
    internal void RequireSources(IReadOnlyCollection<LogSource> sources)
    {
        if (sources.FirstOrDefault(source => !All.ContainsKey(source)) is LogSource unknown)
        {
            throw new ArgumentException(
                $"The checkpoint is of other sources: it does not know {unknown}, which is to be watched. "
                + $"Use {nameof(LogCheckpoint)}.{nameof(ForSources)} to change sources.",
                nameof(sources));
        }
    }

    /// <summary>
    /// The sources whose checkpoint is another than in an earlier one, in no order: those that it has no more are among them. It costs
    /// nothing for all other sources, unless more than 256 changes lie between or this one did not come of the earlier one.
    /// </summary>
    /// <param name="earlier">The earlier checkpoint.</param>
    public IReadOnlyCollection<LogSource> ChangedSince(LogCheckpoint earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        HashSet<LogSource> changed = [];
        for (LogCheckpoint step = this; step != earlier; step = step._before)
        {
            // Where there were too many steps, or it is no step of this one, all are compared.
            if (step._before is null)
            {
                return [.. All.Keys.Union(earlier.All.Keys).Where(source => TryGet(source) != earlier.TryGet(source))];
            }

            changed.Add(step._changed!);
        }

        return changed;
    }

    /// <summary>The checkpoint as JSON, versioned and with checksums.</summary>
    public string ToJson() => CheckpointJson.Write(writer => LogCheckpointJson.Write(writer, this));

    /// <summary>How many sources it knows of.</summary>
    public override string ToString() => $"{nameof(LogCheckpoint)} of {Wording.Count(All.Count, "source")}";
}
