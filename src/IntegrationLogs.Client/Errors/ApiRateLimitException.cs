using System.Net;

namespace IntegrationLogs.Client;

/// <summary>
/// The vendor asks to come back later: a 429, or a 403 or a passing failure (such as a 503) with a <c>Retry-After</c>, that outlasted the
/// retries or asked for a longer wait than <see cref="ResilienceOptions.MaxRateLimitWait"/> allows. Wait
/// <see cref="VendorApiException.RetryAfter"/>, then go on from the last page's continuation token.
/// </summary>
public sealed class ApiRateLimitException : VendorApiException
{
    /// <summary>Makes one, for tests and for implementations of the endpoint interfaces.</summary>
    /// <param name="vendor">Whose API the call went to.</param>
    /// <param name="statusCode">The HTTP status code of the answer.</param>
    /// <param name="message">What happened, without secrets.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public ApiRateLimitException(IntegrationVendor vendor, HttpStatusCode statusCode, string message, Exception? innerException = null)
        : base(vendor, statusCode, message, innerException) => IsTransient = true;

    internal ApiRateLimitException(ApiFailure failure)
        : base(failure) => IsTransient = true;
}
