using System.Runtime.CompilerServices;

namespace IntegrationLogs.Client.Feed;

/// <summary>Of a source's pages those that can hold entries that a filter accepts, each with those it does.</summary>
internal static class FilteredPages
{
    public static async IAsyncEnumerable<List<IntegrationLogEntry>> ReadAsync(
        IIntegrationLogsClient client,
        IntegrationDirectory directory,
        LogSource source,
        EntryFilter filter,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? account = client.AccountOf(source.Vendor)?.ClientName;
        var order = new SeenOrder(filter.Since, filter.Until);
        await foreach (SourcePage page in SourcePages.ReadAsync(client, source, LargestPages, token: null, cancellationToken)
            .ConfigureAwait(false))
        {
            List<IntegrationLogEntry> accepted = [];
            IntegrationListing? names = await directory
                .NamesAsync(source.Vendor, page.Logs.Select(log => log.IntegrationId), cancellationToken).ConfigureAwait(false);
            foreach (ListedLog log in page.Logs)
            {
                order.Pass(log.Time);
                if (filter.AcceptsTime(log.Time) && log.ToEntry(account, names?.NameOf(log.IntegrationId)) is { } entry && filter.Accepts(entry))
                {
                    accepted.Add(entry);
                }
            }

            yield return accepted;
            if (order.RulesOutTheRest)
            {
                yield break;
            }
        }
    }

    private static PagingOptions LargestPages { get; } = new() { PageSize = PagingOptions.MaxPageSize };
}
