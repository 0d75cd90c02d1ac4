using System.Diagnostics;

namespace IntegrationLogs.Client.Diagnostics;

/// <content>Its spans begin traces of their own, with a link to the caller's.</content>
internal static partial class OwnTrace
{
    /// <summary>A span around work: a trace of its own, with a link to its beginner, where it runs in no other span.</summary>
    public static async Task<T> TraceAsync<T>(string name, IntegrationVendor vendor, Func<Task<T>> work)
    {
        using Activity? activity = StartActivity(name, ActivityKind.Internal);
        activity?.SetTag(TagNames.Vendor, vendor.ToString());
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            PageSpan.SetError(activity, error);
            throw;
        }
    }

    public static Activity? StartActivity(string name, ActivityKind kind)
    {
        bool isOwn = Activity.Current is null && Beginner.Value != default;
        return PageSpan.Activities.StartActivity(kind, links: isOwn ? [new ActivityLink(Beginner.Value)] : null, name: name);
    }
}
