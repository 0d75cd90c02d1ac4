namespace IntegrationLogs.Client.Hosting;

/// <summary>Knows the sources of one watch: those that are named, and those that vendors list.</summary>
internal sealed class SourceDiscovery(
    WatchIdentity watch,
    IntegrationLogsWatchOptions options,
    IIntegrationLogFeed feed,
    HostingDiagnostics diagnostics,
    TimeProvider time)
{
    private readonly Dictionary<IntegrationVendor, Listing> _listings = [];

    public bool IsRepeated => options.DiscoverSources.Count > 0 && options.RediscoverInterval is not null;

    /// <summary>All sources, each once.</summary>
    public LogSource[] Sources =>
    [
        .. options.Sources
            .Concat(options.DiscoverSources.SelectMany(vendor => _listings.GetValueOrDefault(vendor)?.Sources ?? []))
            .Distinct(),
    ];

    /// <summary>When a vendor was last asked with success: integrations that were made later are new to the watch.</summary>
    public DateTimeOffset? ListedAt(IntegrationVendor vendor) => _listings.GetValueOrDefault(vendor)?.At;

    /// <summary>Asks each vendor until it answers and there is a source.</summary>
    public async Task FindAsync(RetryingCalls calls, CancellationToken stopping)
    {
        foreach (IntegrationVendor vendor in options.DiscoverSources)
        {
            bool mayBeNone = Sources.Length > 0 || vendor != options.DiscoverSources[^1];
            _listings[vendor] = await calls
                .RunAsync(
                    WatchStep.Discovering,
                    () => ListAsync(vendor, mayBeNone, stopping),
                    _ => false,
                    (error, failures, pause) => diagnostics.SourcesNotDiscovered(watch, vendor, error, failures, pause),
                    stopping)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Asks each vendor once. Where one fails, or lists none although it did, its sources stay as they were.</summary>
    /// <param name="nextIn">After how long they are asked again.</param>
    /// <param name="stopping">Cancelled when the host stops.</param>
    public async Task FindAgainAsync(TimeSpan nextIn, CancellationToken stopping)
    {
        foreach (IntegrationVendor vendor in options.DiscoverSources)
        {
            Listing before = _listings[vendor];
            try
            {
                _listings[vendor] = await ListAsync(vendor, mayBeNone: before.Sources.Length == 0, stopping).ConfigureAwait(false);
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                _listings[vendor] = before with { Failures = before.Failures + 1 };
                diagnostics.SourcesNotDiscovered(watch, vendor, error, before.Failures + 1, nextIn);
            }
        }
    }

    private async Task<Listing> ListAsync(IntegrationVendor vendor, bool mayBeNone, CancellationToken stopping)
    {
        DateTimeOffset at = time.GetUtcNow();
        List<LogSource> found = [];
        await foreach (LogSource source in feed.DiscoverSourcesAsync(vendor, stopping).ConfigureAwait(false))
        {
            found.Add(source);
        }

        return found.Count > 0 || mayBeNone
            ? new Listing([.. found], at)
            : throw new InvalidOperationException($"{vendor} lists no integrations to watch.");
    }

    /// <summary>What a vendor listed, and how often it failed since.</summary>
    private sealed record Listing(LogSource[] Sources, DateTimeOffset At, int Failures = 0);
}
