using System.Runtime.CompilerServices;

namespace IntegrationLogs.Client.Paging;

/// <summary>
/// Reads a list by the <c>rel="next"</c> links of its answers. A link supplies the query of the next request and nothing else. Records
/// that come again are left out: a cursor made of a time repeats those that share it.
/// </summary>
internal sealed class LinkWalk<T>(WalkInfo info, FetchLinkPage<T> fetch, Func<T, ulong> identify, PagingOptions paging)
{
    private const int MaxEmptyPages = 100;
    private const string LinkHeaderName = "Link";

    /// <summary>Servers take far less, and an address of 65,520 characters is too long for .NET 8.</summary>
    private const int MaxQueryCharacters = 32_768;

    public async IAsyncEnumerable<Page<T>> ReadAsync(
        WalkPosition? start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new SeenRecords(start?.RecentRecords);
        var queries = new SeenRecords();
        var pages = new LinkReadAhead<T>(fetch, FindNext, paging);
        await using ConfiguredAsyncDisposable leaving = pages.ConfigureAwait(false);
        string? query = start?.Place;
        int emptyPages = 0;
        while (true)
        {
            if (query is not null && !queries.Add(RecordFingerprint.Of(query)))
            {
                throw info.CannotGoOn("the next link leads to a page that was read before, so the list would never end.");
            }

            LinkPage<T> page = await pages.FetchAsync(query, cancellationToken).ConfigureAwait(false);
            query = NextQuery(page.Response);
            List<T> fresh = [.. page.Items.Where(item => seen.Add(identify(item)))];
            emptyPages = page.Items.Count == 0 ? emptyPages + 1 : 0;
            if (fresh.Count > 0 || query is null)
            {
                Lazy<string>? next = query is null ? null : info.ContinueAt(new WalkPosition(query, seen.Recent));
                yield return new Page<T>(fresh, next, totalItems: null, page.Response);
            }

            if (query is null)
            {
                yield break;
            }

            if (emptyPages >= MaxEmptyPages)
            {
                throw info.CannotGoOn($"{MaxEmptyPages} empty pages in a row, each with a link to the next.");
            }
        }
    }

    private string? NextQuery(ResponseInfo response)
    {
        string? query = FindNext(response, out string? fault);
        return fault is null ? query : throw info.CannotGoOn(fault);
    }

    private static string? FindNext(ResponseInfo response) => FindNext(response, out _);

    private static string? FindNext(ResponseInfo response, out string? fault)
    {
        fault = null;
        if (!response.Headers.TryGetValue(LinkHeaderName, out IReadOnlyList<string>? fields))
        {
            return null;
        }

        var header = LinkHeader.Parse(fields);
        if (header.Find("next") is not LinkHeader.Link next)
        {
            fault = header.IsReadable ? null : "the Link header cannot be read, so whether there is a next page is not known.";
            return null;
        }

        string? query = LinkTarget.QueryOf(next.Target);
        fault = query is null ? "the next link has no query, so it does not say where the next page starts."
            : query.Length > MaxQueryCharacters ? $"the next link's query has {query.Length} characters, more than an address can have."
            : null;
        return fault is null ? query : null;
    }
}
