using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.Sendcloud;

/// <summary>Fetches one page of a Sendcloud list for the link walk.</summary>
internal sealed class SendcloudPageSource<T>(
    WalkInfo info, Func<SendcloudPageQuery, CancellationToken, Task<ApiResponse<SendcloudPage<T>>>> get, int? pageSize)
{
    public async Task<LinkPage<T>> FetchAsync(string? query, Action<ResponseInfo> arrived, CancellationToken cancellationToken)
    {
        SendcloudPageQuery page = (query is null ? SendcloudPageQuery.First(pageSize) : SendcloudPageQuery.FromNextLink(query))
            with
        { Arrived = arrived };
        ApiResponse<SendcloudPage<T>> response = await PageSpan
            .TraceAsync(info, () => get(page, cancellationToken), answer => answer.Data.Count).ConfigureAwait(false);
        return new LinkPage<T>(response.Content.Data, response.Info);
    }
}
