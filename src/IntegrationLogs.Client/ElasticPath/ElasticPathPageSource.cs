using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.ElasticPath;

/// <summary>Fetches one page of an Elastic Path list for the offset walk.</summary>
internal sealed class ElasticPathPageSource<T>(
    WalkInfo info, Func<ElasticPathPageQuery, CancellationToken, Task<ElasticPathPage<T>>> get)
{
    /// <summary>Documented as a hard limit on some endpoints and a soft one elsewhere.</summary>
    private const int OffsetLimit = 10_000;

    public async Task<OffsetPage<T>> FetchAsync(int offset, int? limit, CancellationToken cancellationToken)
    {
        try
        {
            var query = new ElasticPathPageQuery(limit, offset == 0 ? null : offset);
            ElasticPathPage<T> page = await PageSpan
                .TraceAsync(info, () => get(query, cancellationToken), static page => (page.Data.Count, page.Response)).ConfigureAwait(false);
            return new OffsetPage<T>(page.Data, page.TotalItems, page.HasLinks, page.NextLink is not null, page.Response);
        }
        catch (VendorApiException error) when (IsPastTheLimit(offset, limit, error))
        {
            throw info.CannotGoOn(
                $"the vendor refused to list on at offset {offset}. Elastic Path lists no more than 10,000 records on some "
                + "endpoints: read the logs per integration (GetIntegrationLogsAsync) or per job (GetJobLogsAsync) instead.",
                error);
        }
    }

    private static bool IsPastTheLimit(int offset, int? limit, VendorApiException error) =>
        offset + (limit ?? PagingOptions.MaxPageSize) > OffsetLimit
        && error is not (ApiAuthenticationException or ApiRateLimitException);
}
