using System.Diagnostics;
using System.Globalization;
using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>The span around the request for one page, its retries included.</summary>
internal static class PageSpan
{
    private static readonly ActivitySource Activities = new(ClientDiagnostics.Name);

    public static async Task<TPage> TraceAsync<TPage>(
        WalkInfo info, Func<Task<TPage>> request, Func<TPage, (int Items, ResponseInfo Response)> look)
    {
        using Activity? activity = Activities.StartActivity(info.Endpoint, ActivityKind.Client);
        activity?.SetTag(TagNames.Vendor, info.Vendor.ToString());
        activity?.SetTag(TagNames.Endpoint, info.Endpoint);
        try
        {
            TPage page = await request().ConfigureAwait(false);
            (int items, ResponseInfo response) = look(page);
            activity?.SetTag(TagNames.Items, items);
            activity?.SetTag(TagNames.StatusCode, (int)response.StatusCode);
            if (response.Attempts > 1)
            {
                activity?.SetTag(TagNames.ResendCount, response.Attempts - 1);
            }

            return page;
        }
        catch (Exception error)
        {
            activity?.SetTag(TagNames.ErrorType, TypeOf(error));
            activity?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    private static string TypeOf(Exception error) => error is VendorApiException refused
        ? ((int)refused.StatusCode).ToString(CultureInfo.InvariantCulture)
        : error.GetType().FullName!;
}
