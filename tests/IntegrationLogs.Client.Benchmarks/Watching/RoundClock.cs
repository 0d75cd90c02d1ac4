namespace IntegrationLogs.Client.Benchmarks.Watching;

/// <summary>Time that stands still until it is moved on: a round of polls takes as long as it takes.</summary>
internal sealed class RoundClock : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly object _lock = new();
    private readonly HashSet<Timer> _timers = [];
    private long _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(GetTimestamp());

    public override long GetTimestamp() => Volatile.Read(ref _elapsed);

    /// <summary>How many timers wait at all.</summary>
    public int AllWaiting
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count;
            }
        }
    }

    /// <summary>How many timers have so long to wait.</summary>
    public int Waiting(TimeSpan time)
    {
        lock (_lock)
        {
            return _timers.Count(timer => timer.Due == _elapsed + time.Ticks);
        }
    }

    public void Advance(TimeSpan by)
    {
        Timer[] due;
        lock (_lock)
        {
            _elapsed += by.Ticks;
            due = [.. _timers.Where(timer => timer.Due <= _elapsed).OrderBy(timer => timer.Due)];
            _timers.ExceptWith(due);
        }

        foreach (Timer timer in due)
        {
            timer.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(RoundClock clock, TimerCallback callback, object? state) : ITimer
    {
        public long Due { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                Due = clock._elapsed + dueTime.Ticks;
                return dueTime < TimeSpan.Zero ? clock._timers.Remove(this) : clock._timers.Add(this);
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
