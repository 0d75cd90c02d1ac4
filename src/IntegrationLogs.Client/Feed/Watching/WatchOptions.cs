namespace IntegrationLogs.Client;

/// <summary>How sources are watched.</summary>
public sealed record WatchOptions : PollOptions
{
    internal const int MostConcurrent = 100;

    internal static readonly WatchOptions Default = new();

    /// <summary>Where to begin.</summary>
    /// <value>Default: <see cref="WatchStart.Now"/>.</value>
    public WatchStart Start { get; init; } = WatchStart.Now;

    /// <summary>
    /// How many sources of one vendor to poll at once: 1 to 100. A poll that takes long, such as one that hangs, stops counting after a
    /// while, so that it holds up no other source.
    /// </summary>
    /// <value>Default: 4.</value>
    public int MaxConcurrency { get; init; } = 4;

    /// <summary>
    /// The longest pause of a source that keeps failing; more than zero, at most 24 days. Pauses begin with
    /// <see cref="PollOptions.PollInterval"/> and double, and the upper tenth of each is random by <see cref="PollOptions.Jitter"/>. A
    /// vendor's <c>Retry-After</c> is waited in full in any case.
    /// </summary>
    /// <value>Default: 15 minutes.</value>
    public TimeSpan MaxErrorPause { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Is called each time a source could not be polled, or not to the end. The source is tried again after a pause, and the other sources
    /// go on. Calls come from any thread, for several sources at once. An exception that it throws ends the stream.
    /// </summary>
    /// <value>Default: <see langword="null"/>, failures show in logs and metrics only.</value>
    public Action<SourceError>? OnSourceError { get; init; }

    /// <summary>
    /// Is called each time a source has been polled, before the new entries are handed out. Calls come from any thread, for several sources
    /// at once. An exception that it throws ends the stream.
    /// </summary>
    /// <value>Default: <see langword="null"/>.</value>
    public Action<SourcePoll>? OnSourcePolled { get; init; }

    /// <summary>
    /// Is called for each part of a source that could not be read and is given up. Calls come from any thread, for several sources at
    /// once. An exception that it throws ends the stream.
    /// </summary>
    /// <value>Default: <see langword="null"/>, gaps show in logs and metrics only.</value>
    public Action<SourceGap>? OnGap { get; init; }

    internal static WatchOptions Validated(WatchOptions? options) => options is null ? Default : Validated<WatchOptions>(options);

    private protected override IEnumerable<(bool Fits, string Name, object? Value, string Range)> Rules() =>
    [
        .. base.Rules(),
        PauseRule(MaxErrorPause, nameof(MaxErrorPause)),
        (MaxConcurrency is >= 1 and <= MostConcurrent, nameof(MaxConcurrency), MaxConcurrency, $"1 to {MostConcurrent}"),
        (Start is not null, nameof(Start), null, "set"),
    ];
}
