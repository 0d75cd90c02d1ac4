using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Paging.Link;

namespace IntegrationLogs.Client.Sendcloud;

/// <summary>Fetches one page of a Sendcloud list for the link walk.</summary>
/// <param name="info">The list.</param>
/// <param name="get">Asks for one page.</param>
/// <param name="toPage">What the walk needs of an answer.</param>
/// <param name="pageSize">The length of the first page; the next links repeat it.</param>
internal sealed class SendcloudPageSource<TAnswer, T>(
    WalkInfo info,
    Func<SendcloudPageQuery, CancellationToken, Task<TAnswer>> get,
    Func<TAnswer, LinkPage<T>> toPage,
    int? pageSize)
{
    public Task<LinkPage<T>> FetchAsync(string? query, Action<ResponseInfo> arrived, CancellationToken cancellationToken)
    {
        SendcloudPageQuery page = query is null ? SendcloudPageQuery.First(pageSize) : SendcloudPageQuery.FromNextLink(query);
        page = page with { Arrived = arrived };
        return PageSpan.TraceAsync(info, () => get(page, cancellationToken), toPage, cancellationToken);
    }
}
