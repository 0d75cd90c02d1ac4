using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Paging.Offset;

namespace IntegrationLogs.Client.ElasticPath;

/// <summary>Lists that are read by offset, whichever method asks for their pages.</summary>
internal static class ElasticPathLists
{
    public static AsyncPageable<T> Create<TAnswer, T>(
        WalkInfo info,
        Func<ElasticPathPageQuery, CancellationToken, Task<TAnswer>> get,
        Func<TAnswer, OffsetPage<T>> toPage,
        Func<T, ulong> identify,
        PagingOptions? paging,
        ClientDiagnostics diagnostics,
        CancellationToken cancellationToken)
    {
        paging = PagingOptions.Validated(paging);
        var source = new ElasticPathPageSource<TAnswer, T>(info, get, toPage);
        return new WalkPageable<T>(
            info,
            (start, token) => new OffsetWalk<T>(info, source.FetchAsync, identify, paging, diagnostics, start).ReadAsync(token),
            diagnostics,
            cancellationToken);
    }

    public static OffsetPage<T> ToOffsetPage<T>(ElasticPathPage<T> page) =>
        new(page.Data, page.TotalItems, page.HasLinks, page.NextLink is not null, page.Response, page.Limit);
}
