using System.Net;

namespace IntegrationLogs.Client;

/// <summary>
/// A successful answer that cannot be read: not JSON (a gateway's login page, say), empty, cut off, too large, nested too deep, or
/// without what the endpoint promises. A list's answer in which only records cannot be read is none: these come as records that say so, see
/// <see cref="UnreadableRecord"/>.
/// </summary>
public sealed class ApiResponseFormatException : IntegrationLogsException
{
    /// <summary>Makes one, for tests and for implementations of the endpoint interfaces.</summary>
    /// <param name="vendor">Whose API the call went to.</param>
    /// <param name="message">What cannot be read, without secrets.</param>
    /// <param name="statusCode">The HTTP status code of the answer.</param>
    /// <param name="contentType">The media type the answer claimed to be.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public ApiResponseFormatException(
        IntegrationVendor vendor,
        string message,
        HttpStatusCode statusCode = HttpStatusCode.OK,
        string? contentType = null,
        Exception? innerException = null)
        : base(vendor, message, innerException, isTransient: false)
    {
        StatusCode = statusCode;
        ContentType = contentType;
    }

    /// <summary>The HTTP status code of the answer.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The media type the answer claimed to be; <see langword="null"/> when it did not say.</summary>
    public string? ContentType { get; }
}
