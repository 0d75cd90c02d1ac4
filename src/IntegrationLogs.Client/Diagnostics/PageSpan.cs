using System.Diagnostics;
using System.Globalization;
using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>The span around the request for one page, its retries included.</summary>
internal static class PageSpan
{
    private static readonly ActivitySource Activities = new(ClientDiagnostics.Name);

    public static async Task<ApiResponse<TPage>> TraceAsync<TPage>(
        WalkInfo info, Func<Task<ApiResponse<TPage>>> request, Func<TPage, int> countItems)
    {
        using Activity? activity = Activities.StartActivity(info.Endpoint, ActivityKind.Client);
        activity?.SetTag(TagNames.Vendor, info.Vendor.ToString());
        activity?.SetTag(TagNames.Endpoint, info.Endpoint);
        try
        {
            ApiResponse<TPage> response = await request().ConfigureAwait(false);
            activity?.SetTag(TagNames.Items, countItems(response.Content));
            activity?.SetTag(TagNames.StatusCode, (int)response.Info.StatusCode);
            if (response.Info.Attempts > 1)
            {
                activity?.SetTag(TagNames.ResendCount, response.Info.Attempts - 1);
            }

            return response;
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
