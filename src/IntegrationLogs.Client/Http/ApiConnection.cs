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
    IntegrationVendor vendor, HttpClient http, Uri baseAddress, ResilienceOptions resilience, TimeProvider time, SecretMask secrets)
{
    private static ReadOnlySpan<byte> Utf8ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly string _base = baseAddress.AbsoluteUri.TrimEnd('/') + "/";

    public IntegrationVendor Vendor => vendor;

    public TimeProvider Time => time;

    public async Task<ApiResponse<T>> GetAsync<T>(ApiRequest<T> get, CancellationToken cancellationToken)
    {
        var call = new CallState(get.Endpoint);
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(_base + get.Path + (string.IsNullOrEmpty(get.Query) ? null : "?" + get.Query)));
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        using HttpResponseMessage response = await SendAsync(request, call, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            SecretMask mask = secrets.With(
                request.Headers.Authorization?.Parameter,
                get.SecretQueryValue,
                get.SecretQueryValue is null ? null : Uri.UnescapeDataString(get.SecretQueryValue));
            throw ApiErrorResponse.ToException(vendor, response, call, mask, time);
        }

        T content = Read(get, response);
        return new ApiResponse<T>(content, ResponseHeaders.ToInfo(response, call.Attempts));
    }

    /// <summary>Sends through all handlers. A caller's cancellation comes back with the caller's token, a time-out never does.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CallState call, CancellationToken cancellationToken)
    {
        call.AttachTo(request);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"The request {call.Endpoint} was cancelled.", error, cancellationToken);
        }
        catch (ResponseTooLargeException error)
        {
            throw new ApiResponseFormatException(
                vendor, $"{vendor}, {call.Endpoint}: {error.Message}", HttpStatusCode.OK, contentType: null, error);
        }
        catch (TimeoutRejectedException error)
        {
            string limit = error.Timeout == resilience.AttemptTimeout ? "Resilience.AttemptTimeout" : "Resilience.TotalTimeout";
            throw NoAnswer(call, $"did not answer in time ({limit}, {error.Timeout.TotalSeconds:0.###} s)", error, isTimeout: true);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            throw NoAnswer(call, $"gave no usable answer: {Reason(error)}", error, isTimeout: false);
        }
    }

    private ApiConnectionException NoAnswer(CallState call, string what, Exception error, bool isTimeout) =>
        new(
            vendor,
            secrets.Apply($"{vendor} {what}. Request: {call.Endpoint}, attempts: {call.Attempts}."),
            call.Attempts,
            isTimeout,
            error);

    /// <summary>What the exception says and, where it does not say it already, what its cause says.</summary>
    private static string Reason(Exception error)
    {
        string message = error.Message.TrimEnd('.');
        string? cause = error is HttpIOException ? null : error.InnerException?.Message.TrimEnd('.');
        return cause is null || message.Contains(cause, StringComparison.Ordinal) ? message : $"{message}: {cause}";
    }

    private T Read<T>(ApiRequest<T> get, HttpResponseMessage response)
    {
        ReadOnlySpan<byte> body = ((PooledContent)response.Content).Bytes.Span;
        if (body.StartsWith(Utf8ByteOrderMark))
        {
            body = body[Utf8ByteOrderMark.Length..];
        }

        if (body.IsEmpty)
        {
            throw Unreadable(get.Endpoint, response, $"the answer ({(int)response.StatusCode}) is empty");
        }

        try
        {
            var json = new JsonCursor(body);
            T content = get.Read(ref json);
            return json.Read() ? throw new JsonException("There is more after the document's end.") : content;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Unreadable(get.Endpoint, response, "the answer is not the JSON that was expected: " + error.Message.TrimEnd('.'), error);
        }
    }

    private ApiResponseFormatException Unreadable(string endpoint, HttpResponseMessage response, string what, Exception? error = null)
    {
        string? contentType = response.Content.Headers.ContentType?.MediaType;
        return new ApiResponseFormatException(
            vendor,
            $"{vendor}, {endpoint}: {what}. Content type: {contentType ?? "none"}. Check BaseAddress, and gateways in between.",
            response.StatusCode,
            contentType,
            error);
    }
}
