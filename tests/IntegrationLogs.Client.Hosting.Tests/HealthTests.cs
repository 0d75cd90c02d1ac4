using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IntegrationLogs.Client.Hosting.Tests;

public sealed class HealthTests
{
    private static readonly TimeSpan Minute = HostedSendcloud.Minute;
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private readonly RecordingHandler _handler = new();
    private readonly MemoryStore _store = new();
    private readonly Gate _gate = new();

    [Fact]
    public async Task It_is_healthy_while_every_source_is_polled_and_tells_when_it_was()
    {
        await using HostedSendcloud host = Create([1, 2]);
        await host.Host.StartAsync();
        await host.SettleAsync(2);
        await host.AdvanceAsync(Minute, 2);

        HealthReportEntry entry = await CheckAsync(host);

        Assert.Equal((HealthStatus.Healthy, "The watch polls 2 sources."), (entry.Status, entry.Description));
        Assert.Equal(
            new Dictionary<string, object>
            {
                ["sources"] = 2,
                ["unsaved_entries"] = 0,
                ["catching_up"] = 0,
                ["Sendcloud/1.last_poll"] = _time.GetUtcNow(),
                ["Sendcloud/2.last_poll"] = _time.GetUtcNow(),
            },
            entry.Data);
    }

    [Fact]
    public async Task It_is_unhealthy_before_the_host_starts_it_and_after_it_stopped()
    {
        await using HostedSendcloud host = Create([1]);
        HealthReportEntry before = await CheckAsync(host);
        await host.Host.StartAsync();
        await host.SettleAsync();
        HealthReportEntry running = await CheckAsync(host);
        await host.StopAsync();
        HealthReportEntry after = await CheckAsync(host);

        Assert.Equal((HealthStatus.Unhealthy, "The watch has not begun."), (before.Status, before.Description));
        Assert.Equal(HealthStatus.Healthy, running.Status);
        Assert.Equal((HealthStatus.Unhealthy, "The watch has ended."), (after.Status, after.Description));
    }

    [Fact]
    public async Task A_source_that_cannot_be_polled_three_times_in_a_row_degrades_it_until_it_can()
    {
        bool isDown = true;
        _vendor.Refusal = id => isDown && id == 2 ? new ApiConnectionException(IntegrationVendor.Sendcloud, "canary") : null;
        await using HostedSendcloud host = Create([1, 2]);
        await host.Host.StartAsync();
        await host.SettleAsync(2);

        HealthReportEntry once = await CheckAsync(host);
        for (int minute = 0; minute < 3; minute++)
        {
            HealthReportEntry less = await CheckAsync(host);
            Assert.Equal(HealthStatus.Healthy, less.Status);
            await host.AdvanceAsync(Minute, 2);
        }

        HealthReportEntry failing = await CheckAsync(host);
        for (int minute = 3; minute < 10; minute++)
        {
            await host.AdvanceAsync(Minute, 2);
        }

        HealthReportEntry old = await CheckAsync(host);
        isDown = false;
        await host.AdvanceAsync(TimeSpan.FromMinutes(15), 2);
        await host.AdvanceAsync(Minute, 2);
        HealthReportEntry mended = await CheckAsync(host);

        Assert.Equal((HealthStatus.Degraded, "Some sources cannot be polled: Sendcloud/2."), (failing.Status, failing.Description));
        Assert.Equal("IntegrationLogs.Client.ApiConnectionException", once.Data["Sendcloud/2.last_error"]);
        Assert.Equal("IntegrationLogs.Client.ApiConnectionException", failing.Data["Sendcloud/2.last_error"]);
        Assert.False(failing.Data.ContainsKey("Sendcloud/2.last_poll"));
        Assert.False(failing.Data.ContainsKey("Sendcloud/1.last_error"));
        Assert.Equal(HealthStatus.Degraded, old.Status);
        Assert.Equal(HealthStatus.Healthy, mended.Status);
        Assert.False(mended.Data.ContainsKey("Sendcloud/2.last_error"));
        Assert.DoesNotContain("canary", $"{failing.Description} {string.Join(' ', failing.Data)}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_source_polled_within_three_intervals_and_a_minute_is_unhealthy()
    {
        await using HostedSendcloud host = Create([1, 2], failureThreshold: 1);
        await host.Host.StartAsync();
        await host.SettleAsync(2);
        _vendor.Refusal = _ => new ApiConnectionException(IntegrationVendor.Sendcloud, "down");
        await host.AdvanceAsync(4 * Minute, 2);

        HealthReportEntry inTime = await CheckAsync(host);
        await host.AdvanceAsync(Tick, 2);
        HealthReportEntry late = await CheckAsync(host);

        Assert.Equal(HealthStatus.Degraded, inTime.Status);
        Assert.Equal(
            (HealthStatus.Unhealthy, "No source has been polled with success for longer than 4 min."), (late.Status, late.Description));
    }

    [Fact]
    public async Task A_handler_that_fails_beyond_the_limit_is_unhealthy_until_it_succeeds()
    {
        _handler.Handling = (_, calls, _) => calls <= 4 ? throw new IOException("canary") : Task.CompletedTask;
        await using HostedSendcloud host = await StartWithAnEntryAsync(limit: TimeSpan.FromSeconds(5));
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        await host.AdvanceAsync(TimeSpan.FromSeconds(2));
        await host.AdvanceAsync(TimeSpan.FromSeconds(2));

        HealthReportEntry inTime = await CheckAsync(host);
        await host.AdvanceAsync(Tick);
        HealthReportEntry late = await CheckAsync(host);
        await host.AdvanceAsync(TimeSpan.FromSeconds(2));
        await host.AdvanceAsync(TimeSpan.FromSeconds(8));
        HealthReportEntry mended = await CheckAsync(host);

        Assert.Equal(HealthStatus.Healthy, inTime.Status);
        Assert.Equal((HealthStatus.Unhealthy, "The handler has not handled an entry yet (IOException)."), (late.Status, late.Description));
        Assert.Equal("IOException", late.Data["Sendcloud/1.handler_error"]);
        Assert.DoesNotContain("canary", string.Join(' ', late.Data), StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, mended.Status);
        Assert.False(mended.Data.ContainsKey("Sendcloud/1.handler_error"));
    }

    [Fact]
    public async Task A_handler_that_hangs_is_unhealthy_and_one_that_works_through_a_backlog_is_not()
    {
        _handler.Handling = async (_, calls, _) =>
        {
            if (calls == 1)
            {
                await Eventually.IsTrueAsync(() => _vendor.Requests == 4);
            }

            if (calls == 3)
            {
                await _gate.PassAsync();
            }

            // A slow handler: no source is polled before what it had has been handled, and one of them waits for the other.
            _time.Advance(3 * Minute);
        };
        await using HostedSendcloud host = Create([1, 2], configure: options => options.MaxConcurrentHandlers = 1);
        await host.Host.StartAsync();
        await host.SettleAsync(2);
        for (int i = 0; i < 6; i++)
        {
            _vendor.InsertByTime(SimulatedSendcloud.Log(i, _time.GetUtcNow() + (i * Tick), integrationId: 1 + (i % 2)));
        }

        _time.Advance(Minute);
        await _gate.Reached;
        HealthReportEntry working = await CheckAsync(host);
        _time.Advance((4 * Minute) + Tick);
        HealthReportEntry hanging = await CheckAsync(host);
        _gate.Open();
        await host.SettleAsync(2);
        HealthReportEntry done = await CheckAsync(host);

        Assert.Equal(HealthStatus.Healthy, working.Status);
        Assert.Equal((HealthStatus.Unhealthy, "The handler has not handled an entry yet."), (hanging.Status, hanging.Description));
        Assert.Equal(HealthStatus.Healthy, done.Status);
        Assert.Equal([0, 1, 2, 3, 4, 5], _handler.Handled.Order());
    }

    [Fact]
    public async Task A_store_that_fails_beyond_the_limit_is_unhealthy()
    {
        _store.Saving = (saves, _) => saves > 1 ? throw new IOException("canary") : Task.CompletedTask;
        await using HostedSendcloud saving = await StartWithAnEntryAsync();
        await Eventually.IsTrueAsync(() => _store.Saves == 2);
        await saving.AdvanceAsync((4 * Minute) + Tick, 0);
        HealthReportEntry save = await CheckAsync(saving);
        await saving.StopAsync();
        _store.LoadRefusal = _ => new IOException("canary");
        await using HostedSendcloud loading = Create([1]);
        await loading.Host.StartAsync();
        await loading.SettleAsync(0);
        HealthReportEntry starting = await CheckAsync(loading);
        await loading.AdvanceAsync((4 * Minute) + Tick, 0);
        HealthReportEntry load = await CheckAsync(loading);

        Assert.Equal(1, save.Data["unsaved_entries"]);
        Assert.Equal((HealthStatus.Degraded, "The checkpoint could not be loaded yet (IOException)."), (starting.Status, starting.Description));
        Assert.Equal((HealthStatus.Unhealthy, "The checkpoint could not be saved yet (IOException)."), (save.Status, save.Description));
        Assert.Equal((HealthStatus.Unhealthy, "The checkpoint could not be loaded yet (IOException)."), (load.Status, load.Description));
    }

    [Fact]
    public async Task Integrations_that_are_not_known_beyond_the_limit_are_unhealthy()
    {
        await using var host = new HostedSendcloud(new ListedSendcloud(_vendor), _time, services =>
        {
            services.AddIntegrationLogsWatch(
                options => options.DiscoverSources.Add(IntegrationVendor.Sendcloud), _handler.HandleAsync);
            services.AddHealthChecks().AddIntegrationLogsWatch();
        });
        await host.Host.StartAsync();
        await host.SettleAsync();
        HealthReportEntry starting = await CheckAsync(host);
        await host.AdvanceAsync((4 * Minute) + Tick);
        HealthReportEntry late = await CheckAsync(host);

        Assert.Equal(HealthStatus.Degraded, starting.Status);
        Assert.Equal(
            (HealthStatus.Unhealthy, "The vendor's integrations are not known yet (InvalidOperationException)."),
            (late.Status, late.Description));
    }

    [Fact]
    public async Task A_watch_that_ended_with_an_error_is_unhealthy()
    {
        _store.Content = "canary";
        await using HostedSendcloud host = Create([1]);
        await host.Host.StartAsync();
        await host.EndAsync();

        HealthReportEntry entry = await CheckAsync(host);

        Assert.Equal((HealthStatus.Unhealthy, "The watch has ended with FormatException."), (entry.Status, entry.Description));
    }

    [Fact]
    public async Task A_handler_that_fails_at_one_sources_entry_degrades_it_and_is_named()
    {
        _handler.Handling = (id, _, _) => id == 1 ? throw new IOException("canary") : Task.CompletedTask;
        await using HostedSendcloud host = Create([1, 2]);
        await host.Host.StartAsync();
        await host.SettleAsync(2);
        _vendor.InsertByTime(SimulatedSendcloud.Log(1, _time.GetUtcNow(), integrationId: 1));
        await host.AdvanceAsync(Minute, 2);
        for (int minute = 0; minute < 5; minute++)
        {
            await host.AdvanceAsync(Minute, 2);
        }

        HealthReportEntry entry = await CheckAsync(host);

        Assert.Equal(
            (HealthStatus.Degraded, "The handler has not handled an entry yet (IOException): Sendcloud/1."),
            (entry.Status, entry.Description));
    }

    [Fact]
    public async Task A_gap_degrades_it_for_an_hour()
    {
        await using HostedSendcloud host = Create([1, 2]);
        await host.Host.StartAsync();
        await host.SettleAsync(2);
        var state = host.Host.Services.GetRequiredKeyedService<WatchState>(string.Empty);
        SourceCheckpoint after = SourceCheckpoint.Create(LogSource.Sendcloud(2), _time.GetUtcNow());
        state.Polled(new SourcePoll
        {
            Source = after.Source,
            StartedAt = _time.GetUtcNow(),
            Entries = [],
            After = after,
            NextPollIn = Minute,
            Gaps = [new SourceGap { Source = after.Source, Reason = "canary" }],
        });
        HealthReportEntry gap = await CheckAsync(host);
        for (int minute = 0; minute < 60; minute++)
        {
            await host.AdvanceAsync(Minute, 2);
        }

        HealthReportEntry still = await CheckAsync(host);
        await host.AdvanceAsync(Tick, 2);
        HealthReportEntry mended = await CheckAsync(host);

        Assert.Equal(
            (HealthStatus.Degraded, "Logs of the last hour's gaps may be missing: Sendcloud/2."), (gap.Status, gap.Description));
        Assert.Equal((1, true, 1), (gap.Data["Sendcloud/2.gaps"], gap.Data["Sendcloud/2.catching_up"], gap.Data["catching_up"]));
        Assert.Equal(HealthStatus.Degraded, still.Status);
        Assert.Equal(HealthStatus.Healthy, mended.Status);
    }

    [Fact]
    public async Task The_data_has_a_hundred_sources_at_most_those_in_trouble_first_and_the_status_of_a_refusal()
    {
        _vendor.Refusal = id => id == 150
            ? new VendorApiException(IntegrationVendor.Sendcloud, System.Net.HttpStatusCode.Forbidden, "canary")
            : null;
        await using HostedSendcloud host = Create([.. Enumerable.Range(1, 150).Select(id => (long)id)]);
        await host.Host.StartAsync();
        await host.AdvanceAsync(Minute, 150);

        HealthReportEntry entry = await CheckAsync(host);

        Assert.Equal(150, entry.Data["sources"]);
        Assert.Equal(99, entry.Data.Keys.Count(key => key.EndsWith(".last_poll", StringComparison.Ordinal)));
        Assert.Equal(("403", 403), (entry.Data["Sendcloud/150.last_error"], entry.Data["Sendcloud/150.last_status"]));
    }

    [Fact]
    public void A_threshold_of_nothing_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        "failureThreshold", () => new ServiceCollection().AddHealthChecks().AddIntegrationLogsWatch(failureThreshold: 0));

    private static async Task<HealthReportEntry> CheckAsync(HostedSendcloud host) =>
        (await host.Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["IntegrationLogs.Watch"];

    private HostedSendcloud Create(
        long[] integrations,
        TimeSpan? limit = null,
        int failureThreshold = 3,
        Action<IntegrationLogsWatchOptions>? configure = null) => new(_vendor, _time, services => services
        .AddIntegrationLogsWatch(
            options =>
            {
                HostedSendcloud.Watch(options, _store, integrations);
                configure?.Invoke(options);
            },
            _handler.HandleAsync)
        .AddHealthChecks()
        .AddIntegrationLogsWatch(limit: limit, failureThreshold: failureThreshold))
        {
            Stores = 1,
        };

    private async Task<HostedSendcloud> StartWithAnEntryAsync(TimeSpan? limit = null)
    {
        HostedSendcloud host = Create([1], limit);
        await host.Host.StartAsync();
        await host.SettleAsync();
        _vendor.InsertByTime(SimulatedSendcloud.Log(1, _time.GetUtcNow()));
        _time.Advance(Minute);
        return host;
    }
}
