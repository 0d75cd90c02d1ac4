using System.Globalization;
using System.Net;
using System.Security.Authentication;
using IntegrationLogs.Client.Errors;
using Polly.Timeout;

namespace IntegrationLogs.Client.Http;

/// <summary>Gives every fault of a call to a vendor the exception that is documented for it, without secrets.</summary>
internal sealed class CallErrors(
    IntegrationVendor vendor,
    string account,
    ResilienceOptions resilience,
    TimeProvider time,
    SecretMask secrets,
    CancellationToken clientEnded)
{
    /// <summary>The exception for a response that is no success.</summary>
    public VendorApiException Refused(HttpResponseMessage response, CallState call) =>
        ApiErrorResponse.ToException(vendor, account, response, call, SecretsOf(response.RequestMessage!, call), time);

    /// <summary>The exception for a response that cannot be read.</summary>
    public ApiResponseFormatException Unreadable(HttpResponseMessage response, string what, Exception? error = null)
    {
        HttpRequestMessage request = response.RequestMessage!;
        var call = CallState.Of(request);
        SecretMask mask = SecretsOf(request, call);
        string? contentType = mask.ApplyTo(response.Content.Headers.ContentType?.MediaType);
        return new ApiResponseFormatException(
            vendor,
            mask.Apply(
                $"{vendor}, {call.Endpoint}: {what}. Content type: {contentType ?? "none"}. Check BaseAddress, and gateways in between."),
            response.StatusCode,
            contentType,
            error is null ? null : mask.CleanOrNull(error))
        {
            Account = account,
            Endpoint = call.Endpoint,
        };
    }

    /// <summary>
    /// The exception for what came in place of a response. A caller's cancellation comes back with the caller's token, a time-out never
    /// does; the client's end is an <see cref="ObjectDisposedException"/>.
    /// </summary>
    public Exception ToException(HttpRequestMessage request, Exception error, CancellationToken cancellationToken)
    {
        // A call that never began was refused for what it is: disposed client, unusable argument.
        if (CallState.Find(request) is not CallState call)
        {
            return error;
        }

        // Whatever else goes wrong in the same moment, a caller that cancelled is told of that.
        if (cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(
                $"The request {call.Endpoint} was cancelled.", error as OperationCanceledException, cancellationToken);
        }

        if (clientEnded.IsCancellationRequested)
        {
            return new ObjectDisposedException(
                $"The client was disposed of during the request {call.Endpoint}.", error as OperationCanceledException);
        }

        return error switch
        {
            ResponseTooLargeException => new ApiResponseFormatException(
                vendor, $"{vendor}, {call.Endpoint}: {error.Message}", HttpStatusCode.OK, contentType: null, error)
            {
                Account = account,
                Endpoint = call.Endpoint,
            },
            TimeoutRejectedException timeout => TimedOut(request, call, timeout),
            HttpRequestException or IOException or OperationCanceledException =>
                NoAnswer(request, call, $"gave no usable answer: {Reason(error)}", error, isTimeout: false),
            _ => error,
        };
    }

    /// <summary>The secrets that one request carries.</summary>
    private SecretMask SecretsOf(HttpRequestMessage request, CallState call) => secrets.With(
        request.Headers.Authorization?.Parameter,
        call.SecretQueryValue,
        call.SecretQueryValue is null ? null : Uri.UnescapeDataString(call.SecretQueryValue));

    private ApiConnectionException TimedOut(HttpRequestMessage request, CallState call, TimeoutRejectedException error)
    {
        string limit = error.Timeout == resilience.AttemptTimeout ? "Resilience.AttemptTimeout" : "Resilience.TotalTimeout";
        string what = call.Attempts == 0 ? "could not be asked: no access token came in time" : "did not answer in time";
        string time = string.Create(CultureInfo.InvariantCulture, $"{error.Timeout.TotalSeconds:0.###} s");
        return NoAnswer(request, call, $"{what} ({limit}, {time})", error, isTimeout: true);
    }

    private ApiConnectionException NoAnswer(HttpRequestMessage request, CallState call, string what, Exception error, bool isTimeout)
    {
        SecretMask mask = SecretsOf(request, call);
        return new ApiConnectionException(
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
    }

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
