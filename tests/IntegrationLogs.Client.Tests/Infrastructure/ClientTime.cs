using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>
/// A client's time. Its pauses between attempts pass at once and are recorded; its time-outs pass only when a test advances the clock,
/// since real sockets take their own time.
/// </summary>
internal sealed class ClientTime(ResilienceOptions resilience) : TimeProvider
{
    private readonly object _lock = new();
    private readonly List<TimeSpan> _waits = [];
    private readonly List<TimeSpan> _timeouts = [];

    public ObservableTimeProvider Clock { get; } = new(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Whether the pauses pass at once; otherwise the clock must be advanced.</summary>
    public bool SkipsWaits { get; set; } = true;

    /// <summary>Told of each pause as it begins.</summary>
    public Action<TimeSpan>? Waiting { get; set; }

    /// <summary>The pauses so far, exactly.</summary>
    public IReadOnlyList<TimeSpan> Waits => Snapshot(_waits);

    /// <summary>The time-outs that were set so far.</summary>
    public IReadOnlyList<TimeSpan> Timeouts => Snapshot(_timeouts);

    /// <summary>Forgets the pauses and time-outs so far.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _waits.Clear();
            _timeouts.Clear();
        }
    }

    public override long TimestampFrequency => Clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => Clock.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => Clock.GetUtcNow();

    public override long GetTimestamp() => Clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, Clock.CreateTimer(callback, state, dueTime, period), state);
        Begin(dueTime, state);
        return timer;
    }

    private void Begin(TimeSpan dueTime, object? state)
    {
        if (dueTime <= TimeSpan.Zero)
        {
            return;
        }

        // A pause can be as long as a time-out: they are told apart by what waits.
        bool isTimeout = state is CallClock
            || (state is CancellationTokenSource && (dueTime == resilience.AttemptTimeout || dueTime == resilience.TotalTimeout));
        lock (_lock)
        {
            (isTimeout ? _timeouts : _waits).Add(dueTime);
        }

        if (!isTimeout)
        {
            Waiting?.Invoke(dueTime);
            if (SkipsWaits)
            {
                // Not on this thread: whoever makes a timer may not have stored it yet.
                ThreadPool.QueueUserWorkItem(_ => Clock.Advance(dueTime));
            }
        }
    }

    private TimeSpan[] Snapshot(List<TimeSpan> times)
    {
        lock (_lock)
        {
            return [.. times];
        }
    }

    private sealed class Timer(ClientTime time, ITimer inner, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool isChanged = inner.Change(dueTime, period);
            time.Begin(dueTime, state);
            return isChanged;
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
