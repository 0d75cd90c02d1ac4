using System.Globalization;
using System.Runtime.CompilerServices;

namespace IntegrationLogs.Client.Feed;

/// <summary>A source's pages in the words of both vendors.</summary>
internal static class SourcePages
{
    /// <summary>Reads a source's list, from its top or from where a token leads.</summary>
    public static IAsyncEnumerable<SourcePage> ReadAsync(
        IIntegrationLogsClient client, LogSource source, PagingOptions paging, string? token, CancellationToken cancellationToken) =>
        source.Vendor == IntegrationVendor.Sendcloud
            ? ReadAsync(
                SendcloudLogs(client.Sendcloud, source.IntegrationId, paging), token, static log => new ListedLog(log), cancellationToken)
            : ReadAsync(
                ElasticPathLogs(client.ElasticPath, source.IntegrationId, paging), token, static log => new ListedLog(log), cancellationToken);

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

    private static async IAsyncEnumerable<SourcePage> ReadAsync<T>(
        AsyncPageable<T> logs, string? token, Func<T, ListedLog> toListed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Page<T> page in logs.AsPages(token).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var listed = new ListedLog[page.Items.Count];
            for (int i = 0; i < listed.Length; i++)
            {
                listed[i] = toListed(page.Items[i]);
            }

            yield return new SourcePage(listed, page.Response, () => page.ContinuationToken);
        }
    }

    private static AsyncPageable<ElasticPathLog> ElasticPathLogs(IElasticPathClient client, string? integrationId, PagingOptions paging) =>
        integrationId is null ? client.GetAllLogsAsync(paging) : client.GetIntegrationLogsAsync(integrationId, paging);

    private static AsyncPageable<SendcloudLog> SendcloudLogs(ISendcloudClient client, string? integrationId, PagingOptions paging) =>
        integrationId is null
            ? client.GetAllLogsAsync(paging)
            : client.GetIntegrationLogsAsync(long.Parse(integrationId, CultureInfo.InvariantCulture), paging);
}
