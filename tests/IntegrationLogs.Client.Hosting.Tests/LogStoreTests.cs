using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>A store that takes the entries with the checkpoint after them.</summary>
public sealed class LogStoreTests
{
    private static readonly TimeSpan Minute = HostedSendcloud.Minute;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private readonly RecordingHandler _handler = new();
    private readonly MemoryLogStore _store = new();

    [Fact]
    public async Task Each_entry_is_stored_once_with_the_checkpoint_after_it()
    {
        await using (HostedSendcloud host = await StartAsync(every: 2))
        {
            List(1, 5);
            await host.AdvanceAsync(Minute);
            Assert.All(_store.Batches, batch => Assert.True(batch.Length <= 5));
            await host.AdvanceAsync(Minute);
        }

        Assert.Equal([1, 2, 3, 4, 5], _store.Entries);
        Assert.Equal(5, _store.Checkpoint![LogSource.Sendcloud(1)].DeliveredEntries);
        await using HostedSendcloud next = await StartAsync(every: 2);
        List(6, 6);
        await next.AdvanceAsync(Minute);
        await next.StopAsync();
        Assert.Equal([1, 2, 3, 4, 5, 6], _store.Entries);
        Assert.Empty(_handler.Calls);
    }

    [Fact]
    public async Task Entries_of_a_save_that_failed_come_with_the_next_before_those_that_were_handled_since()
    {
        bool isDown = true;
        int refused = 0;
        await using HostedSendcloud host = await StartAsync(every: 2, handler: _handler.HandleAsync);
        _store.Saving = (_, _) =>
        {
            Interlocked.Increment(ref refused);
            return isDown ? throw new IOException("gone") : Task.CompletedTask;
        };
        List(1, 30);
        _time.Advance(Minute);

        // The source waits for room with nothing but the pause before the next save.
        await Eventually.IsTrueAsync(() => _handler.Handled.Count == 20 && refused > 0 && _time.PendingTimers == 1);
        await host.AdvanceAsync(Second, 0);
        Assert.Empty(_store.Entries);
        isDown = false;
        _time.Advance(2 * Second);
        await Eventually.IsTrueAsync(() => _handler.Handled.Count == 30);
        await host.StopAsync();

        // Ten times as many as a checkpoint has, and no more.
        Assert.Equal(20, _store.Batches.First(batch => batch.Length > 0).Length);
        Assert.Equal(Enumerable.Range(1, 30).Select(id => (long)id), _store.Entries);
    }

    [Fact]
    public async Task An_entry_is_stored_once_it_was_handled_and_a_dead_letter_too()
    {
        _handler.Handling = (id, calls, _) => id == 2 || calls == 1 ? throw new InvalidOperationException("no") : Task.CompletedTask;
        await using HostedSendcloud host = await StartAsync(
            every: 1,
            configure: options =>
            {
                options.MaxHandlerAttempts = 2;
                options.OnDeadLetter = (_, _, _) => Task.CompletedTask;
            },
            handler: _handler.HandleAsync);
        List(1, 3);
        await host.AdvanceAsync(Minute);
        Assert.Empty(_store.Entries);
        await host.AdvanceAsync(Second);
        await host.AdvanceAsync(Second);
        await host.AdvanceAsync(Minute);

        Assert.Equal([[1], [2], [3]], _store.Batches.Where(batch => batch.Length > 0));
        Assert.Equal([1, 1, 2, 2, 3], _handler.Calls);
    }

    [Fact]
    public async Task A_stop_while_the_store_fails_loses_no_entry()
    {
        await using (HostedSendcloud host = await StartAsync(every: 100))
        {
            List(1, 2);
            await host.AdvanceAsync(Minute);
            _store.Saving = (_, _) => throw new IOException("gone");
        }

        Assert.Empty(_store.Entries);
        _store.Saving = (_, _) => Task.CompletedTask;
        await using HostedSendcloud next = await StartAsync(every: 100);
        await next.StopAsync();
        Assert.Equal([1, 2], _store.Entries);
    }

    public static TheoryData<Action<IServiceCollection, ILogStore>> Registrations => new()
    {
        (services, store) => services.AddSingleton<ILogCheckpointStore>(store),
        (services, store) => services.AddSingleton(store),
        (services, store) => services.AddKeyedSingleton("shop.store", store),
        (services, store) => services.AddKeyedSingleton<ILogCheckpointStore>(KeyedService.AnyKey, store),
    };

    [Theory]
    [MemberData(nameof(Registrations))]
    public async Task The_store_is_found_in_the_container_and_the_settings_may_stand_in_a_section(Action<IServiceCollection, ILogStore> add)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Shop:Sources:0", "Sendcloud/1")]).Build();
        await using var host = new HostedSendcloud(_vendor, _time, services =>
        {
            add(services, _store);
            services.AddIntegrationLogsWatch("shop", configuration.GetSection("Shop")).ToStore(store => store.Content = SinkContent.Entries);
            services.Configure<IntegrationLogsWatchOptions>("shop", options => options.Watch = new WatchOptions { Jitter = 0 });
        })
        {
            Stores = 1,
        };
        await host.Host.StartAsync();
        await host.SettleAsync();
        List(1, 1);
        await host.AdvanceAsync(Minute);
        await host.StopAsync();

        Assert.Equal([1], _store.Entries);
    }

    [Fact]
    public async Task A_watch_without_a_handler_and_without_a_store_of_entries_fails_the_hosts_start()
    {
        async Task<string> FailureAsync(ILogCheckpointStore? store, Action<IServiceCollection, Action<IntegrationLogsWatchOptions>> add)
        {
            using IHost host = new HostedSendcloud(
                _vendor, _time, services => add(services, options => HostedSendcloud.Watch(options, store))).Host;
            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
            await host.StopAsync();
            return error.Message;
        }

        Assert.StartsWith(
            "The watch 'store' has no store, so nothing would take its entries",
            await FailureAsync(store: null, (services, configure) => services.AddIntegrationLogsWatch(configure).ToStore(store => store.Content = SinkContent.Entries)),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The watch 'shop.store' has a store of checkpoints only",
            await FailureAsync(new MemoryStore(), (services, configure) => services.AddIntegrationLogsWatch("shop", configure).ToStore(store => store.Content = SinkContent.Entries)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_tells_how_many_entries_it_has()
    {
        LogCheckpoint checkpoint = LogCheckpoint.Create([LogSource.Sendcloud(1)], _time.GetUtcNow());
        var entry = new WatchedEntry(
            IntegrationLogEntry.From(SimulatedSendcloud.Log(1, _time.GetUtcNow())), LogSource.Sendcloud(1), checkpoint);

        Assert.Equal("LogBatch of 1 entry", new LogBatch { Checkpoint = checkpoint, Entries = [entry] }.ToString());
        Assert.Equal("LogBatch of 0 entries", new LogBatch { Checkpoint = checkpoint }.ToString());
    }

    private void List(int first, int last)
    {
        for (int id = first; id <= last; id++)
        {
            _time.Advance(TimeSpan.FromTicks(1));
            _vendor.InsertByTime(SimulatedSendcloud.Log(id, _time.GetUtcNow()));
        }
    }

    private async Task<HostedSendcloud> StartAsync(
        int every,
        Action<IntegrationLogsWatchOptions>? configure = null,
        Func<WatchedEntry, CancellationToken, Task>? handler = null)
    {
        void Configure(IntegrationLogsWatchOptions options)
        {
            HostedSendcloud.Watch(options, _store);
            options.CheckpointEvery = every;
            configure?.Invoke(options);
        }

        var host = new HostedSendcloud(_vendor, _time, services => _ = handler is null
            ? services.AddIntegrationLogsWatch(Configure).ToStore(store => store.Content = SinkContent.Entries).Services
            : services.AddIntegrationLogsWatch(Configure, handler))
        {
            Stores = 1,
        };
        await host.Host.StartAsync();
        await host.SettleAsync();
        return host;
    }
}
