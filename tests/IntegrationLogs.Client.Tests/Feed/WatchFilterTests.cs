using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class WatchFilterTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly LogSource Source = LogSource.Sendcloud(1);

    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();

    [Fact]
    public async Task What_nobody_wants_costs_no_checkpoint()
    {
        PolledSendcloud polls = Polls(
            new PollOptions { AuditInterval = null, Where = entry => entry.LogId!.EndsWith('7') });
        await polls.PollAsync();
        for (int id = 1; id <= 200; id++)
        {
            _time.Advance(Minute);
            _vendor.InsertByTime(SimulatedSendcloud.Log(id, _time.GetUtcNow()));
            await polls.PollAsync();
        }

        Assert.Equal(Enumerable.Range(1, 200).Where(id => id % 10 == 7).Select(id => (long)id), polls.Ids);
        Assert.Equal(20, polls.Checkpoint.DeliveredEntries);
        Assert.Equal(201, _vendor.Requests);
        Assert.DoesNotContain(polls.Entries, entry => entry.IsLate);
    }

    [Fact]
    public async Task Only_the_integrations_that_are_wanted_come()
    {
        PolledSendcloud polls = Polls(new PollOptions { IntegrationIds = ["2"] });
        _vendor.InsertByTime(SimulatedSendcloud.Log(1, _time.GetUtcNow()));
        await polls.PollAsync();
        Assert.Empty(polls.Entries);

        polls.Options = new PollOptions { IntegrationIds = ["1"] };
        _vendor.InsertByTime(SimulatedSendcloud.Log(2, _time.GetUtcNow()));
        await polls.PollAsync();

        // The first is within the allowed lateness: another filter still finds it.
        Assert.Equal([1, 2], polls.Ids.Order());
    }

    [Fact]
    public async Task Another_filter_wants_nothing_that_the_one_before_passed_over_long_ago()
    {
        PolledSendcloud polls = Polls(new PollOptions { Where = _ => false });
        for (int id = 1; id <= 50; id++)
        {
            _vendor.InsertByTime(SimulatedSendcloud.Log(id, _time.GetUtcNow()));
            await polls.PollAsync();
            _time.Advance(Minute);
        }

        polls.Options = new PollOptions { ReadWholeLists = true };
        await polls.PollAsync();

        Assert.All(polls.Entries, entry => Assert.InRange(_time.GetUtcNow() - entry.OccurredAt!.Value, TimeSpan.Zero, 6 * Minute));
        Assert.InRange(polls.Entries.Count, 1, 6);
    }

    [Fact]
    public async Task Another_filter_loses_nothing_of_a_catch_up_that_is_under_way()
    {
        DateTimeOffset start = _time.GetUtcNow();
        _vendor.Fill(Enumerable.Range(1, 300).Select(i => SimulatedSendcloud.Log(i, start - (i * Minute))));
        PolledSendcloud polls = new(
            _vendor, _time, SourceCheckpoint.Create(Source, DateTimeOffset.MinValue), new PollOptions { Jitter = 0, MaxPages = 1 });
        await polls.PollAsync();

        polls.Options = new PollOptions { Jitter = 0, Where = _ => true };
        await polls.CatchUpAsync();

        Assert.Equal(Enumerable.Range(1, 300).Select(id => (long)id), polls.Ids.Order());
    }

    [Fact]
    public async Task A_filter_that_throws_names_the_log_and_loses_nothing()
    {
        _vendor.InsertByTime(SimulatedSendcloud.Log(1, _time.GetUtcNow()));
        _vendor.InsertByTime(SimulatedSendcloud.Log(2, _time.GetUtcNow()));
        PolledSendcloud polls = Polls(new PollOptions { Where = entry => entry.LogId == "1" ? throw new FormatException("canary") : true });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => polls.PollAsync());
        polls.Options = new PollOptions();
        await polls.PollAsync();

        Assert.Contains("PollOptions.Where failed with a FormatException at log 1 of Sendcloud integration 1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], polls.Ids.Order());
    }

    [Fact]
    public async Task In_a_watch_a_filter_that_throws_is_an_error_of_its_source()
    {
        _vendor.InsertByTime(SimulatedSendcloud.Log(1, _time.GetUtcNow()));
        _vendor.InsertByTime(SimulatedSendcloud.Log(2, _time.GetUtcNow(), integrationId: 2));
        await using var watch = new WatchedSendcloud(
            _vendor,
            _time,
            new WatchOptions { Where = entry => entry.LogId == "1" ? throw new FormatException("mine") : true },
            [Source, LogSource.Sendcloud(2)]);
        await watch.SettleAsync();

        Assert.Equal([2], watch.Ids);
        Assert.Equal(Source, Assert.Single(watch.Errors).Source);
    }

    private PolledSendcloud Polls(PollOptions options) =>
        new(_vendor, _time, SourceCheckpoint.Create(Source, _time.GetUtcNow()), options with { Jitter = 0 });
}
