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
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);
    private static readonly TimeSpan Unbounded = TimeSpan.FromTicks(TimeSpan.MaxValue.Ticks / 2);
    private static readonly PermitLease NoneNow = new(isAcquired: false);

    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly long _born;
    private readonly ITimer _timer;
    private readonly PermitQueue _queue = new();
    private readonly AccountPause _pause = new();
    private RequestRate? _configured;
    private TokenBucket? _bucket;
    private TimeSpan _idleSince;
    private TimeSpan? _wakesAt;
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
                return _bucket?.Rate.Current;
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
                return _pause.TotalAt(Now);
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
                return _pause.LeftAt(Now);
            }
        }
    }

    /// <summary>The status of the answer that asked for the pause.</summary>
    public HttpStatusCode PausedBy => _pause.AskedBy;

    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_gate)
            {
                TimeSpan now = Now;
                bool isIdle = _queue.Count == 0 && !_pause.Holds(now) && _bucket?.IsFull(now) is not false;
                return isIdle ? now - _idleSince : null;
            }
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_born);

    /// <summary>Adds a client's settings: the strictest of an account's clients hold.</summary>
    public void Configure(RequestRate? rate)
    {
        lock (_gate)
        {
            RequestRate? strictest = RequestRate.Strictest(_configured, rate);
            if (strictest is RequestRate changed && strictest != _configured)
            {
                _bucket = _bucket?.ChangedTo(changed, Now) ?? new TokenBucket(changed, changed.Burst, Now);
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

            TimeSpan left = _pause.LeftAt(now);
            if (left > TimeSpan.Zero && left > longestPause)
            {
                return new(Refuse(left));
            }

            request = new PermitRequest(_pause.TotalAt(now) + longestPause);
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
            if (_bucket is null)
            {
                return null;
            }

            LearnedRate rate = _bucket.Rate;
            double before = rate.Current;
            TimeSpan now = Now;
            _bucket.Fill(now);
            bool isCurrent = permit == _permit;
            rate.Accepted(now, isCurrent, hasWaited);
            return isCurrent ? RateChange.Between(before, rate.Current) : null;
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
            if (_bucket is null || permit != _permit)
            {
                return null;
            }

            LearnedRate rate = _bucket.Rate;
            double before = rate.Current;
            TimeSpan now = Now;
            _bucket.Fill(now);
            rate.Refused(now, now + pause);
            _bucket.Shrink();
            _permit = new PermitLease(isAcquired: true);
            return RateChange.Between(before, rate.Current);
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
            TimeSpan growth = _pause.GrowthBy(length, now);
            if (growth <= TimeSpan.Zero)
            {
                return false;
            }

            bool begins = !_pause.Holds(now);
            _pause.Set(length, status, now);

            // One request may go at once when it is over; the others at the rate.
            _bucket?.RestartAt(now + length);
            RefuseThoseWithLess(_pause.TotalAt(now) + length, length);
            SetTimer(now);
            return begins || growth >= TimeSpan.FromSeconds(1);
        }
    }

    /// <summary>Counts requests that were sent without a permit of their own.</summary>
    public void Charge(int requests)
    {
        lock (_gate)
        {
            _bucket?.Charge(requests, Now);
        }
    }

    public override RateLimiterStatistics GetStatistics()
    {
        lock (_gate)
        {
            TimeSpan now = Now;
            return new RateLimiterStatistics
            {
                CurrentAvailablePermits = _pause.Holds(now) ? 0 : _bucket is null ? long.MaxValue : (long)Math.Max(0, _bucket.Fill(now)),
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

    private bool TryTake(TimeSpan now)
    {
        if (_pause.Holds(now) || _bucket?.TryTake(now) is false)
        {
            return false;
        }

        _idleSince = now;
        _given++;
        return true;
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
                    _bucket?.PutBack();
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

    /// <summary>Wakes for the request that is next, and not at all when none waits.</summary>
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

        TimeSpan wait = _pause.LeftAt(now);
        if (wait == TimeSpan.Zero && _bucket is not null)
        {
            wait = _bucket.TimeToNext(now);
        }

        wait = wait < LongestTimer ? wait : LongestTimer;
        if (_wakesAt is null || now + wait < _wakesAt)
        {
            _wakesAt = now + wait;
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }
}
