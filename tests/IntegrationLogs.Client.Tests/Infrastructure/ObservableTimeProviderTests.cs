namespace IntegrationLogs.Client.Tests.Infrastructure;

public sealed class ObservableTimeProviderTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ObservableTimeProvider _time = new();

    [Fact]
    public void A_timer_is_pending_until_it_fires_or_is_disposed()
    {
        using ITimer fires = Timer(Second);
        using ITimer never = Timer(Timeout.InfiniteTimeSpan);
        ITimer disposed = Timer(2 * Second);
        Assert.Equal(2, _time.PendingTimers);

        _time.Advance(Second);
        Assert.Equal(1, _time.PendingTimers);

        disposed.Dispose();
        Assert.Equal(0, _time.PendingTimers);
        Assert.False(disposed.Change(Second, Timeout.InfiniteTimeSpan));
        Assert.Equal(0, _time.PendingTimers);
    }

    [Fact]
    public void A_timer_is_no_longer_pending_while_it_fires()
    {
        List<int> pending = [];
        using ITimer timer = _time.CreateTimer(_ => pending.Add(_time.PendingTimers), null, Second, Timeout.InfiniteTimeSpan);

        _time.Advance(Second);
        timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        Assert.Equal([0, 0], pending);
        Assert.Equal(0, _time.PendingTimers);
    }

    [Fact]
    public void A_periodic_timer_stays_pending()
    {
        int fired = 0;
        using ITimer timer = _time.CreateTimer(_ => fired++, null, Second, 2 * Second);

        _time.Advance(6 * Second);

        Assert.Equal((3, 1), (fired, _time.PendingTimers));
    }

    [Fact]
    public void Each_beginning_and_each_end_of_a_wait_is_told()
    {
        List<int> pending = [];
        _time.TimersChanged = () => pending.Add(_time.PendingTimers);

        ITimer timer = Timer(Second);
        timer.Change(2 * Second, Timeout.InfiniteTimeSpan);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(Second, Timeout.InfiniteTimeSpan);
        timer.Dispose();

        Assert.Equal([1, 1, 0, 1, 0], pending);
    }

    [Fact]
    public async Task A_wait_is_over_at_once_when_waits_are_skipped()
    {
        _time.SkipsWaits = true;

        Task wait = Task.Delay(TimeSpan.FromDays(1), _time);

        await Eventually.IsTrueAsync(() => wait.IsCompleted);
        Assert.Equal(TimeSpan.FromDays(1), _time.GetUtcNow() - _time.Start);
    }

    [Fact]
    public void Neither_timestamps_nor_timers_heed_the_skew()
    {
        long timestamp = _time.GetTimestamp();
        using ITimer timer = Timer(Second);

        _time.Skew = TimeSpan.FromDays(1);

        Assert.Equal(TimeSpan.FromDays(1), _time.GetUtcNow() - _time.Start);
        Assert.Equal(TimeSpan.Zero, _time.GetElapsedTime(timestamp));
        Assert.Equal(1, _time.PendingTimers);
    }

    private ITimer Timer(TimeSpan dueTime) => _time.CreateTimer(_ => { }, null, dueTime, Timeout.InfiniteTimeSpan);
}
