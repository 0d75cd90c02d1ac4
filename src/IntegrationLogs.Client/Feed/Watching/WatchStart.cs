using IntegrationLogs.Client.Feed;

namespace IntegrationLogs.Client;

/// <summary>Where a watch begins.</summary>
public sealed class WatchStart
{
    private readonly string _text;

    private WatchStart(string text, DateTimeOffset? time = null, LogCheckpoint? checkpoint = null)
    {
        _text = text;
        Time = time;
        Checkpoint = checkpoint;
    }

    /// <summary>
    /// Entries from the moment the stream is enumerated. Where this machine's clock is ahead of the vendor's, the vendor's counts.
    /// </summary>
    public static WatchStart Now { get; } = new("now");

    /// <summary>Everything that is listed.</summary>
    public static WatchStart Beginning { get; } = new("the beginning", DateTimeOffset.MinValue);

    /// <summary>
    /// The earliest time that is wanted, <see cref="DateTimeOffset.MinValue"/> for everything that is listed; <see langword="null"/> for
    /// <see cref="Now"/> and after a checkpoint.
    /// </summary>
    public DateTimeOffset? Time { get; }

    /// <summary>The checkpoint to go on from; <see langword="null"/> where it begins otherwise.</summary>
    public LogCheckpoint? Checkpoint { get; }

    /// <summary>Entries of a time and later.</summary>
    public static WatchStart At(DateTimeOffset time) => new($"{time:O}", time);

    /// <summary>
    /// Entries after the one that carried a checkpoint. It has to know each source that is watched; others that it knows stay in it.
    /// </summary>
    public static WatchStart After(LogCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return new("a checkpoint", checkpoint: checkpoint);
    }

    /// <summary>The checkpoint of a source that begins here.</summary>
    /// <param name="source">The source.</param>
    /// <param name="now">The time, by this machine's clock.</param>
    /// <exception cref="KeyNotFoundException">It is a checkpoint that does not know the source.</exception>
    public SourceCheckpoint CheckpointOf(LogSource source, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Checkpoint?[source] ?? new SourceCheckpoint(SourceProgress.From(source, Time ?? now, startsNow: Time is null));
    }

    internal LogCheckpoint CheckpointOf(IEnumerable<LogSource> sources, DateTimeOffset now) =>
        Checkpoint ?? LogCheckpoint.Join(sources.Select(source => CheckpointOf(source, now)));

    /// <summary>Where it begins, in words.</summary>
    public override string ToString() => _text;
}
