using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>Watches of both vendors over real sockets, on a clock that stands still between polls.</summary>
public sealed class WatchOverHttpTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(IntegrationVendor.ElasticPath)]
    [InlineData(IntegrationVendor.Sendcloud)]
    public async Task A_quiet_poll_costs_one_request_and_a_new_log_comes_with_the_next(IntegrationVendor vendor)
    {
        await using TestClient test = await StartAsync();
        LogSource source = vendor == IntegrationVendor.ElasticPath ? LogSource.ElasticPath() : LogSource.Sendcloud();
        for (int i = 300; i > 0; i--)
        {
            Insert(test, vendor, i, test.Time.GetUtcNow() - (i * Minute));
        }

        await using var watch = new Watching(test, [source]);
        await watch.PollsAsync(1);
        int first = test.PageRequests;
        for (int poll = 2; poll <= 11; poll++)
        {
            test.Time.Clock.Advance(Minute);
            await watch.PollsAsync(poll);
        }

        Assert.Equal((1, 11), (first, test.PageRequests));
        Insert(test, vendor, 1001, test.Time.GetUtcNow());
        test.Time.Clock.Advance(Minute);
        await watch.PollsAsync(12);
        await watch.EntriesAsync(1);

        Assert.Equal("1001", watch.Entries[0].LogId);
        Assert.Equal(12, test.PageRequests);
    }

    [Fact]
    public async Task Both_vendors_are_watched_side_by_side_and_one_that_is_down_does_not_stop_the_other()
    {
        await using TestClient test = await StartAsync();
        test.Vendors.ElasticPath.Faults.Always(Fault.Status(403));
        await using var watch = new Watching(test, [LogSource.ElasticPath(), LogSource.Sendcloud()]);
        await watch.PollsAsync(1);
        await watch.ErrorsAsync(1);
        Insert(test, IntegrationVendor.ElasticPath, 1, test.Time.GetUtcNow());
        Insert(test, IntegrationVendor.Sendcloud, 2, test.Time.GetUtcNow());
        test.Time.Clock.Advance(Minute);
        await watch.PollsAsync(2);
        await watch.ErrorsAsync(2);
        await watch.EntriesAsync(1);
        Assert.IsType<ApiAuthenticationException>(watch.Errors[0].Error);
        Assert.Equal((LogSource.ElasticPath(), 2 * Minute), (watch.Errors[1].Source, watch.Errors[1].RetryIn));

        test.Vendors.ElasticPath.Faults.Clear();
        test.Time.Clock.Advance(2 * Minute);
        await watch.EntriesAsync(2);

        Assert.Equal(["2", "1"], watch.Entries.Select(entry => entry.LogId));
    }

    [Fact]
    public async Task An_integration_that_was_deleted_is_reported()
    {
        await using TestClient test = await StartAsync();
        SendcloudIntegration[] integrations = [.. test.Vendors.Sendcloud.Integrations.Snapshot()];
        await using var watch = new Watching(test, [.. integrations.Select(integration => LogSource.Sendcloud(integration.Id!.Value))]);
        await watch.PollsAsync(3);
        test.Vendors.Sendcloud.Integrations.Remove(integration => integration.Id == integrations[1].Id);
        test.Time.Clock.Advance(Minute);
        await watch.PollsAsync(5);
        await watch.ErrorsAsync(1);

        Assert.IsType<ApiNotFoundException>(watch.Errors[0].Error);
        Assert.Equal(LogSource.Sendcloud(integrations[1].Id!.Value), watch.Errors[0].Source);
    }

    [Theory]
    [InlineData(IntegrationVendor.ElasticPath)]
    [InlineData(IntegrationVendor.Sendcloud)]
    public async Task What_arrives_between_the_pages_of_a_poll_comes_once(IntegrationVendor vendor)
    {
        int made = 0;
        TestClient? started = null;
        await using TestClient test = await StartAsync(server => server.BeforeAnswer = _ =>
        {
            if (started is not null && made < 100)
            {
                Insert(started, vendor, ++made, started.Time.GetUtcNow().AddTicks(made));
            }
        });
        started = test;
        LogSource source = vendor == IntegrationVendor.ElasticPath ? LogSource.ElasticPath() : LogSource.Sendcloud();
        await using var watch = new Watching(test, [source], pageSize: 5);
        for (int poll = 1; poll <= 150; poll++)
        {
            await watch.PollsAsync(poll);
            test.Time.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await watch.EntriesAsync(100);

        Assert.Equal(Enumerable.Range(1, 100).Select(id => $"{id}"), watch.Entries.Select(entry => entry.LogId));
    }

    private static async Task<TestClient> StartAsync(Action<FakeVendorServerOptions>? configure = null)
    {
        TestClient test = await TestClient.StartAsync(server: server =>
        {
            server.ElasticPath.LogCount = 0;
            server.Sendcloud.LogCount = 0;
            configure?.Invoke(server);
        });
        test.Time.SkipsWaits = false;
        return test;
    }

    private static void Insert(TestClient test, IntegrationVendor vendor, int id, DateTimeOffset time)
    {
        if (vendor == IntegrationVendor.ElasticPath)
        {
            test.Vendors.ElasticPath.Logs.Insert(0, new ElasticPathLog { Id = $"{id}", CreatedAt = time });
        }
        else
        {
            test.Vendors.Sendcloud.Logs.Insert(0, new SendcloudLog { Id = id, CreatedAt = time });
        }
    }

    /// <summary>A watch whose consumer takes what comes.</summary>
    private sealed class Watching : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly SemaphoreSlim _changed = new(0);
        private readonly Func<bool> _isQuiet;
        private readonly Task _consuming;
        private volatile int _polls;

        public Watching(TestClient test, IReadOnlyList<LogSource> sources, int pageSize = 100)
        {
            _isQuiet = () => test.Time.Clock.PendingTimers == sources.Count;
            test.Time.Clock.TimersChanged = () => _changed.Release();
            _consuming = ConsumeAsync(test.Client.Feed.WatchAsync(
                sources,
                new WatchOptions
                {
                    Jitter = 0,
                    PageSize = pageSize,
                    OnSourceError = error => Change(() => Errors.Add(error)),
                    OnSourcePolled = poll => Change(() => _polls += poll.IsCaughtUp ? 1 : 0),
                },
                _stop.Token));
        }

        public List<WatchedEntry> Entries { get; } = [];

        public List<SourceError> Errors { get; } = [];

        public Task PollsAsync(int count) => UntilAsync(() => _polls >= count);

        public Task ErrorsAsync(int count) => UntilAsync(() => Errors.Count >= count);

        public Task EntriesAsync(int count) => UntilAsync(() => Entries.Count >= count);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _consuming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }

        private async Task ConsumeAsync(IAsyncEnumerable<WatchedEntry> entries)
        {
            await foreach (WatchedEntry entry in entries)
            {
                Change(() => Entries.Add(entry));
            }
        }

        private void Change(Action change)
        {
            lock (_changed)
            {
                change();
                _changed.Release();
            }
        }

        private async Task UntilAsync(Func<bool> holds)
        {
            // Time may go on when every source pauses.
            while (!holds() || !_isQuiet())
            {
                Assert.True(await _changed.WaitAsync(Effort.Patience), "It never came true.");
            }
        }
    }
}
