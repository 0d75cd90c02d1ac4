using System.Net;

namespace IntegrationLogs.Client;

/// <summary>The vendor knows no such integration or job (404), or has removed it.</summary>
public sealed class ApiNotFoundException : VendorApiException
{
    /// <summary>Makes one, for tests and for implementations of the endpoint interfaces.</summary>
    /// <param name="vendor">Whose API the call went to.</param>
    /// <param name="statusCode">The HTTP status code of the answer.</param>
    /// <param name="message">What happened, without secrets.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public ApiNotFoundException(IntegrationVendor vendor, HttpStatusCode statusCode, string message, Exception? innerException = null)
        : base(vendor, statusCode, message, innerException)
    {
    }

    internal ApiNotFoundException(ApiFailure failure)
        : base(failure)
    {
    }
}
