using System.Net;
using System.Text;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Http.Pacing;

namespace IntegrationLogs.Client.Errors;

/// <summary>Turns an answer that is not a success into the exception for it.</summary>
internal static class ApiErrorResponse
{
    private const int MaxBodyCharacters = 4_096;
    private const int MaxBodyBytes = MaxBodyCharacters * 4;

    public static VendorApiException ToException(
        IntegrationVendor vendor, string account, HttpResponseMessage response, CallState call, SecretMask mask, TimeProvider time)
    {
        ReadOnlyMemory<byte> body = ((PooledContent)response.Content).Bytes;
        TimeSpan? retryAfter = RetryAfterHeader.Read(response, time.GetUtcNow());
        var failure = new ApiFailure(vendor, account, response.StatusCode, call.Endpoint)
        {
            Errors = ApiErrorReader.Read(body, mask),
            RequestId = ResponseHeaders.RequestId(response) is string id ? OneLine.Of(mask.Apply(id)) : null,
            RetryAfter = retryAfter,
            Attempts = call.Attempts,
            Body = call.IsTokenRequest ? null : CapBody(body.Span, mask),
            Advice = mask.ApplyTo(AdviceFor(vendor, response, call)),
        };
        return response.StatusCode switch
        {
            _ when RateLimitAnswer.Is(response) => new ApiRateLimitException(failure),
            _ when call.IsTokenRequest => new ApiAuthenticationException(failure),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new ApiAuthenticationException(failure),
            HttpStatusCode.NotFound => new ApiNotFoundException(failure),
            _ => new VendorApiException(failure),
        };
    }

    /// <summary>Masks before cutting: a secret at the edge would be left half.</summary>
    private static string? CapBody(ReadOnlySpan<byte> body, SecretMask mask)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        if (body.Length <= MaxBodyBytes)
        {
            return OneLine.Cut(mask.Apply(Encoding.UTF8.GetString(body)), MaxBodyCharacters);
        }

        int end = MaxBodyBytes;
        while (end > 0 && (body[end] & 0xC0) == 0x80)
        {
            end--;
        }

        string text = mask.Apply(Encoding.UTF8.GetString(body[..end]));
        return OneLine.Cut(text, Math.Clamp(text.Length - mask.LongestSecret, 0, MaxBodyCharacters));
    }

    private static string? AdviceFor(IntegrationVendor vendor, HttpResponseMessage response, CallState call) => response.StatusCode switch
    {
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
            $"Redirects are not followed, so that credentials stay where they were configured to go{RedirectHost(response)}. "
            + $"Set {(call.IsTokenRequest ? TokenAdvice.AddressOf(vendor) : $"{vendor}.BaseAddress")} to the address that answers itself.",
        _ when RateLimitAnswer.Is(response) => null,
        _ when call.IsTokenRequest => TokenAdvice.For(vendor, response),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            "Check the credentials in the settings and what they are allowed to read.",
        HttpStatusCode.NotFound => "Check the ids, and that BaseAddress is the API's.",
        _ => null,
    };

    private static string? RedirectHost(HttpResponseMessage response) =>
        response.Headers.Location is { IsAbsoluteUri: true } location
            ? $" (it leads to {location.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)})"
            : null;
}
