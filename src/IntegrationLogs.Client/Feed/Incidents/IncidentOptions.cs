namespace IntegrationLogs.Client;

/// <summary>How failures become incidents.</summary>
/// <remarks>
/// Failures of one integration with one cause are one incident. The rules go by the times of the logs, and by the time of polls that have
/// read everything up to now: while a source cannot be polled, nothing is taken for quiet.
/// </remarks>
public sealed record IncidentOptions
{
    private const int MostFailures = 100;
    private const int MostSamples = 20;

    internal static readonly IncidentOptions Default = new();

    /// <summary>How many failures open an incident: 1 to 100. They have to be within <see cref="OpenWithin"/>.</summary>
    /// <value>Default: 1.</value>
    public int MinFailures { get; init; } = 1;

    /// <summary>
    /// Within which time <see cref="MinFailures"/> failures open an incident; more than zero, at most 24 days. Fewer than that belong to no
    /// incident.
    /// </summary>
    /// <value>Default: ten minutes.</value>
    public TimeSpan OpenWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How often an open incident with new failures is told of again, at most; more than zero, at most 24 days. <see langword="null"/> for
    /// never.
    /// </summary>
    /// <value>Default: 15 minutes.</value>
    public TimeSpan? UpdateEvery { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// For how long deliveries have to succeed, with no failure of the same cause in between, until an Elastic Path incident is resolved: zero to
    /// 24 days. A failure within that time is a flip (<see cref="Incident.Flips"/>) of the same incident.
    /// </summary>
    /// <value>Default: five minutes.</value>
    public TimeSpan ResolveAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// After how long without a failure an incident is resolved, even where nothing says that the integration works again; more than zero, at most 24
    /// days. While Sendcloud says that the integration is failing, the incident stays open.
    /// </summary>
    /// <value>Default: one hour.</value>
    public TimeSpan QuietFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// After how long without any log a source that used to have some is an incident itself; more than zero, at most 24 days. Sendcloud
    /// lists failures only: there, silence is good. <see langword="null"/> for never.
    /// </summary>
    /// <value>Default: <see langword="null"/>.</value>
    public TimeSpan? NoLogsFor { get; init; }

    /// <summary>How many failures an incident has as samples, besides the first and the last: 0 to 20.</summary>
    /// <value>Default: 3.</value>
    public int Samples { get; init; } = 3;

    internal IEnumerable<(bool Fits, string Name, object? Value, string Range)> Rules()
    {
        string pause = $"more than zero and at most {PollOptions.LongestPause.TotalDays} days";
        return
        [
            (MinFailures is >= 1 and <= MostFailures, nameof(MinFailures), MinFailures, $"1 to {MostFailures}"),
            (IsPause(OpenWithin), nameof(OpenWithin), OpenWithin, pause),
            (UpdateEvery is null || IsPause(UpdateEvery.Value), nameof(UpdateEvery), UpdateEvery, pause),
            (ResolveAfter == TimeSpan.Zero || IsPause(ResolveAfter), nameof(ResolveAfter), ResolveAfter, $"zero to {PollOptions.LongestPause.TotalDays} days"),
            (IsPause(QuietFor), nameof(QuietFor), QuietFor, pause),
            (NoLogsFor is null || IsPause(NoLogsFor.Value), nameof(NoLogsFor), NoLogsFor, pause),
            (Samples is >= 0 and <= MostSamples, nameof(Samples), Samples, $"0 to {MostSamples}"),
        ];

        static bool IsPause(TimeSpan time) => time > TimeSpan.Zero && time <= PollOptions.LongestPause;
    }
}
