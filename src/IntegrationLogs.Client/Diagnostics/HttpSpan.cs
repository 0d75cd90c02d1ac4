using System.Diagnostics;
using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>
/// Describes requests by OpenTelemetry's conventions for HTTP clients. A request with its retries is one span: that of the page it is for,
/// or one of its own.
/// </summary>
internal static class HttpSpan
{
    /// <returns>The request's own span, to be ended with it; null if there is none.</returns>
    public static Activity? Begin(HttpRequestMessage request, CallState call, ClientIdentity client)
    {
        if (!Spans.Source.HasListeners())
        {
            return null;
        }

        Activity? own = null;
        call.Span = FindPage() ?? (own = Spans.Start(call.Endpoint, ActivityKind.Client));
        if (call.Span is { IsAllDataRequested: true } span)
        {
            string method = request.Method.Method;
            string template = call.Endpoint[(method.Length + 1)..];
            span.DisplayName = call.Endpoint;
            client.AddTo(span);
            span.SetTag(TagNames.Endpoint, span.GetTagItem(TagNames.Endpoint) ?? call.Endpoint);
            span.SetTag(TagNames.Method, method);
            span.SetTag(TagNames.ServerAddress, request.RequestUri!.IdnHost);
            span.SetTag(TagNames.ServerPort, request.RequestUri.Port);
            span.SetTag(TagNames.Url, AddressOf(request, template));
            span.SetTag(TagNames.UrlTemplate, template);
        }

        return own;
    }

    /// <summary>Tells of the answer. Whether it fails a page is for the page's own span to say.</summary>
    public static void Answered(Activity? own, HttpResponseMessage response, CallState call)
    {
        if (call.Span is null)
        {
            return;
        }

        call.Span.SetTag(TagNames.StatusCode, (int)response.StatusCode);
        call.Span.SetTag(TagNames.ProtocolVersion, response.Version.Major > 1 ? $"{response.Version.Major}" : $"{response.Version}");
        TellRetries(call);
        if (!response.IsSuccessStatusCode)
        {
            Spans.Fail(own, Spans.TypeOf((int)response.StatusCode));
        }
        else if (response.Content is PooledContent { IsUnreadable: true })
        {
            Spans.Fail(own, typeof(ApiResponseFormatException).FullName!);
        }
    }

    /// <summary>Tells that no answer came.</summary>
    public static void Failed(Activity? own, Exception error, CallState call, CancellationToken cancellationToken)
    {
        TellRetries(call);
        Spans.Fail(own, error, cancellationToken);
    }

    /// <summary>Tells of a wait for the rate limit.</summary>
    public static void Waited(CallState call, TimeSpan wait) => call.Span?.AddEvent(new ActivityEvent(
        "integration_logs.rate_limit.wait", tags: new ActivityTagsCollection { { TagNames.WaitSeconds, wait.TotalSeconds } }));

    /// <summary>
    /// The open span of the page that the request is for, if it is not described yet. Activities of others may lie in between.
    /// </summary>
    private static Activity? FindPage()
    {
        Activity? span = Activity.Current;
        while (span is not null && !(span.Source == Spans.Source && span.Kind == ActivityKind.Client))
        {
            span = span.Parent;
        }

        return span is { IsStopped: false } && span.GetTagItem(TagNames.Method) is null ? span : null;
    }

    /// <summary>
    /// The address without user information and query. In an address of a user's own, nobody knows which argument is a secret.
    /// </summary>
    private static string AddressOf(HttpRequestMessage request, string template)
    {
        Uri address = request.RequestUri!;
        return OwnApi.Of(request) is OwnApi own
            ? address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)
                + own.BasePath.TrimEnd('/') + Route.Masked(template, UrlMask.Masked)
            : address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
    }

    private static void TellRetries(CallState call)
    {
        if (call.Attempts > 1)
        {
            call.Span?.SetTag(TagNames.ResendCount, call.Attempts - 1);
        }
    }
}
