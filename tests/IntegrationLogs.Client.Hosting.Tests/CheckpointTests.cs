using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>When the checkpoint is stored, and what happens where it cannot be.</summary>
public sealed class CheckpointTests
{
    private static readonly TimeSpan Minute = HostedSendcloud.Minute;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private readonly RecordingHandler _handler = new();
    private readonly MemoryStore _store = new();

    [Fact]
    public async Task A_checkpoint_is_stored_after_so_many_entries_and_the_rest_after_the_interval()
    {
        var gate = new Gate();
        _handler.Handling = (_, calls, _) => calls == 4 ? gate.PassAsync() : Task.CompletedTask;
        await using HostedSendcloud host = await StartAsync(every: 3);
        List(5);
        _time.Advance(Minute);
        await Eventually.IsTrueAsync(() => _store.Saved.Count == 2);
        Assert.Equal(3, Stored.DeliveredEntries);
        gate.Open();
        await host.SettleAsync();
        await host.AdvanceAsync(Second - Tick);
        int early = _store.Saved.Count;
        _time.Advance(Tick);
        await Eventually.IsTrueAsync(() => _store.Saved.Count == 3);

        Assert.Equal(2, early);
        Assert.Equal(5, Stored.DeliveredEntries);
    }

    [Fact]
    public async Task What_was_handled_since_the_last_checkpoint_is_stored_at_the_stop()
    {
        await using (HostedSendcloud host = await StartAsync(every: 100))
        {
            List(2);
            await host.AdvanceAsync(Minute);
            Assert.Single(_store.Saved);
        }

        Assert.Equal(2, Stored.DeliveredEntries);
        await using HostedSendcloud next = await StartAsync(every: 100);
        Assert.Equal([1, 2], _handler.Calls);
    }

    [Fact]
    public async Task Progress_without_entries_is_stored_after_ten_minutes_and_at_the_stop()
    {
        DateTimeOffset began = _time.GetUtcNow();
        await using (HostedSendcloud host = await StartAsync(every: 100))
        {
            for (int minute = 0; minute < 9; minute++)
            {
                await host.AdvanceAsync(Minute);
            }

            await host.AdvanceAsync(Minute - Tick);
            Assert.Single(_store.Saved);
            _time.Advance(Tick);
            await Eventually.IsTrueAsync(() => _store.Saved.Count == 2);
            Assert.True(Stored.PolledAt >= began + (9 * Minute));
            await host.AdvanceAsync(Minute);
            Assert.Equal(2, _store.Saved.Count);
        }

        Assert.Equal(began + (11 * Minute), Stored.PolledAt);
    }

    [Fact]
    public async Task Progress_of_a_catch_up_is_stored_like_entries()
    {
        // The start passes over all of it, and still has to read it: it is in no order.
        _vendor.Fill(Enumerable.Range(1, 1_000).Select(id => SimulatedSendcloud.Log(id, _time.GetUtcNow() - (id % 2 * Minute) - Minute)));
        _vendor.Refusal = _ => _vendor.Requests == 3 ? new ApiConnectionException(IntegrationVendor.Sendcloud, "down") : null;
        await using HostedSendcloud host = await StartAsync(every: 100, options => options.Watch = options.Watch with
        {
            PageSize = 10,
            MaxPages = 1,
        });
        int before = _store.Saved.Count;
        await host.AdvanceAsync(Second);
        await Eventually.IsTrueAsync(() => _store.Saved.Count == 2);

        Assert.Equal((1, 2), (before, _store.Saved.Count));
        Assert.False(Stored.IsCaughtUp);
        Assert.Empty(_handler.Calls);
    }

    [Fact]
    public async Task Where_the_store_fails_handling_goes_on_for_ten_checkpoints_and_nothing_is_lost()
    {
        bool isDown = true;
        await using HostedSendcloud host = await StartAsync(every: 2);
        _store.Saving = (_, _) => isDown ? throw new IOException("disk full") : Task.CompletedTask;
        List(30);
        _time.Advance(Minute);
        await Eventually.IsTrueAsync(() => _handler.Handled.Count == 20 && _time.PendingTimers == 1);
        await host.AdvanceAsync(Second, 0);

        Assert.Equal(20, _handler.Calls.Count);
        Assert.Single(_store.Saved);
        isDown = false;
        _time.Advance(2 * Second);
        await Eventually.IsTrueAsync(() => _handler.Handled.Count == 30);
        await host.StopAsync();
        Assert.Equal(30, Stored.DeliveredEntries);
        Assert.Equal(Enumerable.Range(1, 30).Select(id => (long)id), _handler.Calls);
    }

    [Fact]
    public async Task A_store_that_another_watch_writes_to_ends_the_host_and_stays_as_it_is()
    {
        await using HostedSendcloud host = await StartAsync(every: 1);
        string other = LogCheckpoint.Create([LogSource.Sendcloud(1)], _time.GetUtcNow() + Minute).ToJson();
        _store.Content = other;
        List(1);
        _time.Advance(Minute);
        await host.EndAsync();
        await host.StopAsync();
        HealthReport report = await host.Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(other, _store.Content);
        Assert.Equal(2, _store.Saves);
        Assert.Equal(
            (HealthStatus.Unhealthy, "The watch has ended with CheckpointConflictException."),
            (report.Status, report.Entries["IntegrationLogs.Watch"].Description));
    }

    [Fact]
    public async Task A_handler_that_does_not_end_at_the_stop_costs_no_other_sources_checkpoint()
    {
        var gate = new Gate();
        _handler.Handling = (id, _, _) => id == 2 ? gate.PassAsync() : Task.CompletedTask;
        await using HostedSendcloud host = await StartAsync(every: 100, integrations: [1, 2]);
        _vendor.InsertByTime(SimulatedSendcloud.Log(1, _time.GetUtcNow(), integrationId: 1));
        _vendor.InsertByTime(SimulatedSendcloud.Log(2, _time.GetUtcNow(), integrationId: 2));
        _time.Advance(Minute);
        await Eventually.IsTrueAsync(() => _handler.Handled.Count == 1 && _handler.Calls.Count == 2);
        await host.SettleAsync();
        Task stop = host.StopAsync();
        await Eventually.IsTrueAsync(() => _store.Saved.Count == 2);

        Assert.False(stop.IsCompleted);
        Assert.Equal(1, Stored.DeliveredEntries);
        gate.Open();
        await stop;
    }

    private SourceCheckpoint Stored => LogCheckpoint.Parse(_store.Content!)[LogSource.Sendcloud(1)];

    private void List(int entries)
    {
        for (int id = 1; id <= entries; id++)
        {
            _time.Advance(Tick);
            _vendor.InsertByTime(SimulatedSendcloud.Log(id, _time.GetUtcNow()));
        }
    }

    private async Task<HostedSendcloud> StartAsync(
        int every, Action<IntegrationLogsWatchOptions>? configure = null, long[]? integrations = null)
    {
        integrations ??= [1];
        var host = new HostedSendcloud(_vendor, _time, services => services
            .AddIntegrationLogsWatch(
                options =>
                {
                    HostedSendcloud.Watch(options, _store, integrations);
                    options.CheckpointEvery = every;
                    configure?.Invoke(options);
                },
                _handler.HandleAsync)
            .AddHealthChecks()
            .AddIntegrationLogsWatch())
        {
            Stores = 1,
        };
        await host.Host.StartAsync();
        await host.SettleAsync(integrations.Length);
        return host;
    }
}
