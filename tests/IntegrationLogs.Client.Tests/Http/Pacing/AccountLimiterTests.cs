using System.Net;
using System.Threading.RateLimiting;
using IntegrationLogs.Client.Http.Pacing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.Tests.Http.Pacing;

public sealed class AccountLimiterTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_burst_goes_at_once_and_the_next_request_when_its_permit_has_come()
    {
        using AccountLimiter limiter = Limiter(perSecond: 90, burst: 10);
        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(limiter.AttemptAcquire().IsAcquired));

        Assert.False(limiter.AttemptAcquire().IsAcquired);
        Task<RateLimitLease> next = AcquireAsync(limiter);
        _time.Advance(TimeSpan.FromMilliseconds(11));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True((await Soon(next)).IsAcquired);
    }

    [Theory]
    [InlineData(100, 1, 10)]
    [InlineData(1_000, 60, 100)]
    [InlineData(25, 1, 1)]
    [InlineData(3, 2, 3)]
    public void No_window_has_more_than_the_limit_wherever_it_begins(int permits, int seconds, int burst)
    {
        var window = TimeSpan.FromSeconds(seconds);
        using AccountLimiter limiter = Limiter(RequestRate.Of(new RateLimitOptions { PermitLimit = permits, Window = window, Burst = burst }));
        List<TimeSpan> sent = [];
        for (var now = TimeSpan.Zero; now < window * 3; now += TimeSpan.FromMilliseconds(1))
        {
            while (limiter.AttemptAcquire().IsAcquired)
            {
                sent.Add(now);
            }

            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.All(sent, begin => Assert.InRange(sent.Count(at => at >= begin && at < begin + window), 1, permits));
        Assert.InRange(sent.Count, 3 * (permits - burst), 3 * permits);
    }

    [Fact]
    public async Task Those_who_wait_are_served_in_order_and_the_first_lane_goes_first()
    {
        using AccountLimiter limiter = Limiter(perSecond: 10, burst: 1);
        List<string> served = [];
        limiter.AttemptAcquire();
        Task[] waiting =
        [
            ServeAsync("one", goesFirst: false), ServeAsync("two", goesFirst: false), ServeAsync("token", goesFirst: true),
            ServeAsync("retry", goesFirst: true), ServeAsync("three", goesFirst: false),
        ];

        for (int i = 1; i <= waiting.Length; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Eventually.IsTrueAsync(() => Count() == i);
        }

        await Task.WhenAll(waiting);
        Assert.Equal(["token", "retry", "one", "two", "three"], served);

        int Count()
        {
            lock (served)
            {
                return served.Count;
            }
        }

        async Task ServeAsync(string name, bool goesFirst)
        {
            await limiter.AcquireAsync(goesFirst, Long, CancellationToken.None);
            lock (served)
            {
                served.Add(name);
            }
        }
    }

    [Fact]
    public async Task Nobody_passes_those_who_wait()
    {
        using AccountLimiter limiter = Limiter(perSecond: 10, burst: 1);
        limiter.AttemptAcquire();
        Task<RateLimitLease> waiting = AcquireAsync(limiter);

        Assert.False(limiter.AttemptAcquire().IsAcquired);
        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.True((await Soon(waiting)).IsAcquired);
        Assert.False(limiter.AttemptAcquire().IsAcquired);
    }

    [Fact]
    public async Task A_cancelled_wait_ends_at_once_and_costs_nobody_a_permit()
    {
        using AccountLimiter limiter = Limiter(perSecond: 10, burst: 1);
        using var source = new CancellationTokenSource();
        limiter.AttemptAcquire();
        Task<RateLimitLease> cancelled = limiter.AcquireAsync(goesFirst: false, Long, source.Token).AsTask();
        Task<RateLimitLease> next = AcquireAsync(limiter);

        await source.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Soon(cancelled));
        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(source.Token, error.CancellationToken);
        Assert.True((await Soon(next)).IsAcquired);
        Assert.Equal(0, limiter.GetStatistics()!.CurrentQueuedCount);
    }

    [Fact]
    public async Task No_timer_runs_when_nobody_waits_any_more()
    {
        var time = new ObservableTimeProvider();
        foreach (TimeSpan pause in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromSeconds(30)])
        {
            using var limiter = new AccountLimiter(new RequestRate(10, 1), time);
            using var source = new CancellationTokenSource();
            limiter.AttemptAcquire();
            limiter.Pause(pause, HttpStatusCode.TooManyRequests);
            Assert.Equal(0, time.PendingTimers);

            Task<RateLimitLease> cancelled = limiter.AcquireAsync(goesFirst: false, Long, source.Token).AsTask();
            Task<RateLimitLease> refused = limiter.AcquireAsync(goesFirst: true, TimeSpan.FromMinutes(1), CancellationToken.None).AsTask();
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Soon(cancelled));
            Assert.Equal(1, time.PendingTimers);
            limiter.Pause(TimeSpan.FromMinutes(2), HttpStatusCode.TooManyRequests);
            Assert.False((await Soon(refused)).IsAcquired);
            Assert.Equal(0, time.PendingTimers);

            Task<RateLimitLease> next = AcquireAsync(limiter);
            time.Advance(TimeSpan.FromMinutes(2));
            Assert.True((await Soon(next)).IsAcquired);
            Assert.Equal(0, time.PendingTimers);
        }
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_gets_no_permit()
    {
        using AccountLimiter limiter = Limiter(perSecond: 10, burst: 1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => limiter.AcquireAsync(goesFirst: false, Long, new CancellationToken(canceled: true)).AsTask());

        Assert.True(limiter.AttemptAcquire().IsAcquired);
    }

    [Fact]
    public async Task A_pause_holds_everyone_and_one_request_goes_when_it_is_over()
    {
        using AccountLimiter limiter = Limiter(perSecond: 10, burst: 5);
        Assert.True(limiter.Pause(TimeSpan.FromSeconds(60), HttpStatusCode.TooManyRequests));
        Assert.False(limiter.AttemptAcquire().IsAcquired);
        Task<RateLimitLease>[] waiting = [.. Enumerable.Range(0, 3).Select(_ => AcquireAsync(limiter))];

        _time.Advance(TimeSpan.FromMilliseconds(59_999));
        Assert.Equal((3, TimeSpan.FromMilliseconds(1)), (limiter.GetStatistics()!.CurrentQueuedCount, limiter.PauseLeft));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await Soon(waiting[0]);
        Assert.Equal(2, limiter.GetStatistics()!.CurrentQueuedCount);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        await Soon(waiting[1]);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        await Soon(waiting[2]);

        Assert.Equal((TimeSpan.FromSeconds(60), TimeSpan.Zero), (limiter.PausedTime, limiter.PauseLeft));
    }

    [Fact]
    public void A_pause_is_never_shortened_and_is_told_when_it_begins_or_grows()
    {
        using AccountLimiter limiter = Limiter(perSecond: 10, burst: 5);

        Assert.True(limiter.Pause(TimeSpan.FromSeconds(10), HttpStatusCode.TooManyRequests));
        Assert.False(limiter.Pause(TimeSpan.FromSeconds(5), HttpStatusCode.ServiceUnavailable));
        Assert.False(limiter.Pause(TimeSpan.FromSeconds(10.5), HttpStatusCode.TooManyRequests));
        Assert.Equal((TimeSpan.FromSeconds(10.5), HttpStatusCode.TooManyRequests), (limiter.PauseLeft, limiter.PausedBy));
        Assert.True(limiter.Pause(TimeSpan.FromSeconds(20), HttpStatusCode.ServiceUnavailable));
        Assert.Equal((TimeSpan.FromSeconds(20), HttpStatusCode.ServiceUnavailable), (limiter.PauseLeft, limiter.PausedBy));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.True(limiter.Pause(TimeSpan.FromMilliseconds(1), HttpStatusCode.TooManyRequests));
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(TimeSpan.FromMilliseconds(20_001), limiter.PausedTime);
    }

    [Fact]
    public async Task A_pause_longer_than_a_request_may_wait_refuses_it_at_once()
    {
        using AccountLimiter limiter = Limiter(perSecond: 10, burst: 1);
        limiter.AttemptAcquire();
        Task<RateLimitLease> impatient = limiter.AcquireAsync(goesFirst: false, TimeSpan.FromSeconds(9), CancellationToken.None).AsTask();
        Task<RateLimitLease> patient = limiter.AcquireAsync(goesFirst: false, TimeSpan.FromSeconds(10), CancellationToken.None).AsTask();

        limiter.Pause(TimeSpan.FromSeconds(10), HttpStatusCode.TooManyRequests);
        RateLimitLease refused = await Soon(impatient);
        RateLimitLease refusedAtOnce = await limiter.AcquireAsync(goesFirst: true, TimeSpan.FromSeconds(9), CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.All([refused, refusedAtOnce], lease =>
        {
            Assert.False(lease.IsAcquired);
            Assert.True(lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan left));
            Assert.Equal(TimeSpan.FromSeconds(10), left);
        });
        Assert.True((await Soon(patient)).IsAcquired);
    }

    [Fact]
    public async Task Several_pauses_count_together()
    {
        using AccountLimiter limiter = Limiter(perSecond: 1, burst: 1);
        limiter.Pause(TimeSpan.FromSeconds(6), HttpStatusCode.TooManyRequests);
        Task<RateLimitLease> first = AcquireAsync(limiter);
        Task<RateLimitLease> second = limiter.AcquireAsync(goesFirst: false, TimeSpan.FromSeconds(10), CancellationToken.None).AsTask();
        _time.Advance(TimeSpan.FromSeconds(6));
        await Soon(first);

        limiter.Pause(TimeSpan.FromSeconds(5), HttpStatusCode.TooManyRequests);

        Assert.False((await Soon(second)).IsAcquired);
    }

    [Fact]
    public void Requests_that_were_under_way_together_lower_the_rate_once()
    {
        using AccountLimiter limiter = Limiter(perSecond: 80, burst: 8);
        RateLimitLease[] permits = [.. Enumerable.Range(0, 8).Select(_ => limiter.AttemptAcquire())];

        RateChange?[] changes = [.. permits.Select(permit => limiter.Refused(permit, TimeSpan.FromSeconds(1)))];

        Assert.Equal(new RateChange(80, 40), changes[0]);
        Assert.All(changes[1..], Assert.Null);
        Assert.Equal(40, limiter.PerSecond);
    }

    [Fact]
    public void A_timer_that_fires_late_costs_nothing_of_the_rate()
    {
        using AccountLimiter limiter = Limiter(perSecond: 20, burst: 2);
        DateTimeOffset start = _time.GetUtcNow();
        int sent = 0;
        while (sent < 200)
        {
            while (limiter.AttemptAcquire().IsAcquired)
            {
                sent++;
            }

            while (limiter.GetStatistics()!.CurrentAvailablePermits == 0)
            {
                _time.Advance(TimeSpan.FromMilliseconds(1));
            }

            _time.Advance(TimeSpan.FromMilliseconds(15));
        }

        Assert.InRange((_time.GetUtcNow() - start).TotalSeconds, 9.9, 10.2);
    }

    [Fact]
    public void Requests_sent_without_a_permit_are_made_up_for()
    {
        using AccountLimiter limiter = Limiter(perSecond: 10, burst: 5);
        limiter.Charge(6);

        _time.Advance(TimeSpan.FromMilliseconds(199));
        Assert.False(limiter.AttemptAcquire().IsAcquired);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(limiter.AttemptAcquire().IsAcquired);
    }

    [Fact]
    public void Without_a_limit_only_a_pause_holds_requests()
    {
        using var limiter = new AccountLimiter(rate: null, _time);
        Assert.All(Enumerable.Range(0, 10_000), _ => Assert.True(limiter.AttemptAcquire().IsAcquired));
        Assert.Null(limiter.Refused(limiter.AttemptAcquire(), TimeSpan.FromSeconds(1)));
        Assert.Null(limiter.PerSecond);

        limiter.Pause(TimeSpan.FromSeconds(1), HttpStatusCode.TooManyRequests);
        Assert.False(limiter.AttemptAcquire().IsAcquired);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(limiter.AttemptAcquire().IsAcquired);
    }

    [Fact]
    public void The_strictest_of_several_settings_holds()
    {
        using AccountLimiter limiter = Limiter(perSecond: 10, burst: 2);

        limiter.Configure(new RequestRate(20, 1));
        Assert.Equal(10, limiter.PerSecond);
        Assert.True(limiter.AttemptAcquire().IsAcquired);
        limiter.Configure(new RequestRate(5, 9));
        limiter.Configure(null);

        Assert.Equal(5, limiter.PerSecond);
    }

    [Fact]
    public void Its_statistics_tell_what_it_does()
    {
        using AccountLimiter limiter = Limiter(perSecond: 10, burst: 5);
        limiter.AttemptAcquire();
        _time.Advance(TimeSpan.FromSeconds(2));

        RateLimiterStatistics statistics = limiter.GetStatistics()!;

        Assert.Equal((5, 0, 1, 0), (
            statistics.CurrentAvailablePermits,
            statistics.CurrentQueuedCount,
            statistics.TotalSuccessfulLeases,
            statistics.TotalFailedLeases));
        Assert.Equal(TimeSpan.FromSeconds(2), limiter.IdleDuration);
        Assert.Throws<ArgumentOutOfRangeException>(() => limiter.AttemptAcquire(2));
    }

    private static Task<RateLimitLease> AcquireAsync(AccountLimiter limiter) =>
        limiter.AcquireAsync(goesFirst: false, Long, CancellationToken.None).AsTask();

    private static Task<T> Soon<T>(Task<T> task) => task.WaitAsync(Effort.Patience);

    private AccountLimiter Limiter(double perSecond, int burst) => Limiter(new RequestRate(perSecond, burst));

    private AccountLimiter Limiter(RequestRate? rate) => new(rate, _time);
}
