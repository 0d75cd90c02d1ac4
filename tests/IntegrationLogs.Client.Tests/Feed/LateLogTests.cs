using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>Logs that show up later than allowed, by their own time, and the audit that finds them.</summary>
public sealed class LateLogTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly LogSource Source = LogSource.Sendcloud(1);

    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private readonly DateTimeOffset _start;

    public LateLogTests() => _start = _time.GetUtcNow();

    [Theory]
    [InlineData(3 * 24 * 60)]
    [InlineData(30 * 24 * 60)]
    public async Task A_log_that_is_dated_back_is_found_at_once_where_its_id_is_the_highest(int minutesBack)
    {
        List(1, _start - (10 * Minute));
        PolledSendcloud polls = Polls(_start);
        await polls.PollAsync();
        _time.Advance(Minute);

        // Ordered by id: it is on top.
        _vendor.Insert(SimulatedSendcloud.Log(2, _start - (minutesBack * Minute)), _ => true);
        SourcePoll poll = await polls.PollAsync();

        Assert.Equal(("2", true), (Assert.Single(poll.Entries).LogId, poll.Entries[0].IsLate));
        Assert.Equal(1, poll.LateEntries);
        Assert.Empty((await polls.PollAsync()).Entries);
    }

    /// <summary>The audit lets what is older than all that is listed be forgotten, and the catch-up before it has seen lower ids only.</summary>
    [Fact]
    public async Task A_log_that_is_dated_back_during_a_catch_up_and_an_audit_comes_once()
    {
        foreach (int id in Enumerable.Range(1, 250))
        {
            List(id, _start - (Minute * (300 - id)));
        }

        var onePage = new PollOptions { Jitter = 0, MaxPages = 1, PageSize = 100 };
        PolledSendcloud polls = Polls(_start, onePage);
        await polls.PollAsync();
        _time.Advance(61 * Minute);
        await polls.PollAsync();
        foreach (int id in Enumerable.Range(251, 150))
        {
            List(id, _time.GetUtcNow());
        }

        _time.Advance(Minute);
        await polls.PollAsync();
        _time.Advance(10 * Minute);
        _vendor.Insert(SimulatedSendcloud.Log(401, DateTimeOffset.MinValue), _ => true);
        polls.Options = onePage with { MaxPages = 10 };
        await polls.CatchUpAsync();
        _time.Advance(Minute);
        await polls.PollAsync();

        Assert.Equal(Enumerable.Range(251, 151).Select(id => (long)id), polls.Ids.Order());
    }

    [Fact]
    public async Task A_log_that_is_listed_too_late_and_too_deep_is_found_by_the_audit()
    {
        Fill();
        PolledSendcloud polls = Polls(DateTimeOffset.MinValue);
        await polls.CatchUpAsync();
        Assert.Equal(3000, polls.Entries.Count);
        int before = _vendor.Requests;
        _vendor.InsertByTime(SimulatedSendcloud.Log(9_000, _start - (2_500 * Minute)));
        int polled = 0;
        for (; polls.Entries.Count == 3000; polled++)
        {
            Assert.InRange(polled, 0, 70);
            _time.Advance(Minute);
            await polls.PollAsync();
        }

        Assert.Equal(("9000", true), (polls.Entries[^1].LogId, polls.Entries[^1].IsLate));
        Assert.InRange(polled, 60, 63);

        // 59 quiet polls; then 31 pages in 10 a poll.
        Assert.InRange(_vendor.Requests - before, 59, 59 + 35);
        Assert.Equal(3001, polls.Ids.Distinct().Count());
        Assert.Equal(3001, polls.Entries.Count);
    }

    [Fact]
    public async Task Late_logs_on_top_hide_none_that_are_in_time()
    {
        List<long> made = [];
        for (int i = 0; i < 300; i++)
        {
            List(1 + i, _start - (i * Minute));
        }

        PolledSendcloud polls = Polls(_start - (1_000 * Minute));
        await polls.CatchUpAsync();
        _time.Advance(10 * Minute);

        // A hundred of last night come on top of three of now.
        for (int i = 0; i < 3; i++)
        {
            _vendor.Insert(SimulatedSendcloud.Log(1001 + i, _time.GetUtcNow() - (i * TimeSpan.FromSeconds(1))), _ => true);
            made.Add(1001 + i);
        }

        for (int i = 0; i < 100; i++)
        {
            _vendor.Insert(SimulatedSendcloud.Log(500 + i, _start - (100 * Minute) + (i * TimeSpan.FromSeconds(1))), _ => true);
            made.Add(500 + i);
        }

        SourcePoll poll = await polls.PollAsync();

        Assert.Equal(made.Order(), poll.Entries.Select(entry => ((SendcloudLog)entry.Source).Id!.Value).Order());
        Assert.Equal(100, poll.LateEntries);
    }

    [Fact]
    public async Task An_audit_leaves_the_polls_of_new_logs_as_they_are()
    {
        Fill();
        PolledSendcloud polls = Polls(_start, new PollOptions { Jitter = 0, MaxPages = 2, AuditInterval = TimeSpan.FromMinutes(10) });
        await polls.CatchUpAsync();
        for (int minute = 1; minute <= 60; minute++)
        {
            _time.Advance(Minute);
            List(10_000 + minute, _time.GetUtcNow());
            SourcePoll poll = await polls.PollAsync();

            Assert.Equal([$"{10_000 + minute}"], poll.Entries.Select(entry => entry.LogId));
            Assert.True(poll.IsCaughtUp);
            Assert.InRange(poll.Pages, 1, 2);
            Assert.Equal(Minute, poll.NextPollIn);
        }

        Assert.Equal(0, polls.Entries.Count(entry => entry.IsLate));
    }

    [Fact]
    public async Task Without_audits_a_quiet_poll_is_one_request_for_ever()
    {
        Fill();
        PolledSendcloud polls = Polls(_start, new PollOptions { Jitter = 0, AuditInterval = null });
        for (int minute = 0; minute < 300; minute++)
        {
            await polls.PollAsync();
            _time.Advance(Minute);
        }

        Assert.Equal(300, _vendor.Requests);
    }

    [Fact]
    public async Task A_list_of_one_page_is_audited_by_each_poll_at_no_cost()
    {
        for (int i = 0; i < 50; i++)
        {
            List(1 + i, _start - (i * Minute));
        }

        PolledSendcloud polls = Polls(_start);
        for (int minute = 0; minute < 130; minute++)
        {
            await polls.PollAsync();
            _time.Advance(Minute);
        }

        Assert.Equal(130, _vendor.Requests);
        Assert.InRange(polls.Checkpoint.AuditedAt!.Value, _start + (60 * Minute), _time.GetUtcNow());
    }

    [Fact]
    public async Task A_page_that_no_audit_can_read_ends_the_audit_and_not_the_watch()
    {
        Fill();
        PolledSendcloud polls = Polls(_start, new PollOptions { Jitter = 0, AuditInterval = TimeSpan.FromMinutes(10) });
        await polls.PollAsync();
        _vendor.IsExpired = cursor => cursor == "500";
        int errors = 0;
        for (int minute = 0; minute < 40; minute++)
        {
            _time.Advance(Minute);
            errors += (await polls.PollAsync()).Error is null ? 0 : 1;
        }

        Assert.InRange(errors, 3, 16);
        Assert.Empty(polls.Gaps);
        List(10_000, _time.GetUtcNow());
        Assert.Single((await polls.PollAsync()).Entries);
    }

    private PolledSendcloud Polls(DateTimeOffset since, PollOptions? options = null) =>
        new(_vendor, _time, SourceCheckpoint.Create(Source, since), options);

    /// <summary>3,000 logs a minute apart, the newest first and a minute old.</summary>
    private void Fill() =>
        _vendor.Fill(Enumerable.Range(1, 3000).Select(i => SimulatedSendcloud.Log(i, _start - (i * Minute))));

    private void List(long id, DateTimeOffset time) => _vendor.InsertByTime(SimulatedSendcloud.Log(id, time));
}
