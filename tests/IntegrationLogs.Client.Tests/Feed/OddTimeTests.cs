using System.Globalization;
using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>Times that no log can be of, equal ones, and none.</summary>
public sealed class OddTimeTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly LogSource Source = LogSource.Sendcloud(1);

    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();

    public static TheoryData<DateTimeOffset?> Times => new()
    {
        DateTimeOffset.MaxValue,
        DateTimeOffset.MinValue,
        new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(1, 1, 1, 14, 0, 0, TimeSpan.FromHours(14)),
        new DateTimeOffset(1, 1, 2, 0, 0, 0, TimeSpan.Zero),
        DateTimeOffset.UnixEpoch,
        null,
    };

    [Theory]
    [MemberData(nameof(Times))]
    public async Task A_log_of_any_time_comes_once_and_stops_nothing(DateTimeOffset? time)
    {
        foreach (WatchStart start in (WatchStart[])[WatchStart.Now, WatchStart.Beginning])
        {
            var vendor = new SimulatedSendcloud();
            var clock = new ObservableTimeProvider();
            PolledSendcloud polls = new(vendor, clock, start.CheckpointOf(Source, clock.GetUtcNow()));
            await polls.PollAsync();
            for (int id = 1; id <= 300; id++)
            {
                clock.Advance(Minute);
                vendor.Insert(SimulatedSendcloud.Log(id, id == 150 ? time : clock.GetUtcNow()), _ => true);
                SourcePoll poll = await polls.PollAsync();

                Assert.Equal([$"{id}"], poll.Entries.Select(entry => entry.LogId));
                Assert.Equal(id == 150 ? time : clock.GetUtcNow(), poll.Entries[0].OccurredAt);
            }

            Assert.Empty(polls.Gaps);
        }
    }

    [Theory]
    [MemberData(nameof(Times))]
    public async Task A_watch_may_begin_at_any_time(DateTimeOffset? time)
    {
        _vendor.InsertByTime(SimulatedSendcloud.Log(1, _time.GetUtcNow()));
        PolledSendcloud polls = new(_vendor, _time, SourceCheckpoint.Create(Source, time ?? default));
        await polls.PollAsync();
        await polls.PollAsync();

        Assert.Equal(time?.Year == 9999 ? [] : [1], polls.Ids);
    }

    [Fact]
    public async Task Equal_times_cost_a_quiet_poll_one_request()
    {
        DateTimeOffset start = _time.GetUtcNow();
        _vendor.Fill(Enumerable.Range(0, 3000).Select(i => SimulatedSendcloud.Log(i + 1, start - (Minute * (10 + (i / 300))))));
        PolledSendcloud polls = new(
            _vendor, _time, SourceCheckpoint.Create(Source, start), new PollOptions { Jitter = 0, AuditInterval = null });
        await polls.CatchUpAsync();
        int before = _vendor.Requests;
        for (int minute = 0; minute < 10; minute++)
        {
            _time.Advance(Minute);
            await polls.PollAsync();
        }

        Assert.Equal(10, _vendor.Requests - before);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("9999-12-31")]
    public async Task Logs_whose_time_says_nothing_are_remembered_up_to_a_bound_and_none_comes_twice(string? day)
    {
        DateTimeOffset? time = day is null ? null : DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        _vendor.Fill(Enumerable.Range(2, 120_000).Select(id => SimulatedSendcloud.Log(id, time)));
        PolledSendcloud polls = new(
            _vendor, _time, SourceCheckpoint.Create(Source, _time.GetUtcNow()), new PollOptions { Jitter = 0, MaxPages = 1000 });
        await polls.CatchUpAsync();
        for (int minute = 0; minute < 3; minute++)
        {
            _time.Advance(Minute);
            await polls.CatchUpAsync();
        }

        Assert.Equal(120_000, polls.Entries.Count);
        Assert.Equal(120_000, polls.Ids.Distinct().Count());
        Assert.InRange(polls.Checkpoint.DeliveredEntries, 1, SourceProgress.Capacity);

        // What comes then is new by its time; by its id it need not be.
        _vendor.Insert(SimulatedSendcloud.Log(1, _time.GetUtcNow()), _ => true);
        _time.Advance(Minute);
        await polls.CatchUpAsync();
        Assert.Equal(1, polls.Ids.Last());
    }
}
