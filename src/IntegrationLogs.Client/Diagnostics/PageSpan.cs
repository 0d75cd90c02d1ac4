using System.Diagnostics;
using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>
/// The span around the request for one page, its retries included. <see cref="HttpSpan"/> describes the request itself.
/// </summary>
internal static class PageSpan
{
    public static async Task<TPage> TraceAsync<TAnswer, TPage>(
        WalkInfo info, Func<Task<TAnswer>> request, Func<TAnswer, TPage> toPage, CancellationToken cancellationToken)
        where TPage : IWalkPage
    {
        using Activity? span = Spans.Start(info.Endpoint, ActivityKind.Client);
        info.Client.AddTo(span);
        span?.SetTag(TagNames.Endpoint, info.Endpoint);
        try
        {
            TPage page = toPage(await request().ConfigureAwait(false));
            span?.SetTag(TagNames.Items, page.Count);
            span?.SetTag(TagNames.StatusCode, (int)page.Response.StatusCode);
            if (page.Response.Attempts > 1)
            {
                span?.SetTag(TagNames.ResendCount, page.Response.Attempts - 1);
            }

            return page;
        }
        catch (Exception error)
        {
            Spans.Fail(span, error, cancellationToken);
            throw;
        }
    }
}
