using System.Net;
using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>Backlogs that are long, limited, or cannot be read to their end.</summary>
public sealed class CatchUpTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly LogSource Source = LogSource.Sendcloud(1);

    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();

    [Fact]
    public async Task Fifteen_hundred_logs_under_ten_requests_a_minute_come_in_the_time_the_limit_takes()
    {
        Fill(1_500, Minute);
        int budget = 10;
        _vendor.Refusal = _ => budget-- > 0
            ? null
            : new ApiRateLimitException(IntegrationVendor.Sendcloud, HttpStatusCode.TooManyRequests, "slower") { RetryAfter = Minute };
        await using var watch = new WatchedSendcloud(_vendor, _time, new WatchOptions { Start = WatchStart.Beginning, Jitter = 0 });
        await watch.SettleAsync();
        int minutes = 0;
        for (; watch.Entries.Count < 1_500; minutes++)
        {
            Assert.InRange(minutes, 0, 4);
            budget = 10;
            await watch.AdvanceAsync(Minute);
        }

        // 15 pages: ten at once, and the rest with the next minute's ten.
        Assert.InRange(minutes, 1, 2);
        Assert.Equal(1_500, watch.Ids.Distinct().Count());
    }

    [Fact]
    public async Task Two_hundred_pages_of_which_one_in_a_hundred_fails_are_read_once()
    {
        Fill(20_000, TimeSpan.FromSeconds(1));
        int requests = 0;
        _vendor.Refusal = _ => ++requests % 100 == 99 ? new ApiConnectionException(IntegrationVendor.Sendcloud, "reset") : null;
        await using var watch = new WatchedSendcloud(_vendor, _time, new WatchOptions { Start = WatchStart.Beginning });
        await watch.SettleAsync();
        for (int minute = 0; watch.Entries.Count < 20_000; minute++)
        {
            Assert.InRange(minute, 0, 20);
            await watch.AdvanceAsync(Minute);
        }

        Assert.Equal(20_000, watch.Ids.Distinct().Count());
        Assert.InRange(_vendor.Requests, 200, 230);
    }

    [Fact]
    public async Task The_first_entry_of_a_long_catch_up_comes_after_one_page()
    {
        Fill(50_000, TimeSpan.FromSeconds(1));
        IAsyncEnumerable<WatchedEntry> entries = WatchedSendcloud.Feed(_vendor, _time)
            .WatchAsync([Source], new WatchOptions { Start = WatchStart.Beginning });
        await using IAsyncEnumerator<WatchedEntry> enumerator = entries.GetAsyncEnumerator();

        Assert.True(await enumerator.MoveNextAsync());

        Assert.Equal(1, _vendor.Requests);
    }

    [Fact]
    public async Task A_program_that_stops_in_a_catch_up_goes_on_there_after_any_entry()
    {
        Fill(500, Minute);
        var stored = SourceCheckpoint.Create(Source, DateTimeOffset.MinValue);
        List<string?> handled = [];
        var chance = new Random(4);
        while (handled.Count < 500)
        {
            Assert.InRange(handled.Count, 0, 500);
            SourcePoll poll = await WatchedSendcloud.Feed(_vendor, _time)
                .PollAsync(Source, stored, new PollOptions { PageSize = 20, MaxPages = 2 });
            int kept = chance.Next(poll.Entries.Count + 1);
            handled.AddRange(poll.Entries.Take(kept).Select(entry => entry.LogId));
            SourceCheckpoint after = kept == poll.Entries.Count ? poll.After : kept == 0 ? stored : poll.Entries[kept - 1].SourceCheckpoint;
            stored = SourceCheckpoint.Parse(after.ToJson());
        }

        Assert.Equal(500, handled.Distinct().Count());
    }

    [Fact]
    public async Task What_lies_behind_a_cursor_that_never_moves_is_a_gap_and_the_rest_is_handed_out()
    {
        DateTimeOffset start = _time.GetUtcNow();
        _vendor.Cursor = log => log.CreatedAt!.Value.ToString("yyyyMMddHHmmss", System.Globalization.CultureInfo.InvariantCulture);
        _vendor.CursorIsATime = true;
        PolledSendcloud polls = new(_vendor, _time, SourceCheckpoint.Create(Source, start));
        await polls.PollAsync();
        _time.Advance(Minute);
        DateTimeOffset burst = _time.GetUtcNow();
        _vendor.Fill(Enumerable.Range(1, 250).Select(id => SimulatedSendcloud.Log(id, burst)));
        for (int minute = 0; minute < 20; minute++)
        {
            await polls.PollAsync();
            _time.Advance(Minute);
        }

        Assert.Equal(100, polls.Entries.Count);
        SourceGap gap = Assert.Single(polls.Gaps);
        Assert.Equal((Source, burst), (gap.Source, gap.Until));
        Assert.True(gap.From < burst);
        Assert.IsType<PagingException>(gap.Error);
        _vendor.InsertByTime(SimulatedSendcloud.Log(1_000, _time.GetUtcNow()));
        Assert.Equal("1000", Assert.Single((await polls.PollAsync()).Entries).LogId);
    }

    [Fact]
    public async Task A_page_that_never_can_be_read_is_a_gap_while_new_logs_come()
    {
        PolledSendcloud polls = new(_vendor, _time, SourceCheckpoint.Create(Source, DateTimeOffset.MinValue));
        Fill(500, Minute);
        _vendor.IsExpired = cursor => cursor.Length == 3 && string.CompareOrdinal(cursor, "190") > 0;
        List<string?> fresh = [];
        for (int minute = 0; minute < 10; minute++)
        {
            await polls.PollAsync();
            _time.Advance(Minute);
            _vendor.InsertByTime(SimulatedSendcloud.Log(1_000 + minute, _time.GetUtcNow()));
            SourcePoll poll = await polls.PollAsync();
            fresh.AddRange(poll.Entries.Where(entry => entry.LogId!.Length == 4).Select(entry => entry.LogId));
        }

        Assert.Equal(Enumerable.Range(1_000, 10).Select(id => $"{id}"), fresh);
        SourceGap gap = Assert.Single(polls.Gaps);
        Assert.Null(gap.From);
        Assert.Equal(200, polls.Ids.Count(id => id <= 500));
        Assert.True(polls.Checkpoint.IsCaughtUp);
    }

    [Fact]
    public async Task A_vendor_that_is_down_for_long_makes_no_gap()
    {
        PolledSendcloud polls = new(_vendor, _time, SourceCheckpoint.Create(Source, DateTimeOffset.MinValue), new PollOptions { MaxPages = 2 });
        Fill(1_000, Minute);
        await polls.PollAsync();
        _vendor.Refusal = _ => new ApiConnectionException(IntegrationVendor.Sendcloud, "down");
        for (int minute = 0; minute < 20; minute++)
        {
            _time.Advance(Minute);
            await Assert.ThrowsAsync<ApiConnectionException>(() => polls.PollAsync());
        }

        _vendor.Refusal = _ => null;
        await polls.CatchUpAsync();

        Assert.Empty(polls.Gaps);
        Assert.Equal(1_000, polls.Ids.Distinct().Count());
    }

    /// <summary>Those that are forgotten are read again when a cursor runs out in the middle, and by the audit.</summary>
    [Fact]
    public async Task More_logs_than_are_remembered_come_once()
    {
        const int Count = (2 * SourceProgress.SettledCapacity) + 5_000;
        Fill(Count, TimeSpan.FromSeconds(1));
        var polls = new PolledSendcloud(
            _vendor, _time, SourceCheckpoint.Create(Source, DateTimeOffset.MinValue), new PollOptions { Jitter = 0, MaxPages = 60 });
        for (int poll = 0; poll < 3; poll++)
        {
            await polls.PollAsync();
        }

        Assert.InRange(polls.Checkpoint.DeliveredEntries, 1, 12_000);
        _vendor.Cursor = log => $"of-today-{log.Id}";
        _vendor.IsExpired = cursor => !cursor.StartsWith("of-today-", StringComparison.Ordinal);
        for (int poll = 0; poll < 5 || !polls.Checkpoint.IsCaughtUp; poll++)
        {
            Assert.InRange(poll, 0, 100);
            await polls.PollAsync();
        }

        _time.Advance(TimeSpan.FromMinutes(61));
        await polls.CatchUpAsync();

        Assert.Equal(Count, polls.Ids.Distinct().Count());
        Assert.Equal(Count, polls.Entries.Count);
    }

    [Fact]
    public async Task More_new_logs_than_Elastic_Path_lets_be_read_are_a_gap_and_what_can_be_read_comes()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync(server =>
        {
            server.ElasticPath.LogCount = 10_300;
            server.ElasticPath.OffsetLimit = 10_000;
        });
        await using var client = IntegrationLogsClient.Create(vendors.ClientOptions);
        LogSource source = LogSource.ElasticPath();
        var checkpoint = SourceCheckpoint.Create(source, DateTimeOffset.MinValue);
        HashSet<string?> found = [];
        List<SourceGap> gaps = [];
        for (int polls = 0; !checkpoint.IsCaughtUp; polls++)
        {
            Assert.InRange(polls, 0, 30);
            SourcePoll poll = await client.Feed.PollAsync(source, checkpoint);
            Assert.All(poll.Entries, entry => Assert.True(found.Add(entry.LogId)));
            gaps.AddRange(poll.Gaps);
            checkpoint = poll.After;
        }

        Assert.InRange(found.Count, 9_900, 10_100);
        SourceGap gap = Assert.Single(gaps);
        Assert.Null(gap.From);
        Assert.NotNull(gap.Until);
        Assert.Contains("10000", gap.Reason.Replace(",", null, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <summary>Logs so far apart, the newest first and just now.</summary>
    private void Fill(int count, TimeSpan apart)
    {
        DateTimeOffset now = _time.GetUtcNow();
        _vendor.Fill(Enumerable.Range(1, count).Select(i => SimulatedSendcloud.Log(i, now - (i * apart))));
    }
}
