using IntegrationLogs.Client;

namespace QuickStart.Streaming;

/// <summary>Streams one vendor's logs.</summary>
internal interface IVendorReader
{
    IntegrationVendor Vendor { get; }

    /// <summary>The names of the integrations by their ids, once the logs have begun to stream.</summary>
    IReadOnlyDictionary<string, string> Names { get; }

    IAsyncEnumerable<StreamedLog> ReadAsync(CancellationToken cancellationToken);
}
