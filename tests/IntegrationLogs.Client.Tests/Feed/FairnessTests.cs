using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>Sources that have much, hang or are many, beside those that have little.</summary>
public sealed class FairnessTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();

    [Fact]
    public async Task One_entry_of_a_source_does_not_wait_for_three_hundred_of_another()
    {
        LogSource[] sources = [LogSource.Sendcloud(1), LogSource.Sendcloud(2)];
        var gate = new Gate();
        _vendor.Holding = integration => integration == 2 ? gate.PassAsync() : Task.CompletedTask;
        for (int id = 1; id <= 100; id++)
        {
            _vendor.InsertByTime(SimulatedSendcloud.Log(id, _time.GetUtcNow().AddSeconds(id)));
        }

        _vendor.InsertByTime(SimulatedSendcloud.Log(1_000, _time.GetUtcNow(), integrationId: 2));
        var watch = new LogWatch<WatchedEntry>(
            WatchedSendcloud.Feed(_vendor, _time), WatchedSendcloud.Runtime(_time), sources, new WatchOptions(), poll => poll.Entries);
        await using IAsyncEnumerator<WatchedEntry> enumerator = watch.ReadAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await enumerator.MoveNextAsync());
        gate.Open();
        await Eventually.IsTrueAsync(() => watch.Ready == 1);
        List<string?> next = [];
        for (int i = 0; i < 2; i++)
        {
            Assert.True(await enumerator.MoveNextAsync());
            next.Add(enumerator.Current.LogId);
        }

        Assert.Equal(["1000", "2"], next);
    }

    [Fact]
    public async Task Sources_that_hang_hold_up_no_others()
    {
        LogSource[] sources = [.. Enumerable.Range(1, 6).Select(id => LogSource.Sendcloud(id))];
        var gate = new Gate();
        _vendor.Holding = integration => integration == 6 ? Task.CompletedTask : gate.PassAsync();
        int polls = 0;
        using var stop = new CancellationTokenSource();
        Task watching = WatchedSendcloud.Feed(_vendor, _time).WatchAsync(
            sources,
            new WatchOptions
            {
                Jitter = 0,
                MaxConcurrency = 4,
                OnSourcePolled = poll => polls += poll.Source == sources[5] ? 1 : 0,
            },
            stop.Token).ToListAsync();
        for (int second = 0; second < 600; second++)
        {
            await Eventually.IsTrueAsync(() => _time.PendingTimers > 0);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await Eventually.IsTrueAsync(() => polls >= 9);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    [Fact]
    public async Task The_polls_of_many_sources_are_spread_over_the_interval()
    {
        const int Sources = 300;
        const int Seconds = 10;
        await using var watch = new WatchedSendcloud(
            _vendor,
            _time,
            new WatchOptions { PollInterval = TimeSpan.FromSeconds(Seconds), Jitter = 0 },
            [.. Enumerable.Range(1, Sources).Select(id => LogSource.Sendcloud(id))]);
        await watch.SettleAsync();
        List<int> requests = [_vendor.Requests];
        for (int second = 0; second < 3 * Seconds; second++)
        {
            int before = _vendor.Requests;
            await watch.AdvanceAsync(TimeSpan.FromSeconds(1));
            requests.Add(_vendor.Requests - before);
        }

        Assert.All(requests.Skip(1), count => Assert.InRange(count, (Sources / Seconds) - 5, (Sources / Seconds) + 5));
        Assert.InRange(requests[0], 1, 10);
    }

    [Fact]
    public async Task Sources_that_fail_together_are_not_tried_again_together()
    {
        _vendor.Refusal = _ => new ApiConnectionException(IntegrationVendor.Sendcloud, "down");
        var chance = new Random(1);
        await using var watch = new WatchedSendcloud(
            _vendor,
            _time,
            new WatchOptions { Jitter = 0.5, MaxConcurrency = 100 },
            [.. Enumerable.Range(1, 50).Select(id => LogSource.Sendcloud(id))],
            random: () =>
            {
                lock (chance)
                {
                    return chance.NextDouble();
                }
            });
        await watch.SettleAsync();

        Assert.InRange(watch.Errors.Select(error => error.RetryIn).Distinct().Count(), 45, 50);
        Assert.All(watch.Errors, error => Assert.InRange(error.RetryIn, Minute / 2, Minute));
    }
}
