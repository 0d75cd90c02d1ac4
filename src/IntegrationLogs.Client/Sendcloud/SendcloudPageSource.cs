using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.Sendcloud;

/// <summary>Fetches one page of a Sendcloud list for the link walk.</summary>
internal sealed class SendcloudPageSource<T>(
    WalkInfo info, Func<SendcloudPageQuery, CancellationToken, Task<SendcloudPage<T>>> get, int? pageSize)
{
    public async Task<LinkPage<T>> FetchAsync(string? query, Action<ResponseInfo> arrived, CancellationToken cancellationToken)
    {
        SendcloudPageQuery wanted = (query is null ? SendcloudPageQuery.First(pageSize) : SendcloudPageQuery.FromNextLink(query))
            with
        { Arrived = arrived };
        SendcloudPage<T> page = await PageSpan
            .TraceAsync(info, () => get(wanted, cancellationToken), static page => (page.Data.Count, page.Response)).ConfigureAwait(false);
        return new LinkPage<T>(page.Data, page.Response);
    }
}
