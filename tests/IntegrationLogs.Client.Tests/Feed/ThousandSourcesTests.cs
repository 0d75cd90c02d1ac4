using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class ThousandSourcesTests
{
    private const int Sources = 1000;
    private const int Polls = 200;
    private const int MaxConcurrency = 16;
    private const int NewLogsAPoll = 10;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private readonly Random _chance = new(5);
    private long _lastId;

    [Fact]
    public async Task Each_poll_of_each_source_is_one_request_and_finds_what_was_listed_before_it()
    {
        // Two pages each, so that a walk to the list's end shows.
        foreach (int minutesAgo in Enumerable.Range(1, 25))
        {
            Enumerable.Range(1, Sources).ToList().ForEach(source => List(source, _time.GetUtcNow() - (Minute * minutesAgo)));
        }

        var gate = new Gate(opensAt: MaxConcurrency);
        _vendor.Holding = _ => gate.PassAsync();
        await using var watch = new WatchedSendcloud(
            _vendor,
            _time,
            new WatchOptions { PageSize = 20, MaxConcurrency = MaxConcurrency, AuditInterval = null },
            [.. Enumerable.Range(1, Sources).Select(id => LogSource.Sendcloud(id))]);
        await watch.SettleAsync();

        List<long> made = [];
        for (int poll = 2; poll <= Polls; poll++)
        {
            // Now and then a request gives its thread away, so that others come in between.
            _vendor.Holding = poll % 10 == 0 ? async _ => await Task.Yield() : _ => Task.CompletedTask;
            made.AddRange(Enumerable.Range(0, NewLogsAPoll).Select(_ => List(_chance.Next(1, Sources + 1), _time.GetUtcNow())));
            await watch.AdvanceAsync(Minute);

            Assert.Equal((Sources * (poll - 1)) + MaxConcurrency, _vendor.Requests);
        }

        await watch.AdvanceAsync(2 * Minute);
        Assert.Equal(made, watch.Ids.Order());
        Assert.Equal(made.Count, watch.Entries[^1].Checkpoint.Split().Sum(source => source.DeliveredEntries));
    }

    private long List(int source, DateTimeOffset time)
    {
        _vendor.InsertByTime(SimulatedSendcloud.Log(++_lastId, time, source));
        return _lastId;
    }
}
