using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>Integrations that come and go while a watch runs, and between its runs.</summary>
public sealed class RediscoveryTests
{
    private static readonly TimeSpan Minute = HostedSendcloud.Minute;

    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private readonly RecordingHandler _handler = new();
    private readonly MemoryStore _store = new();

    [Fact]
    public async Task What_fails_while_an_integration_is_not_listed_is_handled_when_it_is_listed_again_at_a_start()
    {
        foreach (long[] listed in (long[][])[[1, 2], [1], [1, 2]])
        {
            await using (HostedSendcloud host = await StartAsync(_ => listed))
            {
                await host.SettleAsync(listed.Length + 1);
            }

            _time.Advance(TimeSpan.FromHours(1));
            if (listed.Length == 1)
            {
                List(7, 2);
                _time.Advance(TimeSpan.FromHours(1));
            }
        }

        Assert.Equal([7], _handler.Handled);
    }

    [Fact]
    public async Task It_is_so_while_the_watch_runs_too()
    {
        await using HostedSendcloud host = await StartAsync(lists => lists == 2 ? [1] : [1, 2]);
        await host.SettleAsync(3);
        await PassAsync(host, 10, from: 3, to: 2);
        await Eventually.IsTrueAsync(() => host.Logs.All.Contains("SourceDropped", StringComparison.Ordinal));
        await host.SettleAsync(2);
        List(7, 2);
        await PassAsync(host, 9, from: 2, to: 2);
        int requests = _vendor.Requests;
        Assert.Empty(_handler.Handled);
        await PassAsync(host, 1, from: 2, to: 3);
        await Eventually.IsTrueAsync(() => host.Logs.All.Contains("SourceResumed", StringComparison.Ordinal));

        Assert.Equal([7], _handler.Handled);
        Assert.Equal(2, _vendor.Requests - requests);
        Assert.Equal(
            [
                "Warning 13 SourceDropped The watch does not watch Sendcloud/2 any more: how far it was watched is kept for 30 days.",
                "Information 60 SourceResumed The watch watches Sendcloud/2 again: it goes on from where it was left.",
            ],
            host.Logs.Lines.TakeLast(2));
    }

    [Fact]
    public async Task A_new_integration_is_watched_without_a_restart_from_when_the_list_was_last_read()
    {
        await using HostedSendcloud host = await StartAsync(lists => lists <= 2 ? [1] : [1, 2]);
        await host.SettleAsync(2);
        List(1, 2);
        await PassAsync(host, 10, from: 2, to: 2);
        List(2, 2);
        await PassAsync(host, 9, from: 2, to: 2);
        List(3, 2);
        await PassAsync(host, 1, from: 2, to: 3);

        // The first of them is from before the list was last read: it is another's who was not watched then.
        Assert.Equal([2, 3], _handler.Handled.Where(id => id > 1));
        Assert.Contains(host.Logs.Lines, line => line.StartsWith(
            "Information 12 SourceAdded The watch did not watch Sendcloud/2 before: it begins at ", StringComparison.Ordinal));
        await host.StopAsync();
        Assert.Equal(["Sendcloud/1", "Sendcloud/2"], LogCheckpoint.Parse(_store.Content!).Sources.Select(source => source.Name));
    }

    [Fact]
    public async Task A_list_that_fails_or_is_empty_changes_nothing_and_is_told()
    {
        await using HostedSendcloud host = await StartAsync(lists => lists switch
        {
            2 => throw new ApiConnectionException(IntegrationVendor.Sendcloud, "down"),
            3 => [],
            _ => [1, 2],
        });
        await host.SettleAsync(3);
        await PassAsync(host, 20, from: 3, to: 3);
        List(1, 2);
        await PassAsync(host, 1, from: 3, to: 3);

        Assert.Equal([1], _handler.Handled);
        const string told = "Warning 18 SourcesNotDiscovered The watch: the integrations of Sendcloud could not be listed";
        Assert.Equal(
            [
                $"{told} (ApiConnectionException). Failures in a row: 1. Next try in 600 s.",
                $"{told} (InvalidOperationException). Failures in a row: 2. Next try in 600 s.",
            ],
            host.Logs.Lines.Where(line => line.Contains("SourcesNotDiscovered", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Vendors_are_asked_at_the_start_only_where_the_interval_is_null()
    {
        var listed = new ListedSendcloud(_vendor) { Integrations = _ => [1] };
        await using HostedSendcloud host = await StartAsync(listed, options => options.RediscoverInterval = null);
        await host.SettleAsync();
        await PassAsync(host, 30, from: 1, to: 1);

        Assert.Equal(1, listed.Lists);
    }

    [Fact]
    public async Task A_source_whose_entry_is_being_handled_when_it_goes_is_handled_to_its_end_and_comes_back_after_that()
    {
        var gate = new Gate();
        _handler.Handling = (_, _, token) => gate.PassAsync().WaitAsync(token);
        await using HostedSendcloud host = await StartAsync(lists => lists == 2 ? [1] : [1, 2]);
        await host.SettleAsync(3);
        List(1, 2);
        await PassAsync(host, 1, from: 3, to: 2);
        await PassAsync(host, 19, from: 2, to: 2);
        int requests = _vendor.Requests;
        gate.Open();
        await host.SettleAsync(3);

        Assert.Equal([1], _handler.Calls);
        Assert.Equal(requests + 1, _vendor.Requests);
    }

    [Fact]
    public void A_checkpoint_keeps_what_is_watched_no_more_for_thirty_days()
    {
        LogSource[] both = [LogSource.Sendcloud(1), LogSource.Sendcloud(2)];
        DateTimeOffset now = _time.GetUtcNow();
        LogCheckpoint all = LogCheckpoint.Create(both, now);
        LogCheckpoint dropped = all.ForSources([both[0]], WatchStart.Now, now);

        Assert.Same(all, all.ForSources(both, WatchStart.Now, now));
        Assert.Equal([null, now], dropped.Split().Select(source => source.UnwatchedSince));
        Assert.Same(dropped, dropped.ForSources([both[0]], WatchStart.Now, now.AddDays(30)));
        Assert.Equal([both[0]], dropped.ForSources([both[0]], WatchStart.Now, now.AddDays(30).AddTicks(1)).Sources);
        LogCheckpoint back = dropped.ForSources(both, WatchStart.Now, now.AddDays(29));
        Assert.Equal([null, null], back.Split().Select(source => source.UnwatchedSince));
        Assert.Equal(all[both[1]].Watermark, back[both[1]].Watermark);
        Assert.Equal(now, LogCheckpoint.Parse(dropped.ToJson())[both[1]].UnwatchedSince);
    }

    [Fact]
    public void A_new_source_begins_at_the_earliest_watermark_of_its_vendors_sources_that_are_watched()
    {
        DateTimeOffset now = _time.GetUtcNow();
        LogSource added = LogSource.Sendcloud(9);
        LogCheckpoint all = LogCheckpoint.Join(
        [
            SourceCheckpoint.Create(LogSource.Sendcloud(1), now.AddHours(-1)),
            SourceCheckpoint.Create(LogSource.Sendcloud(2), now.AddHours(-2)),
            SourceCheckpoint.Create(LogSource.Sendcloud(3), now.AddHours(-3)),
            SourceCheckpoint.Create(LogSource.ElasticPath(), now.AddHours(-4)),
        ]).ForSources([LogSource.Sendcloud(1), LogSource.Sendcloud(2), LogSource.ElasticPath()], WatchStart.Now, now);
        LogSource[] sources = [LogSource.Sendcloud(1), LogSource.Sendcloud(2), LogSource.ElasticPath(), added];

        Assert.Equal(Begin(now.AddHours(-2).AddTicks(-1)), all.ForSources(sources, WatchStart.Now, now)[added].Watermark);
        Assert.Equal(
            Begin(now), all.Without(LogSource.ElasticPath()).ForSources([LogSource.ElasticPath()], WatchStart.Now, now)[LogSource.ElasticPath()].Watermark);
        LogCheckpoint fromBeginning = LogCheckpoint.Create([LogSource.Sendcloud(1)], DateTimeOffset.MinValue);
        Assert.Null(fromBeginning.ForSources([LogSource.Sendcloud(1), added], WatchStart.Now, now)[added].Watermark);
    }

    private static DateTimeOffset Begin(DateTimeOffset since) => since.AddTicks(-1);

    /// <summary>Minute by minute. The last one lets sources come or go.</summary>
    private async Task PassAsync(HostedSendcloud host, int minutes, int from, int to)
    {
        for (int minute = 1; minute <= minutes; minute++)
        {
            await host.SettleAsync(from);
            _time.Advance(Minute);
            await host.SettleAsync(minute < minutes ? from : to);
        }
    }

    private void List(long id, long integration)
    {
        _time.Advance(TimeSpan.FromTicks(1));
        _vendor.InsertByTime(SimulatedSendcloud.Log(id, _time.GetUtcNow(), integration));
    }

    private Task<HostedSendcloud> StartAsync(Func<int, long[]> integrations) =>
        StartAsync(new ListedSendcloud(_vendor) { Integrations = integrations });

    private async Task<HostedSendcloud> StartAsync(ListedSendcloud listed, Action<IntegrationLogsWatchOptions>? configure = null)
    {
        var host = new HostedSendcloud(listed, _time, services => services.AddIntegrationLogsWatch(
            options =>
            {
                HostedSendcloud.Watch(options, _store);
                options.Sources.Clear();
                options.DiscoverSources.Add(IntegrationVendor.Sendcloud);
                configure?.Invoke(options);
            },
            _handler.HandleAsync))
        {
            Stores = 1,
        };
        await host.Host.StartAsync();
        return host;
    }
}
