using System.Net;
using System.Threading.RateLimiting;

namespace IntegrationLogs.Client.Http.Pacing;

/// <summary>
/// The limiter of one account: a token bucket that fills at the learned rate, and a pause that holds all requests while the vendor wants
/// none. Requests that have to wait are served in the order in which they came. The limiters of System.Threading.RateLimiting read a clock
/// of their own; this one knows its <see cref="TimeProvider"/> only.
/// </summary>
internal sealed class AccountLimiter : RateLimiter
{
    /// <summary>For rounding errors: a permit is whole when a billionth of it lacks.</summary>
    private const double Whole = 1 - 1e-9;

    /// <summary>The least that the bucket holds, so that a timer which fires late costs nothing of the rate.</summary>
    private const double LeastCapacity = 2;

    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);
    private static readonly TimeSpan Unbounded = TimeSpan.FromTicks(TimeSpan.MaxValue.Ticks / 2);
    private static readonly PermitLease NoneNow = new(isAcquired: false);

    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly long _born;
    private readonly ITimer _timer;
    private readonly PermitQueue _queue = new();
    private RequestRate? _configured;
    private LearnedRate? _learned;
    private double _tokens;
    private TimeSpan _filledAt;
    private TimeSpan _idleSince;
    private TimeSpan? _wakesAt;
    private TimeSpan _pauseBegan;
    private TimeSpan _pausedUntil;
    private TimeSpan _pausedBefore;
    private PermitLease _permit = new(isAcquired: true);
    private long _given;
    private long _refused;

    public AccountLimiter(RequestRate? rate, TimeProvider time)
    {
        _time = time;
        _born = time.GetTimestamp();
        _timer = time.CreateDetachedTimer(static limiter => ((AccountLimiter)limiter!).Serve(), this);
        Configure(rate);
    }

    /// <summary>The rate now, in requests a second; null when there is no limit.</summary>
    public double? PerSecond
    {
        get
        {
            lock (_gate)
            {
                return _learned?.Current;
            }
        }
    }

    /// <summary>For how long in all the account was paused until now.</summary>
    public TimeSpan PausedTime
    {
        get
        {
            lock (_gate)
            {
                return PausedTimeAt(Now);
            }
        }
    }

    /// <summary>How much is left of a pause.</summary>
    public TimeSpan PauseLeft
    {
        get
        {
            lock (_gate)
            {
                return PauseLeftAt(Now);
            }
        }
    }

    /// <summary>The status of the answer that asked for the pause.</summary>
    public HttpStatusCode PausedBy { get; private set; }

    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_gate)
            {
                TimeSpan now = Now;
                bool isIdle = _queue.Count == 0 && now >= _pausedUntil && (_learned is null || Fill(now) >= Capacity);
                return isIdle ? now - _idleSince : null;
            }
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_born);

    private double Capacity =>
        _configured is RequestRate rate ? Math.Max(LeastCapacity, rate.Burst * _learned!.Current / rate.PerSecond) : 0;

    /// <summary>Adds a client's settings: the strictest of an account's clients hold.</summary>
    public void Configure(RequestRate? rate)
    {
        lock (_gate)
        {
            RequestRate? strictest = RequestRate.Strictest(_configured, rate);
            if (strictest is RequestRate changed && strictest != _configured)
            {
                _tokens = _configured is null ? changed.Burst : Math.Min(_tokens, changed.Burst);
                _filledAt = Now;
                _learned = new LearnedRate(changed.PerSecond);
            }

            _configured = strictest;
        }
    }

    /// <summary>Waits for a permit.</summary>
    /// <param name="goesFirst">
    /// Whether it comes before those that do not: a token that others wait for, and a request that had its turn before.
    /// </param>
    /// <param name="longestPause">How long it may be paused. When a pause is longer, there is no permit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<RateLimitLease> AcquireAsync(bool goesFirst, TimeSpan longestPause, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<RateLimitLease>(cancellationToken);
        }

        PermitRequest request;
        lock (_gate)
        {
            TimeSpan now = Now;
            if (_queue.Count == 0 && TryTake(now))
            {
                return new(_permit);
            }

            TimeSpan left = PauseLeftAt(now);
            if (left > TimeSpan.Zero && left > longestPause)
            {
                return new(Refuse(left));
            }

            request = new PermitRequest(PausedTimeAt(now) + longestPause);
            _queue.Add(request, goesFirst);
            SetTimer(now);
        }

        return new(request.WaitAsync(Withdraw, cancellationToken));
    }

    /// <summary>The vendor took a request.</summary>
    /// <param name="permit">What it was sent with.</param>
    /// <param name="hasWaited">Whether it had to wait for that.</param>
    /// <returns>How the rate has changed, if it has.</returns>
    public RateChange? Accepted(RateLimitLease permit, bool hasWaited)
    {
        lock (_gate)
        {
            if (_learned is null)
            {
                return null;
            }

            double before = _learned.Current;
            TimeSpan now = Now;
            Fill(now);
            bool isCurrent = permit == _permit;
            _learned.Accepted(now, isCurrent, hasWaited);
            return isCurrent ? RateChange.Between(before, _learned.Current) : null;
        }
    }

    /// <summary>The vendor refused a request for coming too soon: the rate falls, once for all that were under way.</summary>
    /// <param name="permit">What the request was sent with.</param>
    /// <param name="pause">How long to send nothing.</param>
    /// <returns>How the rate has changed, if it has.</returns>
    public RateChange? Refused(RateLimitLease permit, TimeSpan pause)
    {
        lock (_gate)
        {
            if (_learned is null || permit != _permit)
            {
                return null;
            }

            double before = _learned.Current;
            TimeSpan now = Now;
            Fill(now);
            _learned.Refused(now, now + pause);
            _tokens = Math.Min(_tokens, Capacity);
            _permit = new PermitLease(isAcquired: true);
            return RateChange.Between(before, _learned.Current);
        }
    }

    /// <summary>Holds all requests for a while. Those that cannot wait so long get no permit.</summary>
    /// <param name="length">How long.</param>
    /// <param name="status">The status of the answer that asks for it.</param>
    /// <returns>Whether the pause begins or grows by a second or more: what is worth telling.</returns>
    public bool Pause(TimeSpan length, HttpStatusCode status)
    {
        lock (_gate)
        {
            TimeSpan now = Now;
            TimeSpan until = now + length;
            TimeSpan growth = until - (now < _pausedUntil ? _pausedUntil : now);
            if (growth <= TimeSpan.Zero)
            {
                return false;
            }

            bool begins = now >= _pausedUntil;
            if (begins)
            {
                _pausedBefore = PausedTimeAt(now);
                _pauseBegan = now;
            }

            // One request may go at once when it is over; the others at the rate.
            _pausedUntil = until;
            PausedBy = status;
            _tokens = 1;
            _filledAt = until;
            RefuseThoseWithLess(PausedTimeAt(now) + length, length);
            SetTimer(now);
            return begins || growth >= TimeSpan.FromSeconds(1);
        }
    }

    /// <summary>Counts requests that were sent without a permit of their own.</summary>
    public void Charge(int requests)
    {
        lock (_gate)
        {
            if (_learned is not null)
            {
                Fill(Now);
                _tokens = Math.Max(_tokens - requests, -Capacity);
            }
        }
    }

    public override RateLimiterStatistics GetStatistics()
    {
        lock (_gate)
        {
            TimeSpan now = Now;
            return new RateLimiterStatistics
            {
                CurrentAvailablePermits = now < _pausedUntil ? 0 : _learned is null ? long.MaxValue : (long)Math.Max(0, Fill(now)),
                CurrentQueuedCount = _queue.Count,
                TotalSuccessfulLeases = _given,
                TotalFailedLeases = _refused,
            };
        }
    }

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(permitCount, 1);
        lock (_gate)
        {
            return _queue.Count == 0 && TryTake(Now) ? _permit : NoneNow;
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(permitCount, 1);
        return AcquireAsync(goesFirst: false, Unbounded, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        // Those who still wait are of clients that end now, and their waits are cancelled.
        _timer.Dispose();
        base.Dispose(disposing);
    }

    private TimeSpan PauseLeftAt(TimeSpan now) => now < _pausedUntil ? _pausedUntil - now : TimeSpan.Zero;

    private TimeSpan PausedTimeAt(TimeSpan now) => _pausedBefore + ((now < _pausedUntil ? now : _pausedUntil) - _pauseBegan);

    private bool TryTake(TimeSpan now)
    {
        if (now < _pausedUntil)
        {
            return false;
        }

        if (_learned is not null)
        {
            if (Fill(now) < Whole)
            {
                return false;
            }

            _tokens--;
        }

        _idleSince = now;
        _given++;
        return true;
    }

    private double Fill(TimeSpan now)
    {
        if (_learned is not null && now > _filledAt)
        {
            _tokens = Math.Min(Capacity, _tokens + ((now - _filledAt).TotalSeconds * _learned.Current));
            _filledAt = now;
        }

        return _tokens;
    }

    private void Serve()
    {
        lock (_gate)
        {
            TimeSpan now = Now;
            _wakesAt = null;
            while (_queue.Count > 0 && TryTake(now))
            {
                if (!_queue.Take().Give(_permit))
                {
                    // It was cancelled a moment ago.
                    _tokens++;
                }
            }

            SetTimer(now);
        }
    }

    private void Withdraw(PermitRequest request)
    {
        lock (_gate)
        {
            PermitQueue.Remove(request);
            SetTimer(Now);
        }
    }

    private PermitLease Refuse(TimeSpan left)
    {
        _refused++;
        return new PermitLease(isAcquired: false, left);
    }

    private void RefuseThoseWithLess(TimeSpan pausedTime, TimeSpan left)
    {
        PermitLease? refusal = null;
        foreach (PermitRequest request in _queue.TakeAll(request => request.LongestPausedTime < pausedTime))
        {
            request.Give(refusal ??= Refuse(left));
        }
    }

    /// <summary>
    /// Wakes for the request that is next, and not at all when none waits. A timer counts whole milliseconds, and must not fire early.
    /// </summary>
    private void SetTimer(TimeSpan now)
    {
        if (_queue.Count == 0)
        {
            if (_wakesAt is not null)
            {
                _wakesAt = null;
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            return;
        }

        TimeSpan wait = PauseLeftAt(now);
        if (wait == TimeSpan.Zero && _learned is not null)
        {
            wait = TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((Whole - Fill(now)) / _learned.Current * 1000)));
        }

        wait = wait < LongestTimer ? wait : LongestTimer;
        if (_wakesAt is null || now + wait < _wakesAt)
        {
            _wakesAt = now + wait;
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }
}
