using IntegrationLogs.Client.Errors;

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
    private readonly TransportFaults _transport = new(vendor, account, resilience);

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
            IsTransient = response.Content is PooledContent { EndsEarly: true },
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

        return clientEnded.IsCancellationRequested
            ? new ObjectDisposedException(
                $"The client was disposed of during the request {call.Endpoint}.", error as OperationCanceledException)
            : _transport.ToException(error, call, SecretsOf(request, call));
    }

    /// <summary>The secrets that one request carries.</summary>
    private SecretMask SecretsOf(HttpRequestMessage request, CallState call) => secrets.With(
        request.Headers.Authorization?.Parameter,
        call.SecretQueryValue,
        call.SecretQueryValue is null ? null : Uri.UnescapeDataString(call.SecretQueryValue));
}
