using System.Net;

namespace IntegrationLogs.Client;

/// <summary>
/// The vendor does not accept the credentials (401), does not let them do this (403), or its token endpoint gave no token. Check the
/// credentials in the settings. When <see cref="IntegrationLogsException.IsTransient"/> is <see langword="true"/>, the token endpoint
/// itself failed, and may work later. Without a token no request is sent.
/// </summary>
public sealed class ApiAuthenticationException : VendorApiException
{
    /// <summary>Makes one, for tests and for implementations of the endpoint interfaces.</summary>
    /// <param name="vendor">Whose API the call went to.</param>
    /// <param name="statusCode">The HTTP status code of the answer.</param>
    /// <param name="message">What happened, without secrets.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public ApiAuthenticationException(IntegrationVendor vendor, HttpStatusCode statusCode, string message, Exception? innerException = null)
        : base(vendor, statusCode, message, innerException)
    {
    }

    internal ApiAuthenticationException(ApiFailure failure)
        : base(failure)
    {
    }
}
