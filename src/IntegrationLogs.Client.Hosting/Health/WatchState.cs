using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Keeps how a hosted watch is doing, for health checks and metrics. Told and asked from any thread.</summary>
internal sealed class WatchState(string name, TimeProvider time)
{
    /// <summary>So long a gap shows.</summary>
    public static readonly TimeSpan GapsShownFor = TimeSpan.FromHours(1);

    private const int MostGaps = 100;

    private readonly object _lock = new();
    private readonly Dictionary<LogSource, SourceHealth> _sources = [];
    private WatchHealth _health = new([]);

    public WatchIdentity Identity => new(name, Health.Account);

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

    public void Begin(string account, TimeSpan pollInterval) => Change(health => health with
    {
        Account = account,
        HasBegun = true,
        PollInterval = pollInterval,
        StepSince = time.GetTimestamp(),
    });

    public void End(Exception? error) => Change(health => health with { HasEnded = true, EndError = error?.GetType().Name });

    public void Watch(IEnumerable<LogSource> sources) => Change(health =>
    {
        foreach (LogSource source in sources)
        {
            _sources[source] = new SourceHealth(source, time.GetTimestamp());
        }

        return health with { Step = WatchStep.Watching, StepError = null };
    });

    public void Unwatch(LogSource source) => Change(health =>
    {
        _sources.Remove(source);
        return health;
    });

    public void Enter(WatchStep step) =>
        Change(health => health with { Step = step, StepSince = time.GetTimestamp(), StepError = null });

    public void StepFailed(Exception error) => Change(health => health with { StepError = error.GetType().Name });

    public void SaveBegan() => Change(health => health with { SavingSince = health.SavingSince ?? time.GetTimestamp() });

    public void SaveFailed(Exception error) => Change(health => health with { SaveError = error.GetType().Name });

    public void Saved(int unsaved) => Change(health => health with { SavingSince = null, SaveError = null, Unsaved = unsaved });

    public void Unsaved(int entries) => Change(health => health with { Unsaved = entries });

    /// <param name="poll">The poll.</param>
    /// <param name="parts">How many calls of the handler it takes.</param>
    public void Polled(SourcePoll poll, int parts = 0) => Change(poll.Source, source => source with
    {
        Since = time.GetTimestamp(),
        LastPoll = poll.StartedAt,
        LastPollEnded = time.GetTimestamp(),
        Failures = poll.Error is null ? 0 : source.Failures,
        LastError = poll.Error is null ? null : source.LastError,
        LastStatus = poll.Error is null ? null : source.LastStatus,
        IsCatchingUp = !poll.IsCaughtUp,
        Gaps = [.. source.Gaps.Concat(poll.Gaps.Select(_ => time.GetTimestamp())).Where(IsShown).TakeLast(MostGaps)],
        Pending = parts,
    });

    public void Failed(SourceError error) => Change(error.Source, source => source with
    {
        Failures = error.Failures,
        LastError = ErrorTypes.Of(error.Error),
        LastStatus = (int?)(error.Error as VendorApiException)?.StatusCode,
    });

    /// <summary>A part of a source's poll is next.</summary>
    public void Began(LogSource source) => Change(source, old => old with { EntrySince = time.GetTimestamp() });

    /// <summary>The handler is called with it.</summary>
    public void Handling(LogSource source) =>
        Change(source, old => old with { HandlingSince = old.HandlingSince ?? time.GetTimestamp() });

    public void HandlerFailed(LogSource source, Exception error) =>
        Change(source, old => old with { HandlerError = error.GetType().Name });

    public void Handled(LogSource handled)
    {
        Change(health => health with { LastHandled = time.GetTimestamp() });
        Change(handled, source => source with
        {
            Since = time.GetTimestamp(),
            Pending = source.Pending - 1,
            EntrySince = null,
            HandlingSince = null,
            HandlerError = null,
        });
    }

    public bool IsShown(long gap) => time.GetElapsedTime(gap) <= GapsShownFor;

    /// <summary>How long ago each source was last polled; those that never were, since they are watched.</summary>
    public IEnumerable<(LogSource Source, TimeSpan Age)> PollAges() =>
        Health.Sources.Select(source => (source.Source, time.GetElapsedTime(source.LastPollEnded ?? source.WatchedSince)));

    /// <summary>A source that is watched no more may still be handled.</summary>
    private void Change(LogSource source, Func<SourceHealth, SourceHealth> change) => Change(health =>
    {
        if (_sources.TryGetValue(source, out SourceHealth? known))
        {
            _sources[source] = change(known);
        }

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
