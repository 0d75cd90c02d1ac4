namespace IntegrationLogs.Client.Tests.Infrastructure;

public sealed class ManualTimeProviderTests
{
    [Fact]
    public void Timers_fire_in_the_order_of_their_moments_each_seeing_its_own()
    {
        var time = new ManualTimeProvider();
        var fired = new List<(string Name, double Second)>();
        using ITimer late = Timer("late", 3);
        using ITimer early = Timer("early", 1);
        using ITimer never = Timer("never", 5);

        time.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal([("early", 1), ("late", 3)], fired);
        Assert.Equal(4, time.Elapsed.TotalSeconds);
        Assert.Equal(1, time.PendingTimers);

        ITimer Timer(string name, int seconds) => time.CreateTimer(
            _ => fired.Add((name, time.Elapsed.TotalSeconds)), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void A_periodic_timer_fires_until_it_is_disposed()
    {
        var time = new ManualTimeProvider();
        int fired = 0;
        ITimer timer = time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        time.Advance(TimeSpan.FromSeconds(6));
        timer.Dispose();
        time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(3, fired);
    }

    [Fact]
    public async Task Whoever_waits_waits_no_longer_when_time_advances_by_itself()
    {
        var time = new ManualTimeProvider { AutoAdvance = true };

        await Task.Delay(TimeSpan.FromDays(1), time);

        Assert.Equal(TimeSpan.FromDays(1), time.Elapsed);
    }

    [Fact]
    public async Task A_wait_beyond_the_limit_is_not_cut_short()
    {
        var time = new ManualTimeProvider { AutoAdvance = true, AutoAdvanceLimit = TimeSpan.FromSeconds(10) };
        Task timeout = Task.Delay(TimeSpan.FromSeconds(15), time);

        await Task.Delay(TimeSpan.FromSeconds(10), time);

        Assert.False(timeout.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(5));
        await timeout;
    }

    [Fact]
    public void Timestamps_and_the_clock_agree()
    {
        var time = new ManualTimeProvider();
        (DateTimeOffset clock, long timestamp) = (time.GetUtcNow(), time.GetTimestamp());

        time.Advance(TimeSpan.FromMilliseconds(1234));

        Assert.Equal(TimeSpan.FromMilliseconds(1234), time.GetUtcNow() - clock);
        Assert.Equal(TimeSpan.FromMilliseconds(1234), time.GetElapsedTime(timestamp));
    }
}
