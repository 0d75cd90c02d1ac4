using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Paging.Offset;

namespace IntegrationLogs.Client.ElasticPath;

/// <summary>Fetches one page of an Elastic Path list for the offset walk.</summary>
/// <param name="info">The list.</param>
/// <param name="get">Asks for one page.</param>
/// <param name="toPage">What the walk needs of an answer.</param>
internal sealed class ElasticPathPageSource<TAnswer, T>(
    WalkInfo info,
    Func<ElasticPathPageQuery, CancellationToken, Task<TAnswer>> get,
    Func<TAnswer, OffsetPage<T>> toPage)
{
    /// <summary>Documented as a hard limit on some endpoints and a soft one elsewhere.</summary>
    private const int OffsetLimit = 10_000;

    public async Task<OffsetPage<T>> FetchAsync(int offset, int? limit, CancellationToken cancellationToken)
    {
        try
        {
            return await RequestAsync(offset, limit, cancellationToken).ConfigureAwait(false);
        }
        catch (VendorApiException refusal) when (IsRefused(refusal) && offset >= OffsetLimit)
        {
            throw info.CannotGoOn(
                $"the vendor refused to list on at offset {offset}. Elastic Path lists no more than 10,000 records on some "
                + "endpoints: read the logs per integration (GetIntegrationLogsAsync) or per job (GetJobLogsAsync) instead.",
                refusal);
        }
        catch (VendorApiException refusal) when (
            IsRefused(refusal) && offset + (limit ?? PagingOptions.MaxPageSize) > OffsetLimit)
        {
            // The server may have refused the part after the limit. Cut there, the page says nothing about an end.
            int rest = OffsetLimit - offset;
            return await RequestAsync(offset, rest, cancellationToken).ConfigureAwait(false) with { Limit = rest };
        }
    }

    private async Task<OffsetPage<T>> RequestAsync(int offset, int? limit, CancellationToken cancellationToken)
    {
        var query = new ElasticPathPageQuery(limit, offset == 0 ? null : offset);
        return await PageSpan.TraceAsync(info, () => get(query, cancellationToken), toPage, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsRefused(VendorApiException error) =>
        (int)error.StatusCode is >= 400 and < 500 and not 408 && error is not (ApiAuthenticationException or ApiRateLimitException);
}
