using System.Diagnostics;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Hosting;

/// <summary>The span around a call of the handler: a trace of its own, with a link to what the host was started in.</summary>
internal static class HandlerSpan
{
    private static readonly ActivitySource Activities = new(HostingDiagnostics.Name, HostingDiagnostics.Version);

    public static Activity? Start(string name, WatchIdentity watch, PollPart part)
    {
        if (!Activities.HasListeners())
        {
            return null;
        }

        var tags = new ActivityTagsCollection
        {
            { TagNames.Vendor, part.Source.Vendor.ToString() },
            { TagNames.Source, part.Source.Name },
        };
        if (watch.Account.Length > 0)
        {
            tags[TagNames.Account] = watch.Account;
        }

        if (watch.Watch.Length > 0)
        {
            tags[TagNames.Watch] = watch.Watch;
        }

        part.Tag(tags);
        return Activities.StartActivity(ActivityKind.Internal, tags: tags, links: OwnTrace.Links, name: name);
    }

    public static void SetError(Activity? span, Exception error)
    {
        span?.SetTag(TagNames.ErrorType, SinkErrors.TypeOf(error));
        span?.SetStatus(ActivityStatusCode.Error);
    }
}
