using System.Globalization;
using System.Runtime.CompilerServices;

namespace IntegrationLogs.Client.Feed;

/// <summary>A source's pages in the words of both vendors.</summary>
internal static class SourcePages
{
    /// <summary>The pages that can hold entries that a filter accepts, each with those it does.</summary>
    public static IAsyncEnumerable<List<IntegrationLogEntry>> ReadAsync(
        IIntegrationLogsClient client, LogSource source, EntryFilter filter, CancellationToken cancellationToken) =>
        source.Vendor == IntegrationVendor.Sendcloud
            ? ReadAsync(SendcloudLogs(client.Sendcloud, source.IntegrationId), IntegrationLogEntry.From, filter, cancellationToken)
            : ReadAsync(ElasticPathLogs(client.ElasticPath, source.IntegrationId), IntegrationLogEntry.From, filter, cancellationToken);

    /// <summary>Fails where a source's vendor is not configured, before anything is sent.</summary>
    /// <exception cref="InvalidOperationException">The message says which settings are missing.</exception>
    public static void RequireVendor(IIntegrationLogsClient client, LogSource source) =>
        _ = source.Vendor == IntegrationVendor.Sendcloud ? client.Sendcloud : (object)client.ElasticPath;

    private static async IAsyncEnumerable<List<IntegrationLogEntry>> ReadAsync<T>(
        AsyncPageable<T> logs,
        Func<T, IntegrationLogEntry> toEntry,
        EntryFilter filter,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var order = new SeenOrder();
        await foreach (Page<T> page in logs.AsPages().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var accepted = new List<IntegrationLogEntry>(page.Items.Count);
            foreach (T log in page.Items)
            {
                IntegrationLogEntry entry = toEntry(log);
                order.Pass(entry);
                if (filter.Accepts(entry))
                {
                    accepted.Add(entry);
                }
            }

            yield return accepted;
            if (order.RulesOut(filter.Since, filter.Until))
            {
                yield break;
            }
        }
    }

    private static AsyncPageable<ElasticPathLog> ElasticPathLogs(IElasticPathClient client, string? integrationId) =>
        integrationId is null ? client.GetAllLogsAsync() : client.GetIntegrationLogsAsync(integrationId);

    private static AsyncPageable<SendcloudLog> SendcloudLogs(ISendcloudClient client, string? integrationId) => integrationId is null
        ? client.GetAllLogsAsync()
        : client.GetIntegrationLogsAsync(long.Parse(integrationId, CultureInfo.InvariantCulture));
}
