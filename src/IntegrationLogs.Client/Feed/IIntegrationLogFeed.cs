namespace IntegrationLogs.Client;

/// <summary>The logs of both vendors as one stream.</summary>
public interface IIntegrationLogFeed
{
    /// <summary>Reads the logs that the sources list now, in the words of both vendors.</summary>
    /// <param name="sources">The lists to read, at least one and each once.</param>
    /// <param name="filter">Which entries are wanted and in which order; <see langword="null"/> for all as they come.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <remarks>
    /// Nothing is sent before the stream is enumerated. Each source's entries come once; an integration's own list and the list of all
    /// integrations are two sources with the same logs.
    /// </remarks>
    /// <exception cref="ArgumentException">There is no source, one comes twice, or no entry could fit the filter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting of the filter is out of its range.</exception>
    /// <exception cref="InvalidOperationException">
    /// A source's vendor was left out of the settings; the message says which are missing.
    /// </exception>
    IAsyncEnumerable<IntegrationLogEntry> GetEntriesAsync(
        IEnumerable<LogSource> sources, EntryFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Asks a vendor for its integrations and gives the logs of each as a source.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="InvalidOperationException">The vendor was left out of the settings; the message says which are missing.</exception>
    IAsyncEnumerable<LogSource> DiscoverSourcesAsync(IntegrationVendor vendor, CancellationToken cancellationToken = default);
}
