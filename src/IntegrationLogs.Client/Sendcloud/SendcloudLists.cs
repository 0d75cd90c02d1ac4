using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Paging.Link;

namespace IntegrationLogs.Client.Sendcloud;

/// <summary>Lists that are read by next links, whichever method asks for their pages.</summary>
internal static class SendcloudLists
{
    public static AsyncPageable<T> Create<TAnswer, T>(
        WalkInfo info,
        Func<SendcloudPageQuery, CancellationToken, Task<TAnswer>> get,
        Func<TAnswer, LinkPage<T>> toPage,
        Func<T, ulong> identify,
        PagingOptions? paging,
        ClientDiagnostics diagnostics,
        CancellationToken cancellationToken)
    {
        paging = PagingOptions.Validated(paging);
        var source = new SendcloudPageSource<TAnswer, T>(info, get, toPage, paging.PageSize);
        return new WalkPageable<T>(
            info,
            (start, token) => new LinkWalk<T>(info, source.FetchAsync, identify, paging, Resized(start, paging.PageSize)).ReadAsync(token),
            diagnostics,
            cancellationToken);
    }

    public static LinkPage<T> ToLinkPage<T>(SendcloudPage<T> page) => new(page.Data, page.Response);

    /// <summary>The next links repeat the page size that was asked for first. A walk that is resumed may ask for another.</summary>
    private static WalkPosition? Resized(WalkPosition? start, int? pageSize) =>
        pageSize is int size && LinkPosition.QueryOf(start) is string query
            ? start! with { Place = SendcloudCursor.WithPageSize(query, size) }
            : start;
}
