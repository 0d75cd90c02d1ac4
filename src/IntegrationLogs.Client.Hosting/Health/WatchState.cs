namespace IntegrationLogs.Client.Hosting;

/// <summary>Keeps how a hosted watch is doing, for health checks and metrics. Told and asked from any thread.</summary>
internal sealed class WatchState(string name, TimeProvider time)
{
    private readonly object _lock = new();
    private readonly Dictionary<LogSource, SourceHealth> _sources = [];
    private WatchHealth _health = new([]);

    public string Name => name;

    public WatchHealth Health
    {
        get
        {
            lock (_lock)
            {
                return _health with { Sources = [.. _sources.Values] };
            }
        }
    }

    public void Begin(TimeSpan pollInterval) =>
        Change(health => health with { HasBegun = true, PollInterval = pollInterval, StepSince = time.GetTimestamp() });

    public void End(Exception? error) => Change(health => health with { HasEnded = true, EndError = error?.GetType().Name });

    public void Watch(IEnumerable<LogSource> sources) => Change(health =>
    {
        foreach (LogSource source in sources)
        {
            _sources[source] = new SourceHealth(source, time.GetTimestamp());
        }

        return health;
    });

    public void Enter(WatchStep step) =>
        Change(health => health with { Step = step, StepSince = time.GetTimestamp(), StepError = null });

    public void Leave() => Enter(WatchStep.Waiting);

    public void StepFailed(Exception error) => Change(health => health with { StepError = error.GetType().Name });

    public void Polled(SourcePoll poll) => Change(poll.Source, source => source with
    {
        Since = time.GetTimestamp(),
        LastPoll = poll.StartedAt,
        LastPollEnded = time.GetTimestamp(),
        LastError = null,
        Pending = poll.NewEntries,
    });

    public void Failed(SourceError error) => Change(error.Source, source => source with { LastError = error.Error.GetType().Name });

    public void Handled(LogSource handled) => Change(handled, source => source with
    {
        Since = time.GetTimestamp(),
        Pending = source.Pending - 1,
    });

    /// <summary>How long ago each source was last polled, of those that were.</summary>
    public IEnumerable<(LogSource Source, TimeSpan Age)> PollAges() => Health.Sources
        .Where(source => source.LastPollEnded is not null)
        .Select(source => (source.Source, time.GetElapsedTime(source.LastPollEnded!.Value)));

    private void Change(LogSource source, Func<SourceHealth, SourceHealth> change) => Change(health =>
    {
        _sources[source] = change(_sources[source]);
        return health;
    });

    private void Change(Func<WatchHealth, WatchHealth> change)
    {
        lock (_lock)
        {
            _health = change(_health);
        }
    }
}
