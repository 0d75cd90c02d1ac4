using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>Clocks that are wrong: this machine's, the vendor's, those of what was stored.</summary>
public sealed class WatchClockTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly LogSource Source = LogSource.Sendcloud(1);

    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private DateTimeOffset _vendorsTime;

    public WatchClockTests()
    {
        _vendorsTime = _time.GetUtcNow();
        _vendor.Date = () => _vendorsTime;
    }

    [Theory]
    [InlineData(2)]
    [InlineData(24)]
    [InlineData(24 * 365)]
    public async Task A_clock_that_is_ahead_for_one_poll_hides_nothing(int hours)
    {
        PolledSendcloud polls = Polls(_vendorsTime);
        await polls.PollAsync();
        _time.Skew += hours * Hour;
        await polls.PollAsync();
        _time.Skew += -hours * Hour;
        Advance(Minute);
        List(1);
        await polls.PollAsync();
        Advance(Minute);
        List(2);
        await polls.PollAsync();

        Assert.Equal([1, 2], polls.Ids);
        Assert.Empty(polls.Gaps);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(24)]
    public async Task A_vendors_date_that_is_ahead_for_one_poll_hides_nothing(int hours)
    {
        PolledSendcloud polls = Polls(_vendorsTime);
        _vendor.Date = () => _vendorsTime + (hours * Hour);
        await polls.PollAsync();
        _vendor.Date = () => _vendorsTime;
        Advance(Minute);
        List(1);
        await polls.PollAsync();

        Assert.Equal([1], polls.Ids);
    }

    [Theory]
    [InlineData(-2, 0)]
    [InlineData(-24, 0)]
    [InlineData(0, -2)]
    [InlineData(0, -24)]
    public async Task One_clock_that_is_behind_for_one_poll_lets_nothing_old_be_new(int machine, int vendor)
    {
        PolledSendcloud polls = Polls(_vendorsTime);
        List(1, _vendorsTime - Minute);
        await polls.PollAsync();
        Advance(10 * Minute);
        List(2);
        await polls.PollAsync();
        _time.Skew += machine * Hour;
        _vendor.Date = () => _vendorsTime + (vendor * Hour);
        await polls.PollAsync();
        _time.Skew -= machine * Hour;
        _vendor.Date = () => _vendorsTime;
        Advance(Minute);
        List(3);
        await polls.PollAsync();

        Assert.Equal([2, 3], polls.Ids);
        Assert.Empty(polls.Gaps);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(-24)]
    [InlineData(2)]
    public async Task A_clock_that_is_wrong_all_the_time_finds_everything_once(int hours)
    {
        _time.Skew += hours * Hour;
        await using var watch = new WatchedSendcloud(_vendor, _time, new WatchOptions());
        List<long> made = [];
        for (int id = 1; id <= 30; id++)
        {
            await watch.SettleAsync();
            _vendorsTime += Minute;
            List(id);
            made.Add(id);
            await watch.AdvanceAsync(Minute);
        }

        Assert.Equal(made, watch.Ids);
    }

    [Fact]
    public async Task Now_is_the_vendors_where_this_machines_clock_is_ahead()
    {
        _time.Skew += 2 * Hour;
        List(1);
        _vendorsTime += Minute;
        await using var watch = new WatchedSendcloud(_vendor, _time, new WatchOptions());
        await watch.SettleAsync();
        List(2);
        await watch.AdvanceAsync(Minute);

        Assert.Equal([2], watch.Ids);
    }

    [Fact]
    public async Task A_start_in_the_future_is_waited_for()
    {
        PolledSendcloud polls = Polls(_vendorsTime + Hour);
        List(1);
        await polls.PollAsync();
        Advance(Hour + Minute);
        List(2);
        await polls.PollAsync();

        Assert.Equal([2], polls.Ids);
        Assert.Empty(polls.Gaps);
    }

    [Fact]
    public async Task A_stored_watermark_in_the_future_is_set_back_and_told()
    {
        string stored = LogCheckpoint.Create([Source], _vendorsTime + (24 * Hour)).ToJson();
        SourceCheckpoint future = LogCheckpoint.Parse(stored)[Source];
        var polls = new PolledSendcloud(
            _vendor, _time, new SourceCheckpoint(future.Progress with { Since = null, PolledAt = _vendorsTime }));
        await polls.PollAsync();
        Advance(Minute);
        List(1);
        await polls.PollAsync();

        Assert.Equal([1], polls.Ids);
        SourceGap gap = Assert.Single(polls.Gaps);
        Assert.Equal(future.Watermark, gap.Until);
        Assert.Contains("the checkpoint's watermark is in the future", gap.ToString(), StringComparison.Ordinal);
        Assert.InRange(polls.Checkpoint.Watermark!.Value, DateTimeOffset.MinValue, _vendorsTime);
    }

    [Fact]
    public async Task Machines_of_a_vendor_whose_clocks_differ_by_seconds_are_nothing_to_tell()
    {
        var polls = new PolledSendcloud(
            _vendor,
            _time,
            SourceCheckpoint.Create(Source, _vendorsTime),
            new PollOptions { Jitter = 0, AllowedLateness = TimeSpan.FromSeconds(1) });
        List<long> made = [];
        for (int id = 1; id <= 20; id++)
        {
            int behind = id % 2 * 20;
            _vendor.Date = () => _vendorsTime.AddSeconds(-behind);
            List(id);
            made.Add(id);
            await polls.PollAsync();
            Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(made, polls.Ids);
        Assert.Empty(polls.Gaps);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("")]
    [InlineData("Tue, 31 Feb 2026 25:61:00 GMT")]
    public async Task A_date_that_cannot_be_read_is_as_none(string date)
    {
        _vendor.DateText = date;
        PolledSendcloud polls = Polls(DateTimeOffset.MinValue);
        List(1);
        await polls.PollAsync();

        Assert.Equal([1], polls.Ids);
        Assert.Equal(_time.GetUtcNow() - (5 * Minute) - TimeSpan.FromTicks(1), polls.Checkpoint.Watermark);
    }

    private PolledSendcloud Polls(DateTimeOffset since) => new(_vendor, _time, SourceCheckpoint.Create(Source, since));

    private void List(long id, DateTimeOffset? time = null) => _vendor.InsertByTime(SimulatedSendcloud.Log(id, time ?? _vendorsTime));

    private void Advance(TimeSpan by)
    {
        _time.Advance(by);
        _vendorsTime += by;
    }
}
