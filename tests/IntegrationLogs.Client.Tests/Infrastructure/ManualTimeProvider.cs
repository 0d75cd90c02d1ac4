namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>Time that stands still until a test moves it, or, with <see cref="AutoAdvance"/>, jumps to each timer as it is made.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly object _lock = new();

    /// <summary>By their moment, those of one moment in the order in which they were set. A thousand sources wait at once.</summary>
    private readonly SortedSet<ManualTimer> _timers = new(Comparer<ManualTimer>.Create(
        (left, right) => (left.Due, left.Number).CompareTo((right.Due, right.Number))));

    private readonly DateTimeOffset _start;
    private TimeSpan _elapsed;
    private long _lastNumber;

    public ManualTimeProvider(DateTimeOffset? start = null) => _start = start ?? new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether time goes to a timer's moment as soon as the timer is made: whoever waits, waits no longer.</summary>
    public bool AutoAdvance { get; set; }

    /// <summary>Up to which waiting time <see cref="AutoAdvance"/> jumps: a limit below a time-out keeps that time-out from firing at once.</summary>
    public TimeSpan AutoAdvanceLimit { get; set; } = TimeSpan.MaxValue;

    /// <summary>How far the clock on the wall is off: it jumps when it is set, and no timer or timestamp heeds that.</summary>
    public TimeSpan Skew { get; set; }

    /// <summary>Told each time a timer begins to wait or is given up.</summary>
    public Action? TimersChanged { get; set; }

    /// <summary>How far time has come.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_lock)
            {
                return _elapsed;
            }
        }
    }

    /// <summary>How many timers are waiting.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count;
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => _start + Elapsed + Skew;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves time on. Timers fire one after the other, each at its own moment, on this thread.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        AdvanceTo(Elapsed + by);
    }

    private void AdvanceTo(TimeSpan target)
    {
        while (TakeDue(target) is ManualTimer timer)
        {
            timer.Fire();
        }
    }

    private ManualTimer? TakeDue(TimeSpan target)
    {
        lock (_lock)
        {
            ManualTimer? next = _timers.Min is ManualTimer first && first.Due <= target ? first : null;
            TimeSpan moment = next?.Due ?? target;
            _elapsed = moment > _elapsed ? moment : _elapsed;
            if (next is not null)
            {
                _timers.Remove(next);
                if (next.Period > TimeSpan.Zero)
                {
                    next.Due += next.Period;
                    next.Number = ++_lastNumber;
                    _timers.Add(next);
                }
            }

            return next;
        }
    }

    private void Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero)
        {
            Remove(timer);
            return;
        }

        TimeSpan due;
        lock (_lock)
        {
            _timers.Remove(timer);
            due = timer.Due = _elapsed + dueTime;
            timer.Number = ++_lastNumber;
            timer.Period = period;
            _timers.Add(timer);
        }

        TimersChanged?.Invoke();
        if ((AutoAdvance && dueTime <= AutoAdvanceLimit) || dueTime == TimeSpan.Zero)
        {
            // Not on this thread: whoever makes a timer may not have stored it yet.
            ThreadPool.QueueUserWorkItem(_ => AdvanceTo(due));
        }
    }

    private void Remove(ManualTimer timer)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
        }

        TimersChanged?.Invoke();
    }

    private sealed class ManualTimer(ManualTimeProvider time, Action fire) : ITimer
    {
        public TimeSpan Due { get; set; }

        public long Number { get; set; }

        public TimeSpan Period { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Schedule(this, dueTime, period);
            return true;
        }

        public void Dispose() => time.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
