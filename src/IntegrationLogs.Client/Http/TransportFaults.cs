using System.Net;
using System.Security.Authentication;
using Polly;
using Polly.Timeout;

namespace IntegrationLogs.Client.Http;

/// <summary>Gives what came in place of a response the exception that is documented for it.</summary>
internal sealed class TransportFaults(IntegrationVendor vendor, string account, ResilienceOptions resilience)
{
    /// <param name="error">What came.</param>
    /// <param name="call">The call.</param>
    /// <param name="mask">The secrets that the request carries.</param>
    public Exception ToException(Exception error, CallState call, SecretMask mask) => error switch
    {
        ResponseTooLargeException => new ApiResponseFormatException(
            vendor,
            $"{vendor}, {call.Endpoint}: the answer is longer than {resilience.SettingName}.MaxResponseBytes allows "
            + $"({resilience.MaxResponseBytes} bytes after decompression).",
            HttpStatusCode.OK,
            contentType: null,
            error)
        {
            Account = account,
            Endpoint = call.Endpoint,
        },
        TimeoutRejectedException timeout => TimedOut(timeout, call, mask),
        TimeoutException or OperationCanceledException { InnerException: TimeoutException } => TimedOutElsewhere(error, call, mask),
        OperationCanceledException { CancellationToken.IsCancellationRequested: true } => TimedOutElsewhere(error, call, mask),
        ExecutionRejectedException => NoAnswer($"was not asked, a handler refused: {Reason(error)}", error, call, mask, isTimeout: false),
        HttpRequestException or IOException or OperationCanceledException =>
            NoAnswer($"gave no usable answer: {Reason(error)}", error, call, mask, isTimeout: error is OperationCanceledException),
        _ => error,
    };

    private ApiConnectionException TimedOut(TimeoutRejectedException error, CallState call, SecretMask mask)
    {
        if (OwnTimeouts.SettingOf(error, resilience) is not string setting)
        {
            return TimedOutElsewhere(error, call, mask);
        }

        string what = call.Attempts == 0 ? "could not be asked: no access token came in time" : "did not answer in time";
        return NoAnswer(
            FormattableString.Invariant($"{what} ({setting}, {error.Timeout.TotalSeconds:0.###} s)"), error, call, mask, isTimeout: true);
    }

    /// <summary>Nobody has cancelled the call, so it was a time limit: of the <see cref="HttpClient"/> or of a handler.</summary>
    private ApiConnectionException TimedOutElsewhere(Exception error, CallState call, SecretMask mask) => NoAnswer(
        $"did not answer within a time limit that is not one of this client's: {Reason(error)}", error, call, mask, isTimeout: true);

    private ApiConnectionException NoAnswer(string what, Exception error, CallState call, SecretMask mask, bool isTimeout) => new(
        vendor,
        mask.Apply($"{vendor} {what}. Request: {call.Endpoint}, attempts: {call.Attempts}."),
        call.Attempts,
        isTimeout,
        IsInvalidHttp(error) ? null : mask.CleanOrNull(error))
    {
        Account = account,
        Endpoint = call.Endpoint,
        // What is not retried will not pass.
        IsTransient = error is not HttpRequestException { InnerException: AuthenticationException },
    };

    /// <summary>What the exception says and, where it does not say it already, what its cause says.</summary>
    private static string Reason(Exception error)
    {
        if (IsInvalidHttp(error))
        {
            // What follows is what the server sent, in whatever spelling; the request come back, perhaps.
            return "it is not valid HTTP: " + error.Message.Split(": '")[0].TrimEnd('.');
        }

        string message = error.Message.TrimEnd('.');
        string? cause = error is HttpIOException ? null : error.InnerException?.Message.TrimEnd('.');
        return cause is null || message.Contains(cause, StringComparison.Ordinal) ? message : $"{message}: {cause}";
    }

    private static bool IsInvalidHttp(Exception error) => error
        is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse, InnerException: null }
        or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse, InnerException: null };
}
