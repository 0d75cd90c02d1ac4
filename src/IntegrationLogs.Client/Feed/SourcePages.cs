using System.Globalization;
using System.Runtime.CompilerServices;

namespace IntegrationLogs.Client.Feed;

/// <summary>A source's pages in the words of both vendors.</summary>
internal static class SourcePages
{
    /// <summary>Shows every log's time to <paramref name="isWanted"/>, in the list's order; only what is wanted becomes an entry.</summary>
    public static IAsyncEnumerable<List<IntegrationLogEntry>> ReadAsync(
        IIntegrationLogsClient client,
        LogSource source,
        PagingOptions paging,
        Func<DateTimeOffset?, bool> isWanted,
        CancellationToken cancellationToken) =>
        source.Vendor == IntegrationVendor.Sendcloud
            ? ReadAsync(
                SendcloudLogs(client.Sendcloud, source.IntegrationId, paging),
                log => isWanted(log.CreatedAt) ? IntegrationLogEntry.From(log) : null,
                cancellationToken)
            : ReadAsync(
                ElasticPathLogs(client.ElasticPath, source.IntegrationId, paging),
                log => isWanted(log.CreatedAt) ? IntegrationLogEntry.From(log) : null,
                cancellationToken);

    /// <summary>Fails where a vendor is not configured, before anything is sent.</summary>
    /// <exception cref="InvalidOperationException">The message says which settings are missing.</exception>
    public static void RequireVendor(IIntegrationLogsClient client, IntegrationVendor vendor)
    {
        if (!client.IsConfigured(vendor))
        {
            // The call says which settings are missing.
            _ = vendor == IntegrationVendor.Sendcloud ? client.Sendcloud.GetAllLogsAsync() : (object)client.ElasticPath.GetAllLogsAsync();
            throw new InvalidOperationException($"{vendor} is not configured.");
        }
    }

    private static async IAsyncEnumerable<List<IntegrationLogEntry>> ReadAsync<T>(
        AsyncPageable<T> logs, Func<T, IntegrationLogEntry?> toEntry, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Page<T> page in logs.AsPages().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            List<IntegrationLogEntry> entries = [];
            foreach (T log in page.Items)
            {
                if (toEntry(log) is IntegrationLogEntry entry)
                {
                    entries.Add(entry);
                }
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
