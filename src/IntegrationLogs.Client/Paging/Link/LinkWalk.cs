using System.Runtime.CompilerServices;

namespace IntegrationLogs.Client.Paging.Link;

/// <summary>
/// Reads a list by the <c>rel="next"</c> links of its answers: one enumeration. A link supplies the query of the next request and nothing
/// else. Records that come again are left out: a cursor made of a time repeats those that share it.
/// </summary>
internal sealed class LinkWalk<T>(WalkInfo info, FetchLinkPage<T> fetch, Func<T, ulong> identify, PagingOptions paging, WalkPosition? start)
{
    private const int MaxFutilePages = 100;

    public async IAsyncEnumerable<Page<T>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = new LinkReadAhead<T>(fetch, paging, cancellationToken);
        await using ConfiguredAsyncDisposable leaving = pages.ConfigureAwait(false);
        var seen = new SeenRecords(start?.RecentRecords);
        var queries = new SeenRecords();
        string? query = LinkPosition.QueryOf(start);
        for (int fetched = 1, futile = 1; ; fetched++, futile++)
        {
            if (query is not null && !queries.Add(RecordFingerprint.Of(query)))
            {
                throw info.CannotGoOn("the next link leads to a page that was read before, so the list would never end.");
            }

            LinkPage<T> page = await pages.FetchAsync(query).ConfigureAwait(false);
            NextLink next = page.Next;
            ulong[] records = [.. page.Items.Select(identify)];
            List<T> fresh = page.Items.Pick(index => seen.Add(records[index]));
            bool isEnough = fetched == paging.MaxPages && next.Fault is null;
            if (fresh.Count > 0 || next.IsEnd || isEnough)
            {
                Lazy<string>? token = next.IsEnd ? null : info.ContinueAt(LinkPosition.After(query, next, records, seen.Recent));
                yield return new Page<T>(fresh, token, totalItems: null, page.Response);
            }

            if (next.Fault is string fault)
            {
                // What came soundly was handed out, and its token leads to this page again.
                throw info.CannotGoOn(fault);
            }

            if (next.IsEnd || isEnough)
            {
                yield break;
            }

            futile = fresh.Count > 0 ? 0 : futile;
            if (futile == MaxFutilePages)
            {
                throw info.CannotGoOn($"{MaxFutilePages} pages in a row brought nothing new, each with a link to the next.");
            }

            query = next.Query;
        }
    }
}
