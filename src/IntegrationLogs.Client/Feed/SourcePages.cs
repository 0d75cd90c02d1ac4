using System.Globalization;
using System.Runtime.CompilerServices;

namespace IntegrationLogs.Client.Feed;

/// <summary>A source's pages in the words of both vendors.</summary>
internal static class SourcePages
{
    public static IAsyncEnumerable<List<IntegrationLogEntry>> ReadAsync(
        IIntegrationLogsClient client, LogSource source, PagingOptions paging, CancellationToken cancellationToken) =>
        source.Vendor == IntegrationVendor.Sendcloud
            ? ReadAsync(SendcloudLogs(client.Sendcloud, source.IntegrationId, paging), IntegrationLogEntry.From, cancellationToken)
            : ReadAsync(ElasticPathLogs(client.ElasticPath, source.IntegrationId, paging), IntegrationLogEntry.From, cancellationToken);

    /// <summary>Fails where a source's vendor is not configured, before anything is sent.</summary>
    /// <exception cref="InvalidOperationException">The message says which settings are missing.</exception>
    public static void RequireVendor(IIntegrationLogsClient client, LogSource source) =>
        _ = source.Vendor == IntegrationVendor.Sendcloud ? client.Sendcloud : (object)client.ElasticPath;

    private static async IAsyncEnumerable<List<IntegrationLogEntry>> ReadAsync<T>(
        AsyncPageable<T> logs, Func<T, IntegrationLogEntry> toEntry, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Page<T> page in logs.AsPages().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var entries = new List<IntegrationLogEntry>(page.Items.Count);
            foreach (T log in page.Items)
            {
                entries.Add(toEntry(log));
            }

            yield return entries;
        }
    }

    private static AsyncPageable<ElasticPathLog> ElasticPathLogs(IElasticPathClient client, string? integrationId, PagingOptions paging) =>
        integrationId is null ? client.GetAllLogsAsync(paging) : client.GetIntegrationLogsAsync(integrationId, paging);

    private static AsyncPageable<SendcloudLog> SendcloudLogs(ISendcloudClient client, string? integrationId, PagingOptions paging) =>
        integrationId is null
            ? client.GetAllLogsAsync(paging)
            : client.GetIntegrationLogsAsync(long.Parse(integrationId, CultureInfo.InvariantCulture), paging);
}
