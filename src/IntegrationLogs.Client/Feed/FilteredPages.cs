using System.Runtime.CompilerServices;

namespace IntegrationLogs.Client.Feed;

/// <summary>Of a source's pages those that can hold entries that a filter accepts, each with those it does.</summary>
internal static class FilteredPages
{
    public static async IAsyncEnumerable<List<IntegrationLogEntry>> ReadAsync(
        IIntegrationLogsClient client, LogSource source, EntryFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var order = new SeenOrder(filter.Since, filter.Until);
        bool IsWanted(DateTimeOffset? time)
        {
            order.Pass(time);
            return filter.AcceptsTime(time);
        }

        await foreach (List<IntegrationLogEntry> page in SourcePages.ReadAsync(client, source, LargestPages, IsWanted, cancellationToken)
            .ConfigureAwait(false))
        {
            page.RemoveAll(entry => !filter.Accepts(entry));
            yield return page;
            if (order.RulesOutTheRest)
            {
                yield break;
            }
        }
    }

    private static PagingOptions LargestPages { get; } = new() { PageSize = PagingOptions.MaxPageSize };
}
