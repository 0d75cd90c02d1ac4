using IntegrationLogs.Client.Http.Pacing;

namespace IntegrationLogs.Client.Http;

/// <summary>
/// The total time of one call. It does not run while the call waits for a permit of its account's limiter, nor while the account is
/// paused.
/// </summary>
internal sealed class CallClock : IDisposable
{
    private readonly object _gate = new();
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;
    private readonly AccountPace _pace;
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenRegistration _cancelled;
    private readonly ITimer _timer;
    private TimeSpan _used;
    private long _startedAt;
    private TimeSpan _pausedBefore;
    private bool _runs;

    public CallClock(TimeSpan limit, TimeProvider time, AccountPace pace, CancellationToken cancellationToken)
    {
        _limit = limit;
        _time = time;
        _pace = pace;
        _cancelled = cancellationToken.UnsafeRegister(static ended => ((CancellationTokenSource)ended!).Cancel(), _ended);
        lock (_gate)
        {
            Run();
            _timer = time.CreateDetachedTimer(static clock => ((CallClock)clock!).Check(), this, limit);
        }
    }

    /// <summary>Cancelled when the time is over, or by the caller.</summary>
    public CancellationToken Token => _ended.Token;

    /// <summary>Whether the time is over.</summary>
    public bool IsOver { get; private set; }

    /// <summary>How much time is left.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_gate)
            {
                return _limit - Used();
            }
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _used = Used();
            _runs = false;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Start()
    {
        lock (_gate)
        {
            Run();
            SetTimer();
        }
    }

    public void Dispose()
    {
        _cancelled.Dispose();
        lock (_gate)
        {
            _runs = false;
            _timer.Dispose();
        }
    }

    private void Run()
    {
        _startedAt = _time.GetTimestamp();
        _pausedBefore = _pace.PausedTime;
        _runs = true;
    }

    private TimeSpan Used() =>
        _runs ? _used + _time.GetElapsedTime(_startedAt) - (_pace.PausedTime - _pausedBefore) : _used;

    /// <summary>A timer counts whole milliseconds, and must not fire early.</summary>
    private void SetTimer() => _timer.Change(
        TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling((_limit - Used()).TotalMilliseconds))), Timeout.InfiniteTimeSpan);

    private void Check()
    {
        lock (_gate)
        {
            if (!_runs)
            {
                return;
            }

            if (Used() < _limit)
            {
                // The account was paused meanwhile.
                SetTimer();
                return;
            }

            IsOver = true;
        }

        _ended.Cancel();
    }
}
