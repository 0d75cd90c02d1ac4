using System.Net;
using System.Security.Authentication;
using Polly;
using Polly.Timeout;

namespace IntegrationLogs.Client.Http;

/// <summary>
/// Whether a failed attempt is worth another, and after which pause. Both are decided together: a pause must fit the time left.
/// </summary>
internal sealed class RetryPolicy(ResilienceOptions options, ClientRuntime runtime)
{
    public static bool IsTransient(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.GatewayTimeout;

    /// <summary>Decides on the outcome of an attempt, counted from 0, and leaves the pause in <see cref="CallState.RetryDelay"/>.</summary>
    public bool ShouldRetry(Outcome<HttpResponseMessage> outcome, CallState call, int attempt)
    {
        if (!call.IsRepeatable || !IsTransient(outcome))
        {
            return false;
        }

        // A success that breaks off asks for nothing.
        TimeSpan? asked = outcome.Result is null or { IsSuccessStatusCode: true }
            ? null
            : RetryAfterHeader.Read(outcome.Result, runtime.Time.GetUtcNow());
        call.RetryDelay = asked ?? Backoff(attempt);
        return call.RetryDelay < options.TotalTimeout - runtime.Time.GetElapsedTime(call.StartedAt);
    }

    /// <summary>
    /// Doubles from the base delay up to the longest; the upper half of it is left to chance, so that clients spread out.
    /// </summary>
    private TimeSpan Backoff(int attempt)
    {
        double exponential = options.BaseDelay.TotalMilliseconds * Math.Pow(2, attempt);
        double capped = Math.Min(exponential, options.MaxDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(Math.Ceiling(capped * (0.5 + (runtime.NextRandom() / 2))));
    }

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome.Exception switch
    {
        null => IsTransient(outcome.Result!.StatusCode) || outcome.Result.Content is PooledContent { EndsEarly: true },
        // A certificate that is not accepted will not be a moment later, and a server without TLS has none then.
        HttpRequestException { InnerException: AuthenticationException } => false,
        HttpRequestException or IOException or TimeoutRejectedException => true,
        // Time-outs of other handlers. Polly does not go on after the end of the call's own time or a cancellation by its caller.
        OperationCanceledException or TimeoutException => true,
        _ => false,
    };
}
