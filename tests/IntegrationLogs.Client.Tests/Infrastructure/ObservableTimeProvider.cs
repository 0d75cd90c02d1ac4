using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>
/// A <see cref="FakeTimeProvider"/> with the three things that it cannot do. It does not tell how many timers wait, nor when one begins to.
/// It does not end a wait by itself: <see cref="FakeTimeProvider.AutoAdvanceAmount"/> only moves time on when the clock is read.
/// It cannot set the clock on the wall alone: <see cref="FakeTimeProvider.AdjustTime"/> moves the timestamps, too.
/// </summary>
public sealed class ObservableTimeProvider : FakeTimeProvider
{
    private readonly object _lock = new();
    private readonly HashSet<ObservedTimer> _waiting = [];

    public ObservableTimeProvider()
    {
    }

    public ObservableTimeProvider(DateTimeOffset start)
        : base(start)
    {
    }

    /// <summary>Whether each wait is over as soon as it begins: time moves on by its length.</summary>
    public bool SkipsWaits { get; set; }

    /// <summary>How far the clock on the wall is off. No timer or timestamp heeds that.</summary>
    public TimeSpan Skew { get; set; }

    /// <summary>Told each time a timer begins to wait or is given up.</summary>
    public Action? TimersChanged { get; set; }

    /// <summary>How many timers are waiting.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>How long each timer that is waiting was set to: a pause and a limit of time are told apart by that.</summary>
    public IReadOnlyList<TimeSpan> PendingDues
    {
        get
        {
            lock (_lock)
            {
                return [.. _waiting.Select(timer => timer.Due)];
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Skew;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ObservedTimer? timer = null;
        ITimer inner = base.CreateTimer(_ => timer!.Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer = new ObservedTimer(this, inner, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ObservedTimer(ObservableTimeProvider time, ITimer inner, Action fire) : ITimer
    {
        private bool _isPeriodic;
        private bool _hasFired;

        public TimeSpan Due { get; private set; }

        public void Fire()
        {
            lock (time._lock)
            {
                _hasFired = true;
                if (!_isPeriodic)
                {
                    time._waiting.Remove(this);
                }
            }

            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._waiting.Remove(this);
                _hasFired = false;
                _isPeriodic = period > TimeSpan.Zero;
                Due = dueTime;
            }

            bool isChanged = inner.Change(dueTime, period);
            bool waits = isChanged && dueTime >= TimeSpan.Zero;

            // Not counted before it is set: while this thread sets it, an advance on another may leave the firing to this one.
            lock (time._lock)
            {
                if (waits && (_isPeriodic || !_hasFired))
                {
                    time._waiting.Add(this);
                }
            }

            time.TimersChanged?.Invoke();
            if (waits && time.SkipsWaits)
            {
                // Not on this thread: whoever makes a timer may not have stored it yet.
                ThreadPool.QueueUserWorkItem(_ => time.Advance(dueTime));
            }

            return isChanged;
        }

        public void Dispose()
        {
            inner.Dispose();
            lock (time._lock)
            {
                time._waiting.Remove(this);
            }

            time.TimersChanged?.Invoke();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
