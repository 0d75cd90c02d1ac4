using System.Globalization;
using System.Net;
using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class PollTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly LogSource Source = LogSource.Sendcloud(1);

    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private readonly DateTimeOffset _start;

    public PollTests() => _start = _time.GetUtcNow();

    [Fact]
    public async Task A_poll_finds_what_is_new_and_the_next_goes_on_after_it()
    {
        List(1, 2, 3);
        PolledSendcloud polls = Polls(_start);
        SourcePoll first = await polls.PollAsync();
        _time.Advance(Minute);
        List(4);
        SourcePoll second = await polls.PollAsync();
        _time.Advance(Minute);
        SourcePoll quiet = await polls.PollAsync();

        Assert.Equal(["1", "2", "3"], first.Entries.Select(entry => entry.LogId));
        Assert.Equal(["4"], second.Entries.Select(entry => entry.LogId));
        Assert.Empty(quiet.Entries);
        Assert.Equal((Source, _start + (2 * Minute), true, Minute), (quiet.Source, quiet.StartedAt, quiet.IsCaughtUp, quiet.NextPollIn));
        Assert.Equal(3, _vendor.Requests);
    }

    [Fact]
    public async Task Each_entrys_checkpoint_goes_on_with_the_next()
    {
        List(1, 2, 3, 4, 5);
        SourcePoll poll = await Polls(_start).PollAsync();
        for (int i = 0; i < poll.Entries.Count; i++)
        {
            var rest = new PolledSendcloud(_vendor, _time, SourceCheckpoint.Parse(poll.Entries[i].SourceCheckpoint.ToJson()));
            await rest.PollAsync();

            Assert.Equal(poll.Entries.Skip(i + 1).Select(entry => entry.LogId), rest.Entries.Select(entry => entry.LogId));
            Assert.Equal([Source], poll.Entries[i].Checkpoint.Sources);
        }
    }

    [Fact]
    public async Task A_poll_reads_so_many_pages_and_the_next_goes_on_there()
    {
        List([.. Enumerable.Range(1, 95).Select(id => (long)id)]);
        PolledSendcloud polls = Polls(_start, new PollOptions { PageSize = 10, MaxPages = 3, Jitter = 0 });
        List<(int Pages, int Found, bool IsCaughtUp, TimeSpan NextPollIn)> seen = [];
        for (int i = 0; i < 4; i++)
        {
            SourcePoll poll = await polls.PollAsync();
            seen.Add((poll.Pages, poll.NewEntries, poll.IsCaughtUp, poll.NextPollIn));
        }

        Assert.Equal(
            [
                (3, 30, false, TimeSpan.Zero),
                (3, 30, false, TimeSpan.Zero),
                (3, 30, false, TimeSpan.Zero),
                (1, 5, true, Minute),
            ],
            seen);
        Assert.Equal(Enumerable.Range(1, 95).Select(id => (long)id), polls.Ids.Order());
        Assert.Equal(10, _vendor.Requests);
    }

    [Fact]
    public async Task New_logs_come_while_a_catch_up_is_under_way()
    {
        List([.. Enumerable.Range(1, 1000).Select(id => (long)id)]);
        PolledSendcloud polls = Polls(_start, new PollOptions { PageSize = 10, MaxPages = 2, Jitter = 0 });
        await polls.PollAsync();
        await polls.PollAsync();
        List(2001);
        SourcePoll sooner = await polls.PollAsync();
        _time.Advance(Minute);
        SourcePoll due = await polls.PollAsync();

        Assert.DoesNotContain(sooner.Entries, entry => entry.LogId == "2001");
        Assert.Contains(due.Entries, entry => entry.LogId == "2001" && !entry.IsLate);
        Assert.False(due.IsCaughtUp);
        await polls.CatchUpAsync();
        Assert.Equal(1001, polls.Ids.Distinct().Count());
        Assert.Equal(1001, polls.Entries.Count);
        Assert.DoesNotContain(polls.Entries, entry => entry.IsLate);
    }

    /// <summary>What has just failed is told before what failed an hour ago.</summary>
    [Fact]
    public async Task The_newest_of_what_is_left_over_is_read_first()
    {
        PolledSendcloud polls = Polls(_start, new PollOptions { PageSize = 10, MaxPages = 1, Jitter = 0 });
        for (int burst = 0; burst < 2; burst++)
        {
            int first = 30 * burst;
            _time.Advance(Minute);
            List([.. Enumerable.Range(1, 30).Select(id => (long)(first + id))]);
            await polls.PollAsync();
        }

        List<int> left = [];
        for (int poll = 0; poll < 2; poll++)
        {
            left.AddRange((await polls.PollAsync()).Entries.Select(entry => int.Parse(entry.LogId!, CultureInfo.InvariantCulture)));
        }

        Assert.Equal([.. Enumerable.Range(41, 10), .. Enumerable.Range(31, 10)], left);
    }

    /// <summary>
    /// All logs are younger than the allowed lateness, so that the top of the list is many pages long, and it is due again before a page is
    /// read: a vendor that answers slowly, or lets little through.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_catch_up_goes_on_although_the_top_is_due_with_each_poll(int maxPages)
    {
        List([.. Enumerable.Range(1, 300).Select(id => (long)id)]);
        PolledSendcloud polls = Polls(
            _start, new PollOptions { PageSize = 10, MaxPages = maxPages, Jitter = 0, PollInterval = TimeSpan.FromTicks(1) });
        _vendor.BeforeAnswer = _ => _time.Advance(TimeSpan.FromMilliseconds(10));
        await PollUntilAsync(300);

        // A late one further down is found by the next walk that reaches down to the watermark; new ones on top are not held up.
        _vendor.Insert(SimulatedSendcloud.Log(301, _start), log => log.Id < 100);
        List(302, 303);
        await PollUntilAsync(303);
        Assert.Equal(Enumerable.Range(1, 303).Select(id => (long)id), polls.Ids.Order());

        async Task PollUntilAsync(int logs)
        {
            for (int poll = 0; polls.Entries.Count < logs; poll++)
            {
                Assert.InRange(poll, 0, 100);
                await polls.PollAsync();
            }
        }
    }

    [Fact]
    public async Task Bursts_that_come_faster_than_polls_read_are_all_read_in_the_end()
    {
        PolledSendcloud polls = Polls(_start, new PollOptions { PageSize = 10, MaxPages = 2, Jitter = 0 });
        long id = 0;
        for (int minute = 0; minute < 30; minute++)
        {
            List([.. Enumerable.Range(0, 50).Select(_ => ++id)]);
            await polls.PollAsync();
            _time.Advance(Minute);
        }

        await polls.CatchUpAsync();

        Assert.Equal(Enumerable.Range(1, (int)id).Select(one => (long)one), polls.Ids.Order());
        Assert.Empty(polls.Gaps);
    }

    [Fact]
    public async Task A_page_that_fails_costs_what_came_after_it_only_and_the_next_poll_goes_on_there()
    {
        List([.. Enumerable.Range(1, 50).Select(id => (long)id)]);
        int requests = 0;
        _vendor.Refusal = _ => ++requests == 4 ? Down() : null;
        PolledSendcloud polls = Polls(_start, new PollOptions { PageSize = 10, Jitter = 0 });

        SourcePoll broken = await polls.PollAsync();
        SourcePoll rest = await polls.PollAsync();

        Assert.Equal((30, false, Minute), (broken.NewEntries, broken.IsCaughtUp, broken.NextPollIn));
        Assert.IsType<VendorApiException>(broken.Error);
        Assert.Equal((20, true), (rest.NewEntries, rest.IsCaughtUp));
        Assert.Null(rest.Error);
        Assert.Equal(6, _vendor.Requests);
    }

    [Fact]
    public async Task The_first_page_that_fails_is_the_polls_exception()
    {
        VendorApiException down = Down();
        _vendor.Refusal = _ => down;

        Assert.Same(down, await Assert.ThrowsAsync<VendorApiException>(() => Polls(_start).PollAsync()));
    }

    [Fact]
    public async Task A_poll_that_is_asked_for_sooner_than_the_interval_polls_all_the_same()
    {
        PolledSendcloud polls = Polls(_start);
        await polls.PollAsync();
        List(1);
        await polls.PollAsync();

        Assert.Equal([1], polls.Ids);
        Assert.Equal(2, _vendor.Requests);
    }

    [Fact]
    public async Task A_caller_that_cancels_gets_its_token_back_and_the_checkpoint_stays_good()
    {
        List(1);
        using var source = new CancellationTokenSource();
        _vendor.Holding = _ => Task.Delay(Timeout.Infinite, source.Token);
        PolledSendcloud polls = Polls(_start);
        Task<SourcePoll> polling = polls.PollAsync(source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => polling);

        _vendor.Holding = _ => Task.CompletedTask;
        await polls.PollAsync();

        Assert.Equal([1], polls.Ids);
    }

    [Fact]
    public async Task A_checkpoint_of_another_source_or_account_is_refused_by_name()
    {
        IIntegrationLogFeed feed = WatchedSendcloud.Feed(_vendor, _time);
        SourcePoll polled = await feed.PollAsync(Source, SourceCheckpoint.Create(Source, _start));
        string elsewhere = polled.After.ToJson();
        var renamed = new SourceCheckpoint(polled.After.Progress with { Account = "shop-b at panel.example" });

        var source = await Assert.ThrowsAsync<ArgumentException>(() => feed.PollAsync(LogSource.Sendcloud(2), polled.After));
        var account = await Assert.ThrowsAsync<ArgumentException>(() => feed.PollAsync(Source, renamed));

        Assert.Contains("The checkpoint is of Sendcloud/1, not of Sendcloud/2.", source.Message, StringComparison.Ordinal);
        Assert.Contains(
            "The checkpoint of Sendcloud/1 belongs to the account 'shop-b at panel.example', not to 'panel.example'.",
            account.Message,
            StringComparison.Ordinal);
        Assert.Contains("SourceCheckpoint.WithoutAccount", account.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(
            () => feed.WatchAsync([Source], new WatchOptions { Start = WatchStart.After(LogCheckpoint.Join([renamed])) }));
        await feed.PollAsync(Source, renamed.WithoutAccount());
        Assert.Equal("panel.example", SourceCheckpoint.Parse(elsewhere).Account);
    }

    [Fact]
    public async Task Options_out_of_range_and_missing_arguments_are_named_at_the_call()
    {
        IIntegrationLogFeed feed = WatchedSendcloud.Feed(_vendor, _time);
        SourceCheckpoint from = SourceCheckpoint.Create(Source, _start);

        await Assert.ThrowsAsync<ArgumentNullException>(() => feed.PollAsync(null!, from));
        await Assert.ThrowsAsync<ArgumentNullException>(() => feed.PollAsync(Source, null!));
        var range = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => feed.PollAsync(Source, from, new PollOptions { MaxPages = 0 }));
        Assert.Contains("PollOptions.MaxPages", range.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => feed.PollAsync(LogSource.ElasticPath(), SourceCheckpoint.Create(LogSource.ElasticPath(), _start)));
        Assert.Equal(0, _vendor.Requests);
    }

    [Fact]
    public async Task The_first_poll_says_how_many_logs_it_passed_over()
    {
        List(1, 2, 3);
        _time.Advance(Minute);
        List(4);
        PolledSendcloud polls = Polls(_start + Minute);

        Assert.Equal((3, 1), ((await polls.PollAsync()) is { } first ? (first.PassedOver, first.NewEntries) : default));
        Assert.Equal(0, (await polls.PollAsync()).PassedOver);
    }

    [Fact]
    public async Task A_cursor_that_ran_out_costs_the_catch_up_a_new_start_and_nothing_else()
    {
        List([.. Enumerable.Range(1, 100).Select(id => (long)id)]);
        PolledSendcloud polls = Polls(_start, new PollOptions { PageSize = 10, MaxPages = 3, Jitter = 0 });
        await polls.PollAsync();
        _vendor.Cursor = log => $"of-today-{log.Id}";
        _vendor.IsExpired = cursor => !cursor.StartsWith("of-today-", StringComparison.Ordinal);
        SourcePoll first = await polls.PollAsync();
        SourcePoll second = await polls.PollAsync();

        Assert.All([first, second], poll => Assert.IsType<VendorApiException>(poll.Error));
        await polls.CatchUpAsync();
        Assert.Equal(Enumerable.Range(1, 100).Select(id => (long)id), polls.Ids.Order());
        Assert.Empty(polls.Gaps);
    }

    private static VendorApiException Down() => new(IntegrationVendor.Sendcloud, HttpStatusCode.BadGateway, "down");

    private PolledSendcloud Polls(DateTimeOffset since, PollOptions? options = null) =>
        new(_vendor, _time, SourceCheckpoint.Create(Source, since), options);

    /// <summary>Lists logs of now, a tick apart, the newest first.</summary>
    private void List(params long[] ids)
    {
        foreach (long id in ids)
        {
            _vendor.InsertByTime(SimulatedSendcloud.Log(id, _time.GetUtcNow().AddTicks(id)));
        }
    }
}
