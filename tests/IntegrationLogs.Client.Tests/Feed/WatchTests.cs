using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class WatchTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private readonly DateTimeOffset _start;

    public WatchTests() => _start = _time.GetUtcNow();

    public static TheoryData<string> Orders => ["newest first", "oldest first", "in the order of arrival", "in no order"];

    [Fact]
    public async Task A_day_of_watching_finds_each_log_once_with_one_request_for_a_quiet_poll()
    {
        List(from: 1, count: 1000, newest: _start);
        await using WatchedSendcloud watch = Watch(
            new WatchOptions { Start = WatchStart.At(_start.AddTicks(1)), AuditInterval = null });
        List<long> made = [];
        for (int minute = 1; minute <= 24 * 60; minute++)
        {
            if (minute % 7 == 0)
            {
                _vendor.InsertByTime(SimulatedSendcloud.Log(10_000 + minute, _time.GetUtcNow()));
                made.Add(10_000 + minute);
            }

            await watch.AdvanceAsync(Minute);
        }

        Assert.Equal(made, watch.Ids);
        Assert.Equal(1441, watch.Polls.Count);
        Assert.Equal(1441, _vendor.Requests);
    }

    [Fact]
    public void Whatever_happens_each_log_that_stays_listed_for_one_poll_comes_once() =>
        Properties.ForSeeds(random => new WatchScenario(random.Next()).RunAsync().GetAwaiter().GetResult(), cases: 300);

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task New_logs_and_late_ones_are_found_in_any_order_of_the_list(string order)
    {
        var chance = new Random(7);
        for (int i = 0; i < 300; i++)
        {
            Insert(SimulatedSendcloud.Log(i + 1, _start - (TimeSpan.FromHours(1) * (300 - i))), order, chance);
        }

        await using WatchedSendcloud watch = Watch(new WatchOptions { PageSize = 20 });
        await watch.AdvanceAsync(Minute);
        Insert(SimulatedSendcloud.Log(1001, _time.GetUtcNow()), order, chance);
        await watch.AdvanceAsync(Minute);
        Insert(SimulatedSendcloud.Log(1002, _start.AddSeconds(1)), order, chance);
        Insert(SimulatedSendcloud.Log(1003, _time.GetUtcNow()), order, chance);
        await watch.AdvanceAsync(Minute);
        await watch.AdvanceAsync(Minute);

        Assert.Equal([1001, 1002, 1003], watch.Ids);
    }

    [Fact]
    public async Task A_log_that_shows_up_later_than_allowed_is_late()
    {
        await using WatchedSendcloud watch = Watch(new WatchOptions { AllowedLateness = 3 * Minute, Start = WatchStart.Beginning });
        await watch.AdvanceAsync(10 * Minute);
        _vendor.InsertByTime(SimulatedSendcloud.Log(1, _time.GetUtcNow() - (3 * Minute)));
        _vendor.InsertByTime(SimulatedSendcloud.Log(2, _time.GetUtcNow() - (3 * Minute) - TimeSpan.FromTicks(1)));
        await watch.AdvanceAsync(Minute);

        Assert.Equal([("2", true), ("1", false)], watch.Entries.Select(entry => (entry.LogId!, entry.IsLate)));
        Assert.Equal(1, watch.Polls[^1].LateEntries);
    }

    [Fact]
    public async Task Very_late_logs_in_between_do_not_hide_what_comes_after_them()
    {
        // In the order of arrival: the first page ends with two that are hours late, and new ones follow.
        List(from: 1, count: 18, newest: _start + (100 * Minute), comesLast: true);
        List(from: 101, count: 2, newest: _start - (300 * Minute), comesLast: true);
        List(from: 201, count: 30, newest: _start + (50 * Minute), comesLast: true);
        List(from: 1001, count: 300, newest: _start - Minute, comesLast: true);

        Assert.Equal(48, (await FoundAsync(WatchStart.Now, options => options with { PageSize = 20 })).Count());
    }

    [Fact]
    public async Task A_list_that_goes_back_far_while_it_is_read_is_in_no_order()
    {
        // Sorted by integration first, and each integration's logs by time: what is new is in the last of ten.
        for (int integration = 0; integration < 10; integration++)
        {
            List(from: 1 + (100 * integration), count: 30, newest: _start + (integration == 9 ? Minute : -Minute), comesLast: true);
        }

        Assert.Equal([902, 901], await FoundAsync(WatchStart.Now));
    }

    [Fact]
    public async Task What_one_poll_finds_comes_by_time_and_within_one_time_oldest_first()
    {
        List(from: 100, count: 50, newest: _start - Minute);
        await using WatchedSendcloud watch = Watch(new WatchOptions());
        await watch.SettleAsync();
        foreach ((long id, int second) in ((long, int)[])[(1, 3), (2, 1), (3, 2), (4, 2), (5, 2)])
        {
            _vendor.InsertByTime(SimulatedSendcloud.Log(id, _start.AddSeconds(second)));
        }

        await watch.AdvanceAsync(Minute);

        Assert.Equal([2, 3, 4, 5, 1], watch.Ids);
    }

    [Fact]
    public async Task It_begins_where_it_is_told_to()
    {
        List(from: 1, count: 10, newest: _start + (4 * Minute));

        Assert.Equal([5, 4, 3, 2, 1], await FoundAsync(WatchStart.Now));
        Assert.Equal([3, 2, 1], await FoundAsync(WatchStart.At(_start + (2 * Minute))));
        Assert.Equal([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], await FoundAsync(WatchStart.Beginning));
        Assert.Equal([1], await FoundAsync(WatchStart.After(LogCheckpoint.Create([LogSource.Sendcloud(1)], _start + (4 * Minute)))));
    }

    [Fact]
    public async Task Now_is_when_the_stream_is_enumerated()
    {
        IAsyncEnumerable<WatchedEntry> entries = WatchedSendcloud.Feed(_vendor, _time).WatchAsync([LogSource.Sendcloud(1)]);
        _time.Advance(Minute);
        _vendor.InsertByTime(SimulatedSendcloud.Log(1, _start));
        _vendor.InsertByTime(SimulatedSendcloud.Log(2, _start + Minute));

        await using IAsyncEnumerator<WatchedEntry> enumerator = entries.GetAsyncEnumerator();

        Assert.True(await enumerator.MoveNextAsync());
        Assert.Equal("2", enumerator.Current.LogId);
    }

    [Fact]
    public async Task Each_entrys_checkpoint_goes_on_with_the_next()
    {
        var random = new Random(3);
        LogSource[] sources = [LogSource.Sendcloud(1), LogSource.Sendcloud(2)];
        for (int i = 1; i <= 40; i++)
        {
            _vendor.InsertByTime(SimulatedSendcloud.Log(i, _start - (Minute * random.Next(10)), integrationId: random.Next(1, 3)));
        }

        await using WatchedSendcloud whole = Watch(new WatchOptions { Start = WatchStart.Beginning }, sources);
        await whole.SettleAsync();
        Assert.Equal(40, whole.Entries.Count);
        for (int i = 0; i < whole.Entries.Count; i++)
        {
            LogCheckpoint stored = LogCheckpoint.Parse(whole.Entries[i].Checkpoint.ToJson());
            await using WatchedSendcloud rest = Watch(
                new WatchOptions { Start = WatchStart.After(stored) }, sources, new ObservableTimeProvider());
            await rest.SettleAsync();
            Assert.Equal(whole.Ids.Skip(i + 1).Order(), rest.Ids.Order());
        }
    }

    [Fact]
    public async Task Every_list_is_read_to_its_end_where_that_is_wanted()
    {
        // Sorted by integration first: within the first, everything is old.
        List(from: 1, count: 200, newest: _start - Minute);
        List(from: 1001, count: 200, newest: _start + Minute, comesLast: true);
        Assert.Empty(await FoundAsync(WatchStart.Now));

        Assert.Equal([1002, 1001], await FoundAsync(WatchStart.Now, options => options with { ReadWholeLists = true }));
    }

    [Fact]
    public async Task Polls_come_sooner_than_the_interval_by_no_more_than_the_jitter()
    {
        double random = 0;
        await using WatchedSendcloud watch = Watch(new WatchOptions { Jitter = 0.5 }, random: () => random);
        await watch.SettleAsync();
        random = 1;
        await watch.AdvanceAsync(Minute);
        await watch.AdvanceAsync(Minute / 2);
        random = 0.5;
        await watch.AdvanceAsync(Minute / 2);
        await watch.AdvanceAsync(Minute * 3 / 4);

        Assert.Equal([0, 60, 90, 120, 165], watch.Polls.Select(poll => (poll.StartedAt - _start).TotalSeconds));
    }

    [Fact]
    public async Task No_more_sources_are_polled_at_once_than_wanted()
    {
        LogSource[] sources = [.. Enumerable.Range(1, 50).Select(id => LogSource.Sendcloud(id))];
        var gate = new Gate();
        _vendor.Holding = _ => gate.PassAsync();
        await using WatchedSendcloud watch = Watch(new WatchOptions { MaxConcurrency = 3 }, sources);
        await Eventually.IsTrueAsync(() => _vendor.Open == 3);
        gate.Open();
        await watch.AdvanceAsync(Minute);

        Assert.Equal((53, 3), (_vendor.Requests, _vendor.MostOpen));
    }

    [Fact]
    public async Task A_source_is_polled_again_when_what_it_had_was_taken_and_the_others_go_on()
    {
        List(from: 1, count: 3, newest: _start);
        LogSource[] sources = [LogSource.Sendcloud(1), LogSource.Sendcloud(2)];
        int[] polls = new int[3];
        IAsyncEnumerable<WatchedEntry> entries = WatchedSendcloud.Feed(_vendor, _time).WatchAsync(
            sources,
            new WatchOptions
            {
                Start = WatchStart.Beginning,
                OnSourcePolled = poll => Interlocked.Increment(ref polls[Array.IndexOf(sources, poll.Source) + 1]),
            });
        using var stop = new CancellationTokenSource();
        await using IAsyncEnumerator<WatchedEntry> enumerator = entries.GetAsyncEnumerator(stop.Token);

        Assert.True(await enumerator.MoveNextAsync());
        for (int i = 1; i <= 3; i++)
        {
            await Eventually.IsTrueAsync(() => _time.PendingTimers == 1 && polls[2] == i);
            _time.Advance(Minute);
        }

        Assert.Equal(1, polls[1]);
        Assert.True(await enumerator.MoveNextAsync());
        Assert.True(await enumerator.MoveNextAsync());
        Task<bool> next = enumerator.MoveNextAsync().AsTask();
        await Eventually.IsTrueAsync(() => polls[1] == 2);
        Assert.False(next.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    private static IEnumerable<long> IdsOf(IEnumerable<WatchedEntry> entries) => entries.Select(entry => ((SendcloudLog)entry.Source).Id!.Value);

    private WatchedSendcloud Watch(
        WatchOptions options, IReadOnlyList<LogSource>? sources = null, ObservableTimeProvider? time = null, Func<double>? random = null) =>
        new(_vendor, time ?? _time, options, sources, random);

    private async Task<IEnumerable<long>> FoundAsync(WatchStart start, Func<WatchOptions, WatchOptions>? change = null)
    {
        var options = new WatchOptions { Start = start };
        await using WatchedSendcloud watch = Watch(change?.Invoke(options) ?? options, time: new ObservableTimeProvider());
        await watch.SettleAsync();
        return IdsOf(watch.Entries);
    }

    /// <summary>Lists logs a minute apart, the newest first.</summary>
    private void List(long from, int count, DateTimeOffset newest, bool comesLast = false)
    {
        for (int i = 0; i < count; i++)
        {
            SendcloudLog log = SimulatedSendcloud.Log(from + i, newest - (i * Minute));
            if (comesLast)
            {
                _vendor.Insert(log, _ => false);
            }
            else
            {
                _vendor.InsertByTime(log);
            }
        }
    }

    private void Insert(SendcloudLog log, string order, Random chance)
    {
        int place = chance.Next(_vendor.Logs().Count + 1);
        _vendor.Insert(log, order switch
        {
            "newest first" => other => other.CreatedAt <= log.CreatedAt,
            "oldest first" => other => other.CreatedAt > log.CreatedAt,
            "in the order of arrival" => _ => true,
            _ => _ => place-- == 0,
        });
    }
}
