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

    /// <summary>With what happens from the moment on in which the stream is enumerated, by this machine's clock.</summary>
    public static WatchStart Now { get; } = new("now");

    /// <summary>With everything that is listed.</summary>
    public static WatchStart Beginning { get; } = new("the beginning", DateTimeOffset.MinValue);

    internal DateTimeOffset? Time { get; }

    internal LogCheckpoint? Checkpoint { get; }

    /// <summary>With what happened at a time or later.</summary>
    public static WatchStart At(DateTimeOffset time) => new($"{time:O}", time);

    /// <summary>With what comes after the entry that carried a checkpoint. Its sources have to be those that are watched.</summary>
    public static WatchStart After(LogCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return new("a checkpoint", checkpoint: checkpoint);
    }

    /// <summary>Where it begins, in words.</summary>
    public override string ToString() => _text;
}
