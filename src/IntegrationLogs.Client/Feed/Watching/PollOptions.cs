namespace IntegrationLogs.Client;

/// <summary>How one poll of a source reads its list.</summary>
public record PollOptions
{
    /// <summary>The longest that a timer takes.</summary>
    internal static readonly TimeSpan LongestPause = TimeSpan.FromDays(24);

    private protected const int MostPages = 1_000;

    /// <summary>The longest time from one poll of a source to the next; more than zero, at most 24 days.</summary>
    /// <value>Default: one minute.</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The part of an interval, 0 to 1, by which it is shortened at random, so that many watchers do not poll at the same moment.
    /// </summary>
    /// <value>Default: 0.1.</value>
    public double Jitter { get; init; } = 0.1;

    /// <summary>
    /// How late a log may show up, by its own time, and still be found by the next poll; more than zero, at most 24 days. Time is the
    /// vendor's: the <c>Date</c> of its answers. A log that comes later is found where a poll reads it anyway, and by the audit.
    /// </summary>
    /// <value>Default: five minutes.</value>
    public TimeSpan AllowedLateness { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many logs to ask for in one request: 2 to 100.</summary>
    /// <value>Default: 100.</value>
    public int PageSize { get; init; } = PagingOptions.MaxPageSize;

    /// <summary>
    /// How many pages one poll reads at most: 1 to 1,000. What is left is read by the next poll, which goes on from there. The entries of
    /// one poll are in memory at once.
    /// </summary>
    /// <value>Default: 10.</value>
    public int MaxPages { get; init; } = 10;

    /// <summary>
    /// How often the whole list is read to its end, to find logs that came too late for a poll to see; <see langword="null"/> for never.
    /// More than zero. An audit takes as many polls as it needs at <see cref="MaxPages"/> pages each. A poll that reads a whole list is an
    /// audit.
    /// </summary>
    /// <value>Default: one hour.</value>
    public TimeSpan? AuditInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Whether to read the list to its end in every poll, even where its order so far says that nothing new can follow. For lists that are
    /// in order only in parts, such as those sorted by integration first.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool ReadWholeLists { get; init; }

    /// <summary>Whether only failures are wanted. Other entries are passed over and cost no checkpoint.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool FailuresOnly { get; init; }

    /// <summary>The ids of the integrations that are wanted; <see langword="null"/> for all.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    public IReadOnlyCollection<string>? IntegrationIds { get; init; }

    /// <summary>
    /// Says which entries are wanted; <see langword="null"/> for all. It is asked again in later polls about entries that it did not want.
    /// An exception that it throws makes the poll fail with an <see cref="InvalidOperationException"/> that names the log.
    /// </summary>
    /// <value>Default: <see langword="null"/>.</value>
    public Func<IntegrationLogEntry, bool>? Where { get; init; }

    /// <summary>
    /// How failures become incidents, which <see cref="SourcePoll.Incidents"/> tells of; <see langword="null"/> for no incidents. Their state is
    /// part of the checkpoint. Successes count even where they are not wanted as entries. Of Sendcloud, the integrations' state is asked for with
    /// each poll, once for all sources of the account.
    /// </summary>
    /// <value>Default: <see langword="null"/>.</value>
    public IncidentOptions? Incidents { get; init; }

    /// <summary>Which of its options say what is wanted: a checkpoint made under another filter knows only what that one wanted.</summary>
    internal string FilterName =>
        (FailuresOnly ? "failures;" : null)
        + (IntegrationIds is null ? null : $"{string.Join(',', IntegrationIds.Order(StringComparer.Ordinal))};")
        + (Where is null ? null : "where;");

    internal bool Wants(IntegrationLogEntry entry)
    {
        if ((FailuresOnly && !entry.IsFailure)
            || (IntegrationIds is not null && !(entry.IntegrationId is string id && IntegrationIds.Contains(id))))
        {
            return false;
        }

        try
        {
            return Where?.Invoke(entry) ?? true;
        }
        catch (Exception error)
        {
            throw new InvalidOperationException(
                $"{nameof(PollOptions)}.{nameof(Where)} failed with a {error.GetType().Name} at log {entry.LogId ?? "without an id"} of "
                + $"{entry.Vendor} integration {entry.IntegrationId ?? "without an id"}. Nothing of this poll was handed out.",
                error);
        }
    }

    /// <summary>What is out of its range, and the range.</summary>
    internal static IEnumerable<(string Name, object? Value, string Range)> FaultsOf(PollOptions options) =>
        options.Rules().Where(rule => !rule.Fits).Select(rule => (rule.Name, rule.Value, rule.Range));

    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    internal static TOptions Validated<TOptions>(TOptions options)
        where TOptions : PollOptions
    {
        foreach ((string name, object? value, string range) in FaultsOf(options))
        {
            throw value is null
                ? new ArgumentException($"{typeof(TOptions).Name}.{name} is null.", nameof(options))
                : new ArgumentOutOfRangeException($"{typeof(TOptions).Name}.{name}", value, $"{name} must be {range}.");
        }

        return options;
    }

    private protected virtual IEnumerable<(bool Fits, string Name, object? Value, string Range)> Rules() =>
    [
        PauseRule(PollInterval, nameof(PollInterval)),
        PauseRule(AllowedLateness, nameof(AllowedLateness)),
        PauseRule(AuditInterval ?? LongestPause, nameof(AuditInterval)),
        (Jitter is >= 0 and <= 1, nameof(Jitter), Jitter, "0 to 1"),
        (PageSize is >= 2 and <= PagingOptions.MaxPageSize, nameof(PageSize), PageSize, $"2 to {PagingOptions.MaxPageSize}"),
        (MaxPages is >= 1 and <= MostPages, nameof(MaxPages), MaxPages, $"1 to {MostPages}"),
        .. Incidents?.Rules().Select(rule => rule with { Name = $"{nameof(Incidents)}.{rule.Name}" }) ?? [],
    ];

    private protected static (bool Fits, string Name, object? Value, string Range) PauseRule(TimeSpan pause, string name) =>
        (pause > TimeSpan.Zero && pause <= LongestPause, name, pause, $"more than zero and at most {LongestPause.TotalDays} days");
}
