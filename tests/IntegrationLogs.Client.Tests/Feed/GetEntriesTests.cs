using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class GetEntriesTests
{
    private static readonly LogSource[] Both = [LogSource.ElasticPath(), LogSource.Sendcloud()];

    [Fact]
    public async Task The_logs_of_both_vendors_come_once_and_within_a_vendor_in_its_order()
    {
        await using TestClient test = await TestClient.StartAsync();

        List<IntegrationLogEntry> entries = await test.Client.Feed.GetEntriesAsync(Both).ToListAsync();

        Assert.Equal(test.Vendors.ElasticPath.Logs.Snapshot(), entries.Select(entry => entry.Source).OfType<ElasticPathLog>());
        Assert.Equal(test.Vendors.Sendcloud.Logs.Snapshot(), entries.Select(entry => entry.Source).OfType<SendcloudLog>());
        Assert.Equal(500, entries.Count);
    }

    [Fact]
    public async Task Each_discovered_integration_is_a_source_of_its_own_logs()
    {
        await using TestClient test = await TestClient.StartAsync();
        List<LogSource> sources =
        [
            .. await test.Client.Feed.DiscoverSourcesAsync(IntegrationVendor.ElasticPath).ToListAsync(),
            .. await test.Client.Feed.DiscoverSourcesAsync(IntegrationVendor.Sendcloud).ToListAsync(),
        ];

        List<IntegrationLogEntry> entries = await test.Client.Feed.GetEntriesAsync(sources).ToListAsync();

        Assert.Equal(6, sources.Count);
        Assert.Equal(
            test.Vendors.ElasticPath.Logs.Snapshot().Select(log => log.Id).Concat(
                test.Vendors.Sendcloud.Logs.Snapshot().Select(log => $"{log.Id}")).Order(),
            entries.Select(entry => entry.LogId).Order());
    }

    [Fact]
    public async Task Newest_first_merges_all_sources_by_time()
    {
        await using TestClient test = await TestClient.StartAsync();
        List<LogSource> sources = await test.Client.Feed.DiscoverSourcesAsync(IntegrationVendor.Sendcloud).ToListAsync();

        List<IntegrationLogEntry> entries = await test.Client.Feed
            .GetEntriesAsync([LogSource.ElasticPath(), .. sources], new EntryFilter { Order = EntryOrder.NewestFirst }).ToListAsync();

        Assert.Equal(500, entries.Count);
        Assert.Equal(entries.OrderByDescending(entry => entry.OccurredAt), entries);
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_stream_is_enumerated()
    {
        await using TestClient test = await TestClient.StartAsync();

        _ = test.Client.Feed.GetEntriesAsync(Both);
        _ = test.Client.Feed.DiscoverSourcesAsync(IntegrationVendor.Sendcloud);

        Assert.Empty(test.Vendors.Requests);
    }

    [Theory]
    [InlineData(EntryOrder.AsTheyCome)]
    [InlineData(EntryOrder.NewestFirst)]
    public async Task What_the_filter_leaves_out_does_not_come(EntryOrder order)
    {
        await using TestClient test = await TestClient.StartAsync();
        List<IntegrationLogEntry> all = await test.Client.Feed.GetEntriesAsync(Both).ToListAsync();
        DateTimeOffset since = all.Order(Comparer<IntegrationLogEntry>.Create((a, b) => a.OccurredAt!.Value.CompareTo(b.OccurredAt!.Value)))
            .ElementAt(300).OccurredAt!.Value;
        foreach (EntryFilter filter in (EntryFilter[])
            [
                new() { FailuresOnly = true },
                new() { Since = since },
                new() { Until = since },
                new() { StatusCodes = [404, 500] },
                new() { IntegrationIds = [all[0].IntegrationId!, all[^1].IntegrationId!] },
            ])
        {
            List<IntegrationLogEntry> filtered = await test.Client.Feed.GetEntriesAsync(Both, filter with { Order = order }).ToListAsync();

            Assert.InRange(filtered.Count, 1, all.Count - 1);
            Assert.Equal(all.Where(filter.Accepts).Select(entry => entry.LogId).Order(), filtered.Select(entry => entry.LogId).Order());
        }
    }

    [Theory]
    [InlineData(LogOrder.NewestFirst, 2)]
    [InlineData(LogOrder.OldestFirst, 10)]
    public async Task A_list_is_read_no_further_than_its_order_so_far_makes_sense(LogOrder order, int mostRequests)
    {
        await using TestClient test = await TestClient.StartAsync(server: server => server.Sendcloud.Order = order);
        IReadOnlyList<SendcloudLog> listed = test.Vendors.Sendcloud.Logs.Snapshot();
        DateTimeOffset since = listed.OrderByDescending(log => log.CreatedAt).ElementAt(9).CreatedAt!.Value;

        List<IntegrationLogEntry> entries = await test.Client.Feed
            .GetEntriesAsync([LogSource.Sendcloud()], new EntryFilter { Since = since }).ToListAsync();

        Assert.Equal(listed.Where(log => log.CreatedAt >= since), entries.Select(entry => entry.Source));
        Assert.InRange(test.PageRequests, 1, mostRequests);
    }

    [Fact]
    public async Task An_error_of_one_source_comes_after_what_came_before_it_and_ends_the_stream()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Always(Fault.Status(403));

        await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.Client.Feed.GetEntriesAsync(Both).ToListAsync());
        await Assert.ThrowsAsync<ApiAuthenticationException>(
            () => test.Client.Feed.GetEntriesAsync(Both, new EntryFilter { Order = EntryOrder.NewestFirst }).ToListAsync());
        await Eventually.IsTrueAsync(() => test.Vendors.OpenRequests == 0);
    }

    [Theory]
    [InlineData(EntryOrder.AsTheyCome)]
    [InlineData(EntryOrder.NewestFirst)]
    public async Task A_caller_that_cancels_gets_its_own_token_back_and_leaves_nothing(EntryOrder order)
    {
        await using TestClient test = await TestClient.StartAsync();
        using var source = new CancellationTokenSource();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (IntegrationLogEntry _ in test.Client.Feed
                .GetEntriesAsync(Both, new EntryFilter { Order = order }).WithCancellation(source.Token))
            {
                await source.CancelAsync();
            }
        });

        Assert.Equal(source.Token, error.CancellationToken);
        await Eventually.IsTrueAsync(() => test.Vendors.OpenRequests == 0);
    }

    [Fact]
    public async Task No_more_sources_are_read_at_once_than_wanted()
    {
        await using TestClient test = await TestClient.StartAsync(server: server => server.Sendcloud.IntegrationCount = 10);
        List<LogSource> sources = await test.Client.Feed.DiscoverSourcesAsync(IntegrationVendor.Sendcloud).ToListAsync();
        test.Vendors.Sendcloud.Faults.Always(Fault.StallBeforeHeaders());
        using var source = new CancellationTokenSource();

        Task reading = test.Client.Feed
            .GetEntriesAsync(sources, new EntryFilter { MaxConcurrency = 3 }, source.Token).ToListAsync();
        await Eventually.IsTrueAsync(() => test.Vendors.OpenRequests == 3);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal((10, 1 + 3), (sources.Count, test.PageRequests));
    }

    [Fact]
    public async Task Bad_input_is_named_at_the_call()
    {
        await using TestClient test = await TestClient.StartAsync(configure: options => options.ElasticPath = new());
        IIntegrationLogFeed feed = test.Client.Feed;
        LogSource[] good = [LogSource.Sendcloud()];

        Assert.Throws<ArgumentNullException>(() => feed.GetEntriesAsync(null!));
        Assert.Contains("no source", Assert.Throws<ArgumentException>(() => feed.GetEntriesAsync([])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "Sendcloud comes twice",
            Assert.Throws<ArgumentException>(() => feed.GetEntriesAsync([.. good, .. good])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => feed.GetEntriesAsync([null!]));
        Assert.Contains(
            "ElasticPath.ClientId",
            Assert.Throws<InvalidOperationException>(() => feed.GetEntriesAsync([LogSource.ElasticPath()])).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => feed.DiscoverSourcesAsync(IntegrationVendor.ElasticPath));
        Assert.Throws<ArgumentOutOfRangeException>(() => feed.DiscoverSourcesAsync((IntegrationVendor)7));
        foreach (int concurrency in (int[])[0, -1, 101])
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(
                () => feed.GetEntriesAsync(good, new EntryFilter { MaxConcurrency = concurrency }));
            Assert.Contains("EntryFilter.MaxConcurrency", error.Message, StringComparison.Ordinal);
        }

        DateTimeOffset now = test.Time.GetUtcNow();
        var none = Assert.Throws<ArgumentException>(() => feed.GetEntriesAsync(good, new EntryFilter { Since = now, Until = now }));
        Assert.Contains("Since", none.Message, StringComparison.Ordinal);
        Assert.Empty(test.Vendors.Requests);
    }
}
