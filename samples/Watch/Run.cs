using IntegrationLogs.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Samples;
using Watch.CommandLine;
using Watch.Fakes;
using Watch.Output;

namespace Watch;

/// <summary>One run of the program: a watch in a host, until something ends it.</summary>
internal sealed class Run(WorkerOptions options)
{
    private const string CheckpointFile = "watch.checkpoint";
    private const string FakeCheckpointFile = "watch-fake.checkpoint";

    private static readonly TimeSpan FakeInterval = TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        IntegrationLogsClientOptions accounts = Accounts.FromEnvironment();
        await using FakeVendors? fakes = Accounts.HasAny(accounts) ? null : await FakeVendors.StartAsync(cancellationToken);
        IntegrationLogsClientOptions settings = fakes?.ClientOptions ?? accounts;
        LogSource[] sources = SourcesToWatch(settings);
        using var store = new FileLogCheckpointStore(options.Checkpoint ?? (fakes is null ? CheckpointFile : FakeCheckpointFile));

        // A watch asks again and again for a file that cannot be used. Here somebody is there to mend it.
        await store.LoadAsync(cancellationToken);
        var tally = new Tally(sources);
        TimeSpan? interval = options.Interval ?? (fakes is null ? null : FakeInterval);
        using IHost host = WorkerHost.Build(options, settings, store, tally, sources, interval);
        await RunAsync(host, cancellationToken);
        host.Services.GetRequiredService<FailureOutput>().WriteWords($"{tally}. The next run goes on from {store}");
        await ThrowWhatEndedItAsync(host);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task RunAsync(IHost host, CancellationToken cancellationToken)
    {
        await host.StartAsync(cancellationToken);
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        using ITimer end = TimeProvider.System.CreateTimer(
            _ => lifetime.StopApplication(), state: null, options.For ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await host.WaitForShutdownAsync(cancellationToken);
    }

    /// <summary>What ends a service ends the host, which only logs why.</summary>
    private static Task ThrowWhatEndedItAsync(IHost host) => Task.WhenAll(host.Services
        .GetServices<IHostedService>()
        .OfType<BackgroundService>()
        .Select(service => service.ExecuteTask)
        .OfType<Task>()
        .Where(task => task.IsFaulted));

    private LogSource[] SourcesToWatch(IntegrationLogsClientOptions settings)
    {
        IntegrationVendor[] vendors = [.. Enum.GetValues<IntegrationVendor>().Where(vendor => Accounts.Has(settings, vendor))];
        LogSource? other = options.Sources.FirstOrDefault(source => !vendors.Contains(source.Vendor));
        if (other is not null)
        {
            throw new SettingsException($"There are no credentials for {VendorNames.Of(other.Vendor)} in the environment.");
        }

        return options.Sources.Count > 0
            ? [.. options.Sources]
            : [.. vendors.Select(vendor => vendor == IntegrationVendor.ElasticPath ? LogSource.ElasticPath() : LogSource.Sendcloud())];
    }
}
