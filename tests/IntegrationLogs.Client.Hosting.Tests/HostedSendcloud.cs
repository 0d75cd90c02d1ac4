using System.Buffers;
using IntegrationLogs.Client.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>A host on fake time whose client reads a <see cref="SimulatedSendcloud"/>. Pauses are their longest.</summary>
internal sealed class HostedSendcloud : IAsyncDisposable
{
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>How long a poll has its turn, and how long it waits for the list of integrations.</summary>
    public static readonly TimeSpan[] PollLimits = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)];

    public HostedSendcloud(ISendcloudApi vendor, ObservableTimeProvider time, Action<IServiceCollection> configure)
    {
        Time = time;
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs);
        builder.Services
            .AddSingleton(new ClientRuntime(time, () => 1, ArrayPool<byte>.Shared))
            .AddSingleton(new HostingRuntime(time, () => 1));
        builder.Services
            .AddIntegrationLogsClient(options =>
            {
                options.Sendcloud = TestOptions.Good().Sendcloud;
                options.NamesRefreshInterval = null;
            })
            .Sendcloud.UseApi(_ => vendor);
        configure(builder.Services);
        Host = builder.Build();
    }

    public IHost Host { get; }

    public ObservableTimeProvider Time { get; }

    public CollectedLogs Logs { get; } = new();

    /// <summary>How many watches have a store. Each of them waits for when to write next.</summary>
    public int Stores { get; init; }

    /// <summary>How long calls and turns may take, where that is no length of a pause: while such a timer waits, something is under way.</summary>
    public IReadOnlyList<TimeSpan> Limits { get; init; } = [];

    /// <summary>A host with one watch, whose options a test may change.</summary>
    public static async Task<HostedSendcloud> StartAsync(
        SimulatedSendcloud vendor,
        ObservableTimeProvider time,
        RecordingHandler handler,
        ILogCheckpointStore? store = null,
        Action<IntegrationLogsWatchOptions>? configure = null)
    {
        var host = new HostedSendcloud(
            vendor,
            time,
            services => services.AddIntegrationLogsWatch(
                options =>
                {
                    Watch(options, store);
                    configure?.Invoke(options);
                },
                handler.HandleAsync))
        {
            Stores = store is null ? 0 : 1,
        };
        await host.Host.StartAsync();
        return host;
    }

    /// <summary>Watches integrations, the first of them if none is named, without jitter, with a checkpoint after each entry.</summary>
    public static void Watch(IntegrationLogsWatchOptions options, ILogCheckpointStore? store, params long[] integrations)
    {
        foreach (long integration in integrations is [] ? [1] : integrations)
        {
            options.Sources.Add(LogSource.Sendcloud(integration));
        }

        options.Watch = new WatchOptions { Jitter = 0 };
        options.CheckpointStore = store;
        options.CheckpointEvery = 1;
    }

    /// <summary>Waits until so many pauses of sources are under way, and nothing else.</summary>
    public Task SettleAsync(int pauses = 1) => Eventually.IsTrueAsync(() =>
    {
        IReadOnlyList<TimeSpan> dues = Time.PendingDues;
        return dues.Count == pauses + Stores && !dues.Any(Limits.Contains);
    });

    public async Task AdvanceAsync(TimeSpan by, int pauses = 1)
    {
        await SettleAsync(pauses);
        Time.Advance(by);
        await SettleAsync(pauses);
    }

    public Task StopAsync(CancellationToken cancellationToken = default) =>
        Host.StopAsync(cancellationToken).WaitAsync(Effort.Patience, CancellationToken.None);

    /// <summary>Waits until the host ends by itself.</summary>
    public async Task EndAsync()
    {
        var lifetime = Host.Services.GetRequiredService<IHostApplicationLifetime>();
        await Eventually.IsTrueAsync(() => lifetime.ApplicationStopping.IsCancellationRequested);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Host.Dispose();
    }
}
