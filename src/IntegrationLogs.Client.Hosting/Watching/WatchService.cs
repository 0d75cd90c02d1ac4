using IntegrationLogs.Client.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Runs one watch as long as its host runs.</summary>
/// <param name="name">The watch's name.</param>
/// <param name="services">The container.</param>
/// <param name="deliveryOf">Makes what hands on what the watch finds.</param>
internal sealed class WatchService(
    string name, IServiceProvider services, Func<WatchIdentity, IntegrationLogsWatchOptions, IPollDelivery> deliveryOf)
    : BackgroundService
{
    private readonly HostingDiagnostics _diagnostics = services.GetRequiredService<HostingDiagnostics>();
    private readonly WatchState _state = services.GetRequiredKeyedService<WatchState>(name);
    private readonly CancellationTokenSource _ending = new();
    private PartHandling? _handling;
    private HostedWatch? _watch;

    /// <exception cref="InvalidOperationException">
    /// A vendor that is to be watched was left out of the client's settings, another watch has the same checkpoint store, or nothing takes
    /// the entries.
    /// </exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // What is wrong with the settings is told by the host's start, not by its end a moment later.
        _watch = Create();
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await _ending.CancelAsync().ConfigureAwait(false);
    }

    public override void Dispose()
    {
        base.Dispose();
        _ending.Cancel();
        _ending.Dispose();
        _handling?.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _diagnostics.Add(_state);
        Exception? failure = null;
        try
        {
            // Not in the context of whoever starts the host: the watch outlives its activities and log scopes.
            await OwnTrace.Start(() => _watch!.RunAsync(stoppingToken)).ConfigureAwait(false);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops. What was interrupted comes again at the next start.
        }
        catch (Exception error)
        {
            failure = error;
            throw;
        }
        finally
        {
            _state.End(failure);
            _diagnostics.Remove(_state);
        }
    }

    private HostedWatch Create()
    {
        IntegrationLogsWatchOptions options = services.GetRequiredService<IOptionsMonitor<IntegrationLogsWatchOptions>>().Get(name);
        HostingRuntime runtime = services.GetRequiredService<HostingRuntime>();
        IIntegrationLogFeed feed = options.ClientName.Length == 0
            ? services.GetRequiredService<IIntegrationLogFeed>()
            : services.GetRequiredKeyedService<IIntegrationLogFeed>(options.ClientName);
        RequireVendors(feed, options);
        ILogCheckpointStore? store = StoreOf(options);
        var watch = new WatchIdentity(name, options.ClientName);
        IPollDelivery delivery = deliveryOf(watch, options);
        RequireTaker(delivery, store);
        var pauses = new RetryPauses(options.RetryBaseDelay, options.RetryMaxDelay, runtime.NextRandom);
        var writer = new CheckpointWriter(
            watch, store, options, pauses, _state, _diagnostics, runtime.Time, _ending.Token);
        _handling = new PartHandling(watch, options, delivery, pauses, _state, _diagnostics, runtime.Time);
        _state.Begin(options.ClientName, options.Watch.PollInterval);
        return new HostedWatch(
            watch,
            options,
            feed,
            _handling,
            writer,
            new RetryingCalls(_state, pauses, runtime.Time),
            _state,
            _diagnostics,
            runtime);
    }

    /// <summary>Nothing is sent: only enumerating does that.</summary>
    private static void RequireVendors(IIntegrationLogFeed feed, IntegrationLogsWatchOptions options)
    {
        if (options.Sources.Count > 0)
        {
            feed.WatchAsync(options.Sources);
        }

        foreach (IntegrationVendor vendor in options.DiscoverSources)
        {
            feed.DiscoverSourcesAsync(vendor);
        }
    }

    private void RequireTaker(IPollDelivery delivery, ILogCheckpointStore? store)
    {
        if (delivery is StoreDelivery && store is not ILogStore)
        {
            string has = store is null ? "no store" : "a store of checkpoints only";
            throw new InvalidOperationException(
                $"The watch '{name}' has {has}, so nothing would take its entries: register an {nameof(ILogStore)}, such as that of the package "
                + "IntegrationLogs.Client.PostgreSql, or leave ToStore out.");
        }
    }

    private ILogCheckpointStore? StoreOf(IntegrationLogsWatchOptions options)
    {
        StoreClaims claims = services.GetRequiredService<StoreClaims>();
        ILogCheckpointStore? store = options.CheckpointStore ?? services.GetKeyedService<ILogCheckpointStore>(name)
            ?? services.GetKeyedService<ILogStore>(name);
        ILogCheckpointStore? common = store is null
            ? services.GetService<ILogCheckpointStore>() ?? services.GetService<ILogStore>()
            : null;
        if (common is not null)
        {
            // However often the container makes it anew, it keeps one checkpoint.
            claims.Claim(typeof(ILogCheckpointStore), name);
            store = common;
        }

        if (store is not null)
        {
            claims.Claim(store, name);
        }

        return store;
    }
}
