using System.Net;

namespace IntegrationLogs.Client;

/// <summary>
/// A successful answer that cannot be read: not JSON (a gateway's login page, say), empty, cut off, too large, nested too deep, or
/// without what the endpoint promises.
/// </summary>
public sealed class ApiResponseFormatException : IntegrationLogsException
{
    internal ApiResponseFormatException(
        IntegrationVendor vendor, string message, HttpStatusCode statusCode, string? contentType, Exception? innerException = null)
        : base(vendor, message, innerException)
    {
        StatusCode = statusCode;
        ContentType = contentType;
    }

    /// <summary>The HTTP status code of the answer.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The media type the answer claimed to be; <see langword="null"/> when it did not say.</summary>
    public string? ContentType { get; }
}
