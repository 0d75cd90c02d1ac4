using System.Net;
using System.Text.Json;
using IntegrationLogs.Client.Errors;
using IntegrationLogs.Client.Json;
using Polly.Timeout;

namespace IntegrationLogs.Client.Http;

/// <summary>
/// A vendor's API as typed requests: one call is one request of an endpoint interface, with every fault as the exception it is.
/// </summary>
internal sealed class ApiConnection(
    IntegrationVendor vendor,
    HttpClient http,
    Uri baseAddress,
    ResilienceOptions resilience,
    TimeProvider time,
    SecretMask secrets,
    CancellationToken clientEnded)
{
    private static ReadOnlySpan<byte> Utf8ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly SharedValues _shared = new();
    private readonly string _base = baseAddress.AbsoluteUri.TrimEnd('/') + "/";

    public IntegrationVendor Vendor => vendor;

    public TimeProvider Time => time;

    public async Task<ApiResponse<T>> GetAsync<T>(ApiRequest<T> get, CancellationToken cancellationToken)
    {
        var call = new CallState(get.Endpoint) { SecretQueryValue = get.SecretQueryValue };
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(_base + get.Path + (string.IsNullOrEmpty(get.Query) ? null : "?" + get.Query)));
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        using HttpResponseMessage response = await SendAsync(request, call, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw ApiErrorResponse.ToException(vendor, response, call, SecretsOf(request, call), time);
        }

        ResponseInfo info = ResponseHeaders.ToInfo(response, call.Attempts);
        get.Arrived?.Invoke(info);
        return new ApiResponse<T>(Read(get, request, response), info);
    }

    /// <summary>
    /// Sends through all handlers. A caller's cancellation comes back with the caller's token, a time-out never does; the client's end
    /// is an <see cref="ObjectDisposedException"/>.
    /// </summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CallState call, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(clientEnded.IsCancellationRequested, typeof(IntegrationLogsClient));
        call.AttachTo(request);
        // A request that is made by hand has none of the client's defaults.
        request.Version = http.DefaultRequestVersion;
        request.VersionPolicy = http.DefaultVersionPolicy;
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clientEnded);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            HttpResponseMessage response = await http
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stopping.Token).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
            {
                response.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
            }

            return response;
        }
        catch (Exception error) when (cancellationToken.IsCancellationRequested)
        {
            // Whatever else went wrong in the same moment, a caller that cancelled is told of that.
            throw new OperationCanceledException(
                $"The request {call.Endpoint} was cancelled.", error as OperationCanceledException, cancellationToken);
        }
        catch (Exception error) when (clientEnded.IsCancellationRequested)
        {
            throw new ObjectDisposedException(
                $"The client was disposed of during the request {call.Endpoint}.", error as OperationCanceledException);
        }
        catch (ResponseTooLargeException error)
        {
            throw new ApiResponseFormatException(
                vendor, $"{vendor}, {call.Endpoint}: {error.Message}", HttpStatusCode.OK, contentType: null, error);
        }
        catch (TimeoutRejectedException error)
        {
            string limit = error.Timeout == resilience.AttemptTimeout ? "Resilience.AttemptTimeout" : "Resilience.TotalTimeout";
            string what = call.Attempts == 0 ? "could not be asked: no access token came in time" : "did not answer in time";
            throw NoAnswer(request, call, $"{what} ({limit}, {error.Timeout.TotalSeconds:0.###} s)", error, isTimeout: true);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            throw NoAnswer(request, call, $"gave no usable answer: {Reason(error)}", error, isTimeout: false);
        }
    }

    /// <summary>The secrets that one request carries.</summary>
    private SecretMask SecretsOf(HttpRequestMessage request, CallState call) => secrets.With(
        request.Headers.Authorization?.Parameter,
        call.SecretQueryValue,
        call.SecretQueryValue is null ? null : Uri.UnescapeDataString(call.SecretQueryValue));

    private ApiConnectionException NoAnswer(HttpRequestMessage request, CallState call, string what, Exception error, bool isTimeout)
    {
        SecretMask mask = SecretsOf(request, call);
        return new ApiConnectionException(
            vendor,
            mask.Apply($"{vendor} {what}. Request: {call.Endpoint}, attempts: {call.Attempts}."),
            call.Attempts,
            isTimeout,
            IsInvalidHttp(error) ? null : mask.CleanOrNull(error));
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

    private T Read<T>(ApiRequest<T> get, HttpRequestMessage request, HttpResponseMessage response)
    {
        ReadOnlySpan<byte> body = ((PooledContent)response.Content).Bytes.Span;
        if (body.StartsWith(Utf8ByteOrderMark))
        {
            body = body[Utf8ByteOrderMark.Length..];
        }

        if (body.IsEmpty)
        {
            throw Unreadable(request, response, $"the answer ({(int)response.StatusCode}) is empty");
        }

        try
        {
            var json = new JsonCursor(body, _shared);
            T content = get.Read(ref json);
            return json.Read() ? throw new JsonException("There is more after the document's end.") : content;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Unreadable(request, response, "the answer is not the JSON that was expected: " + error.Message.TrimEnd('.'), error);
        }
    }

    private ApiResponseFormatException Unreadable(
        HttpRequestMessage request, HttpResponseMessage response, string what, Exception? error = null)
    {
        var call = CallState.Of(request);
        SecretMask mask = SecretsOf(request, call);
        string? contentType = mask.ApplyTo(response.Content.Headers.ContentType?.MediaType);
        return new ApiResponseFormatException(
            vendor,
            mask.Apply(
                $"{vendor}, {call.Endpoint}: {what}. Content type: {contentType ?? "none"}. Check BaseAddress, and gateways in between."),
            response.StatusCode,
            contentType,
            error is null ? null : mask.CleanOrNull(error));
    }
}
