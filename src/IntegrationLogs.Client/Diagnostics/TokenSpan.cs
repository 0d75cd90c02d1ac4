using System.Diagnostics;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>The span around the fetch of an access token, which is a trace of its own.</summary>
internal static class TokenSpan
{
    private const string Name = "access token";

    public static async Task<T> TraceAsync<T>(IntegrationVendor vendor, Func<Task<T>> fetch)
    {
        using Activity? activity = PageSpan.Activities.StartActivity(ActivityKind.Client, links: OwnTrace.Links, name: Name);
        activity?.SetTag(TagNames.Vendor, vendor.ToString());
        try
        {
            return await fetch().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            PageSpan.SetError(activity, error);
            throw;
        }
    }
}
