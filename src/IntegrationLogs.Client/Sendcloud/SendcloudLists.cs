using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Paging;

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
            (start, token) => new LinkWalk<T>(info, source.FetchAsync, identify, paging).ReadAsync(start, token),
            // The walk reads one page ahead by itself.
            paging with { ReadAhead = Math.Max(0, paging.ReadAhead - 1) },
            diagnostics,
            cancellationToken);
    }

    public static LinkPage<T> ToLinkPage<T>(SendcloudPage<T> page) => new(page.Data, page.Response);
}
