using System.Net;
using System.Security.Authentication;
using IntegrationLogs.Client.Http.Pacing;
using Polly;
using Polly.Timeout;

namespace IntegrationLogs.Client.Http;

/// <summary>
/// Whether a failed attempt is worth another, and after which pause. Both are decided together: a pause must fit the time left, and that of
/// a rate limit the wait that is allowed for it.
/// </summary>
internal sealed class RetryPolicy(ResilienceOptions options, AccountPace pace, Backoff backoff)
{
    public static bool IsTransient(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.GatewayTimeout;

    /// <summary>Decides on the outcome of an attempt, counted from 0, and leaves the pause in <see cref="CallState.RetryDelay"/>.</summary>
    public bool ShouldRetry(Outcome<HttpResponseMessage> outcome, CallState call, int attempt)
    {
        call.IsDelayOfAccount = outcome.Result is HttpResponseMessage response && RateLimitAnswer.Is(response);
        if (!call.IsRepeatable || !(call.IsDelayOfAccount || IsTransient(outcome)))
        {
            return false;
        }

        if (call.IsDelayOfAccount)
        {
            TimeSpan pause = pace.LimiterOf(call).PauseLeft;
            call.RetryDelay = pause > call.RetryDelay ? pause : call.RetryDelay;
            return call.PausedTime + call.RetryDelay <= options.MaxRateLimitWait;
        }

        call.RetryDelay = backoff.Before(attempt);
        return call.RetryDelay < call.Clock.Left;
    }

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome.Exception switch
    {
        null => IsTransient(outcome.Result!.StatusCode) || outcome.Result.Content is PooledContent { EndsEarly: true },
        // A certificate that is not accepted will not be a moment later, and a server without TLS has none then.
        HttpRequestException { InnerException: AuthenticationException } => false,
        HttpRequestException or IOException or TimeoutRejectedException => true,
        // Time-outs of other handlers: after the end of the call's own time or a cancellation by its caller nobody asks.
        OperationCanceledException or TimeoutException => true,
        _ => false,
    };
}
