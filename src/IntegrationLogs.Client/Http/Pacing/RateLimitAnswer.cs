using System.Net;

namespace IntegrationLogs.Client.Http.Pacing;

/// <summary>Which answers mean that requests come too soon.</summary>
internal static class RateLimitAnswer
{
    /// <summary>
    /// A 429, and any failure that may pass or a 403 when it has a <c>Retry-After</c>, whatever that says.
    /// </summary>
    public static bool Is(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.TooManyRequests
        || ((response.StatusCode == HttpStatusCode.Forbidden || RetryPolicy.IsTransient(response.StatusCode))
            && RetryAfterHeader.IsIn(response));

    /// <summary>Whether it is about the rate, and not about a vendor that is down for a while.</summary>
    public static bool IsAboutRate(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.Forbidden;
}
