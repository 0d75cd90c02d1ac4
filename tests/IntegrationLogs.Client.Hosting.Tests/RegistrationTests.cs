using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace IntegrationLogs.Client.Hosting.Tests;

public sealed class RegistrationTests
{
    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private readonly RecordingHandler _first = new();
    private readonly RecordingHandler _second = new();

    [Fact]
    public async Task Two_watches_in_one_host_each_have_their_sources_their_handler_and_their_store()
    {
        var shared = new MemoryStore();
        var keyed = new MemoryStore();
        await using var host = new HostedSendcloud(_vendor, _time, services => services
            .AddSingleton<ILogCheckpointStore>(shared)
            .AddKeyedSingleton<ILogCheckpointStore>("second", keyed)
            .AddIntegrationLogsWatch("second", options => HostedSendcloud.Watch(options, store: null, 2), _second.HandleAsync)
            .AddIntegrationLogsWatch(options => HostedSendcloud.Watch(options, store: null), _first.HandleAsync))
        {
            Stores = 2,
        };
        await host.Host.StartAsync();
        await host.SettleAsync(2);
        _vendor.InsertByTime(SimulatedSendcloud.Log(1, _time.GetUtcNow(), integrationId: 1));
        _vendor.InsertByTime(SimulatedSendcloud.Log(2, _time.GetUtcNow(), integrationId: 2));
        await host.AdvanceAsync(HostedSendcloud.Minute, 2);

        Assert.Equal([1], _first.Handled);
        Assert.Equal([2], _second.Handled);
        Assert.Equal("Sendcloud/1", Assert.Single(LogCheckpoint.Parse(shared.Content!).Sources).Name);
        Assert.Equal("Sendcloud/2", Assert.Single(LogCheckpoint.Parse(keyed.Content!).Sources).Name);
        Assert.Contains("Information 10 WatchStarted The watch 'second' starts from now. Sources: 1.", host.Logs.Lines);
    }

    public static TheoryData<Action<IServiceCollection>> SharedStores => new()
    {
        services => services.AddSingleton<ILogCheckpointStore, MemoryStore>(),
        services => services.AddTransient<ILogCheckpointStore, MemoryStore>(),
        services =>
        {
            var store = new MemoryStore();
            services.ConfigureAll<IntegrationLogsWatchOptions>(options => options.CheckpointStore = store);
        },
    };

    [Theory]
    [MemberData(nameof(SharedStores))]
    public async Task Two_watches_with_one_store_fail_the_hosts_start(Action<IServiceCollection> add)
    {
        using IHost host = new HostedSendcloud(_vendor, _time, services =>
        {
            services
                .AddIntegrationLogsWatch("a", options => HostedSendcloud.Watch(options, store: null), _first.HandleAsync)
                .AddIntegrationLogsWatch("b", options => HostedSendcloud.Watch(options, store: null, 2), _second.HandleAsync);
            add(services);
        }).Host;

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.StartsWith("The watches 'a' and 'b' have one checkpoint store", error.Message, StringComparison.Ordinal);
        await host.StopAsync();
    }

    [Fact]
    public void A_name_is_given_to_one_watch_only()
    {
        var services = new ServiceCollection();
        services.AddIntegrationLogsWatch(_ => { }, _first.HandleAsync).AddIntegrationLogsWatch("a", _ => { }, _first.HandleAsync);

        Assert.Throws<ArgumentException>(() => services.AddIntegrationLogsWatch(_ => { }, _first.HandleAsync));
        var error = Assert.Throws<ArgumentException>(() => services.AddIntegrationLogsWatch<ScopedHandler>("a", _ => { }));

        Assert.StartsWith("There is a watch named 'a' already", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_is_the_containers_and_the_systems_where_it_has_none()
    {
        static TimeProvider TimeOf(Action<IServiceCollection> configure)
        {
            var services = new ServiceCollection();
            services.AddIntegrationLogsWatch(_ => { }, (_, _) => Task.CompletedTask);
            configure(services);
            using ServiceProvider provider = services.BuildServiceProvider();
            return provider.GetRequiredService<HostingRuntime>().Time;
        }

        Assert.Same(TimeProvider.System, TimeOf(_ => { }));
        Assert.Same(_time, TimeOf(services => services.AddSingleton<TimeProvider>(_time)));
    }

    [Fact]
    public async Task A_watch_reads_with_the_client_it_names()
    {
        var dutch = new SimulatedSendcloud();
        await using var host = new HostedSendcloud(_vendor, _time, services =>
        {
            services
                .AddIntegrationLogsClient("nl", options => options.Sendcloud = TestOptions.Good().Sendcloud)
                .Sendcloud.UseApi(_ => dutch);
            services.AddIntegrationLogsWatch(
                options =>
                {
                    HostedSendcloud.Watch(options, store: null);
                    options.ClientName = "nl";
                },
                _first.HandleAsync);
        });
        await host.Host.StartAsync();
        await host.SettleAsync();

        Assert.Equal((0, 1), (_vendor.Requests, dutch.Requests));
    }

    [Fact]
    public async Task A_handler_from_the_container_gets_a_scope_of_its_own_for_each_call()
    {
        var calls = new ScopedHandler.Calls();
        await using var host = new HostedSendcloud(_vendor, _time, services => services
            .AddSingleton(calls)
            .AddScoped<ScopedHandler.Connection>()
            .AddIntegrationLogsWatch<ScopedHandler>(options => HostedSendcloud.Watch(options, store: null)));
        await host.Host.StartAsync();
        await host.SettleAsync();
        _vendor.InsertByTime(SimulatedSendcloud.Log(1, _time.GetUtcNow()));
        _vendor.InsertByTime(SimulatedSendcloud.Log(2, _time.GetUtcNow() + TimeSpan.FromTicks(1)));
        await host.AdvanceAsync(HostedSendcloud.Minute);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal([1, 1, 2], calls.Made.Select(call => call.Id));
        Assert.Equal(3, calls.Made.Select(call => call.Connection).Distinct().Count());
        Assert.All(calls.Made, call => Assert.True(call.Connection.IsDisposed));
        Assert.All(calls.Made, call => Assert.False(call.WasDisposed));
    }

    [Fact]
    public async Task A_handler_that_is_registered_otherwise_stays_so()
    {
        var calls = new ScopedHandler.Calls();
        var own = new ScopedHandler(calls, new ScopedHandler.Connection());
        await using var host = new HostedSendcloud(_vendor, _time, services => services
            .AddSingleton(own)
            .AddIntegrationLogsWatch<ScopedHandler>("named", options => HostedSendcloud.Watch(options, store: null)));

        Assert.Same(own, host.Host.Services.GetRequiredService<ScopedHandler>());
    }

    [Fact]
    public async Task The_status_and_the_tags_can_be_chosen_and_each_watch_has_a_check_of_its_own()
    {
        await using HostedSendcloud host = new(_vendor, _time, services => services
            .AddIntegrationLogsWatch("nl", options => HostedSendcloud.Watch(options, store: null), _first.HandleAsync)
            .AddHealthChecks()
            .AddIntegrationLogsWatch("nl", failureStatus: HealthStatus.Degraded, tags: ["ready"]));

        HealthReport report = await host.Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        (string name, HealthReportEntry entry) = Assert.Single(report.Entries);
        Assert.Equal(("IntegrationLogs.Watch.nl", HealthStatus.Degraded), (name, entry.Status));
        Assert.Equal(["ready"], entry.Tags);
    }

    [Fact]
    public async Task A_check_of_a_watch_that_there_is_not_says_so()
    {
        await using HostedSendcloud host = new(_vendor, _time, services => services.AddHealthChecks().AddIntegrationLogsWatch("unknown"));
        var checks = host.Host.Services.GetRequiredService<HealthCheckService>();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => checks.CheckHealthAsync());

        Assert.Equal("There is no watch named 'unknown': call AddIntegrationLogsWatch.", error.Message);
    }

    [Fact]
    public void A_limit_of_nothing_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        "limit", () => new ServiceCollection().AddHealthChecks().AddIntegrationLogsWatch(limit: TimeSpan.Zero));
}
