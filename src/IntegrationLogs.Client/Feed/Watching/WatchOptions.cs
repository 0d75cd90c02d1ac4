namespace IntegrationLogs.Client;

/// <summary>How sources are watched.</summary>
public sealed record WatchOptions
{
    internal const int MostConcurrent = 100;

    /// <summary>The longest that a timer takes.</summary>
    internal static readonly TimeSpan LongestPause = TimeSpan.FromDays(24);

    internal static readonly WatchOptions Default = new();

    /// <summary>The longest time from one poll of a source to the next; more than zero, at most 24 days.</summary>
    /// <value>Default: one minute.</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The part of an interval, 0 to 1, by which it is shortened at random, so that many watchers do not poll at the same moment.
    /// </summary>
    /// <value>Default: 0.1.</value>
    public double Jitter { get; init; } = 0.1;

    /// <summary>
    /// How late a log may show up, by its own time, and still be found; more than zero. It has to cover what the vendor's clock is behind
    /// this machine's, too. Where more than 100,000 logs of a source fall into it, it is shorter for their oldest.
    /// </summary>
    /// <value>Default: five minutes.</value>
    public TimeSpan SettleWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Where to begin.</summary>
    /// <value>Default: <see cref="WatchStart.Now"/>.</value>
    public WatchStart Start { get; init; } = WatchStart.Now;

    /// <summary>How many sources to poll at once: 1 to 100.</summary>
    /// <value>Default: 4.</value>
    public int MaxConcurrency { get; init; } = 4;

    /// <summary>
    /// How many logs to ask for in one request: 2 to 100. A poll of a list that comes newest first ends with the page that reaches what has
    /// settled.
    /// </summary>
    /// <value>Default: 100.</value>
    public int PageSize { get; init; } = PagingOptions.MaxPageSize;

    /// <summary>
    /// Whether to read every list to its end in every poll, even where its order so far says that nothing new can follow. For lists that
    /// are in order only in parts, such as those sorted by integration first.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool ReadWholeLists { get; init; }

    /// <summary>
    /// The longest pause of a source that keeps failing; more than zero, at most 24 days. Pauses begin with <see cref="PollInterval"/> and
    /// double. A vendor's <c>Retry-After</c> is waited in full in any case.
    /// </summary>
    /// <value>Default: 15 minutes.</value>
    public TimeSpan MaxErrorPause { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Is called each time a source could not be polled. The source is tried again after a pause, and the other sources go on. Calls come
    /// from any thread, for several sources at once. An exception that it throws ends the stream.
    /// </summary>
    /// <value>Default: <see langword="null"/>, failures show in logs and metrics only.</value>
    public Action<SourceError>? OnSourceError { get; init; }

    /// <summary>
    /// Is called each time a source has been polled, before the new entries are handed out. Calls come from any thread, for several sources
    /// at once. An exception that it throws ends the stream.
    /// </summary>
    /// <value>Default: <see langword="null"/>.</value>
    public Action<SourcePoll>? OnSourcePolled { get; init; }

    internal static WatchOptions Validated(WatchOptions? options)
    {
        if (options is null)
        {
            return Default;
        }

        foreach ((string name, object? value, string range) in FaultsOf(options))
        {
            throw value is null
                ? new ArgumentException($"{nameof(WatchOptions)}.{name} is null.", nameof(options))
                : new ArgumentOutOfRangeException(nameof(WatchOptions) + "." + name, value, $"{name} must be {range}.");
        }

        return options;
    }

    /// <summary>What is out of its range, and the range.</summary>
    internal static IEnumerable<(string Name, object? Value, string Range)> FaultsOf(WatchOptions options)
    {
        (bool Fits, string Name, object? Value, string Range)[] rules =
        [
            PauseRule(options.PollInterval, nameof(PollInterval)),
            PauseRule(options.MaxErrorPause, nameof(MaxErrorPause)),
            (options.SettleWindow > TimeSpan.Zero, nameof(SettleWindow), options.SettleWindow, "more than zero"),
            (options.Jitter is >= 0 and <= 1, nameof(Jitter), options.Jitter, "0 to 1"),
            (options.MaxConcurrency is >= 1 and <= MostConcurrent,
                nameof(MaxConcurrency), options.MaxConcurrency, $"1 to {MostConcurrent}"),
            (options.PageSize is >= 2 and <= PagingOptions.MaxPageSize,
                nameof(PageSize), options.PageSize, $"2 to {PagingOptions.MaxPageSize}"),
            (options.Start is not null, nameof(Start), null, "set"),
        ];
        return rules.Where(rule => !rule.Fits).Select(rule => (rule.Name, rule.Value, rule.Range));
    }

    private static (bool Fits, string Name, object? Value, string Range) PauseRule(TimeSpan pause, string name) =>
        (pause > TimeSpan.Zero && pause <= LongestPause, name, pause, $"more than zero and at most {LongestPause.TotalDays} days");
}
