using System.Diagnostics;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.Sendcloud;

/// <summary>Fetches one page of a Sendcloud list for the link walk.</summary>
internal sealed class SendcloudPageSource<T>(
    WalkInfo info, Func<SendcloudPageQuery, CancellationToken, Task<ApiResponse<SendcloudPage<T>>>> get, int? pageSize)
{
    public async Task<LinkPage<T>> FetchAsync(string? query, CancellationToken cancellationToken)
    {
        using Activity? activity = ClientDiagnostics.StartPage(info);
        try
        {
            ApiResponse<SendcloudPage<T>> response = await get(
                query is null ? SendcloudPageQuery.First(pageSize) : SendcloudPageQuery.FromNextLink(query),
                cancellationToken).ConfigureAwait(false);
            ClientDiagnostics.PageFetched(activity, response.Content.Data.Count, response.Info);
            return new LinkPage<T>(response.Content.Data, response.Info);
        }
        catch (Exception error)
        {
            ClientDiagnostics.PageFailed(activity, error);
            throw;
        }
    }
}
