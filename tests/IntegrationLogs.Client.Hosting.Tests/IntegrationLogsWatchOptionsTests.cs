using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Hosting.Tests;

public sealed class IntegrationLogsWatchOptionsTests
{
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    public static TheoryData<string, Action<IntegrationLogsWatchOptions>> Faults => new()
    {
        { "Sources and DiscoverSources are empty", options => options.Sources.Clear() },
        { "Sources has a null in it", options => options.Sources.Add(null!) },
        { "Sources has Sendcloud/1 twice", options => options.Sources.Add(LogSource.Sendcloud(1)) },
        { "DiscoverSources has Sendcloud twice", options => Discover(options, IntegrationVendor.Sendcloud, IntegrationVendor.Sendcloud) },
        { "DiscoverSources has 7, and there is no such vendor", options => Discover(options, (IntegrationVendor)7) },
        { "ClientName must not be null", options => options.ClientName = null! },
        { "ClientName is 'nl', and no client of that name is registered", options => options.ClientName = "nl" },
        { "Watch must not be null", options => options.Watch = null! },
        { "Watch.Start is null; it must be set", options => options.Watch = new() { Start = null! } },
        { "Watch.PollInterval is 00:00:00; it must be more than", options => options.Watch = new() { PollInterval = TimeSpan.Zero } },
        { "Watch.MaxErrorPause is -00:00:01", options => options.Watch = new() { MaxErrorPause = TimeSpan.FromSeconds(-1) } },
        { "Watch.AllowedLateness is 00:00:00", options => options.Watch = new() { AllowedLateness = TimeSpan.Zero } },
        { "Watch.Jitter is 1.5; it must be 0 to 1", options => options.Watch = new() { Jitter = 1.5 } },
        { "Watch.MaxConcurrency is 101; it must be 1 to 100", options => options.Watch = new() { MaxConcurrency = 101 } },
        { "Watch.PageSize is 1; it must be 2 to 100", options => options.Watch = new() { PageSize = 1 } },
        { "RetryBaseDelay is 00:00:00; it must be more than zero", options => options.RetryBaseDelay = TimeSpan.Zero },
        { "RetryMaxDelay is 00:00:00; it must be at least RetryBaseDelay (00:00:01)", options => options.RetryMaxDelay = default },
        { "RetryMaxDelay is 1.00:00:00.0000001; it must be", options => options.RetryMaxDelay = OneDay + TimeSpan.FromTicks(1) },
        { "CheckpointEvery is 0; it must be 1 to 100,000", options => options.CheckpointEvery = 0 },
        { "CheckpointEvery is 100001; it must be 1 to 100,000", options => options.CheckpointEvery = 100_001 },
        { "CheckpointInterval is 00:00:00; it must be more than zero", options => options.CheckpointInterval = default },
        { "CheckpointInterval is 1.00:00:00.0000001; it must be", options => options.CheckpointInterval = OneDay + TimeSpan.FromTicks(1) },
        { "RediscoverInterval is 00:00:00; it must be more than zero", options => options.RediscoverInterval = TimeSpan.Zero },
        { "RediscoverInterval is 24.00:00:00.0000001; it", options => options.RediscoverInterval = (24 * OneDay) + TimeSpan.FromTicks(1) },
        { "MaxConcurrentHandlers is 0; it must be 1 to 1,000", options => options.MaxConcurrentHandlers = 0 },
        { "MaxConcurrentHandlers is 1001; it must be 1 to 1,000", options => options.MaxConcurrentHandlers = 1_001 },
        { "MaxHandlerAttempts is 0; it must be 1 or more", options => (options.MaxHandlerAttempts, options.OnDeadLetter) = (0, Ignore) },
        { "MaxHandlerAttempts is set, and OnDeadLetter is not", options => options.MaxHandlerAttempts = 3 },
        { "OnDeadLetter is set, and MaxHandlerAttempts is not", options => options.OnDeadLetter = Ignore },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_told_by_the_settings_name_when_the_host_starts(string expected, Action<IntegrationLogsWatchOptions> spoil)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(spoil));

        Assert.Contains(expected, Assert.Single(error.Failures), StringComparison.Ordinal);
        Assert.Equal("mine", error.OptionsName);
    }

    [Fact]
    public async Task All_faults_are_told_at_once()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(options =>
        {
            options.ClientName = "nl";
            options.Sources.Clear();
            options.Watch = new() { PageSize = 0, Jitter = -1 };
            options.RetryBaseDelay = OneDay * -2;
            options.RetryMaxDelay = OneDay * 2;
        }));

        Assert.Equal(6, error.Failures.Count());
    }

    [Fact]
    public async Task What_is_allowed_just_so_is_no_fault()
    {
        await StartAsync(options => (options.RetryBaseDelay, options.RetryMaxDelay) = (OneDay, OneDay));
        await StartAsync(options => (options.RetryBaseDelay, options.RetryMaxDelay) = (TimeSpan.FromTicks(1), TimeSpan.FromTicks(1)));
        await StartAsync(options => (options.CheckpointEvery, options.CheckpointInterval) = (100_000, OneDay));
        await StartAsync(options => (options.MaxConcurrentHandlers, options.RediscoverInterval) = (1_000, null));
        await StartAsync(options => (options.MaxHandlerAttempts, options.OnDeadLetter) = (1, Ignore));
    }

    [Fact]
    public async Task A_watch_without_a_client_is_told_so()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddIntegrationLogsWatch(
            options => options.Sources.Add(LogSource.Sendcloud()), (_, _) => Task.CompletedTask);
        using IHost host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Equal(
            "ClientName is empty, and no client without a name is registered: call AddIntegrationLogsClient.",
            Assert.Single(error.Failures));
    }

    private static Task Ignore(WatchedEntry entry, Exception error, CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task StartAsync(Action<IntegrationLogsWatchOptions> change)
    {
        void Add(IServiceCollection services) => services.AddIntegrationLogsWatch(
            "mine",
            options =>
            {
                HostedSendcloud.Watch(options, store: null);
                change(options);
            },
            (_, _) => Task.CompletedTask);
        using IHost host = new HostedSendcloud(new SimulatedSendcloud(), new ObservableTimeProvider(), Add).Host;
        await host.StartAsync();
        await host.StopAsync();
    }

    private static void Discover(IntegrationLogsWatchOptions options, params IntegrationVendor[] vendors)
    {
        foreach (IntegrationVendor vendor in vendors)
        {
            options.DiscoverSources.Add(vendor);
        }
    }
}
