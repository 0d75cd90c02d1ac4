using System.Diagnostics;
using System.Globalization;
using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>The span around the request for one page, its retries included.</summary>
internal static class PageSpan
{
    private const string WaitEvent = "integration_logs.rate_limit.wait";

    public static readonly ActivitySource Activities = new(ClientDiagnostics.Name);

    public static async Task<TPage> TraceAsync<TAnswer, TPage>(WalkInfo info, Func<Task<TAnswer>> request, Func<TAnswer, TPage> toPage)
        where TPage : IWalkPage
    {
        using Activity? activity = OwnTrace.StartActivity(info.Endpoint, ActivityKind.Client);
        activity?.SetTag(TagNames.Vendor, info.Vendor.ToString());
        activity?.SetTag(TagNames.Endpoint, info.Endpoint);
        try
        {
            TPage page = toPage(await request().ConfigureAwait(false));
            activity?.SetTag(TagNames.Items, page.Count);
            activity?.SetTag(TagNames.StatusCode, (int)page.Response.StatusCode);
            if (page.Response.Attempts > 1)
            {
                activity?.SetTag(TagNames.ResendCount, page.Response.Attempts - 1);
            }

            return page;
        }
        catch (Exception error)
        {
            SetError(activity, error);
            throw;
        }
    }

    public static void SetError(Activity? activity, Exception error)
    {
        activity?.SetTag(TagNames.ErrorType, TypeOf(error));
        activity?.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>Tells the span that is open, if it is one of these, how long its request waited for the rate limit.</summary>
    public static void Waited(TimeSpan wait)
    {
        if (Activity.Current is Activity activity && activity.Source == Activities)
        {
            activity.AddEvent(new ActivityEvent(
                WaitEvent, tags: new ActivityTagsCollection { { TagNames.WaitSeconds, wait.TotalSeconds } }));
        }
    }

    private static string TypeOf(Exception error) => error is VendorApiException refused
        ? ((int)refused.StatusCode).ToString(CultureInfo.InvariantCulture)
        : error.GetType().FullName!;
}
