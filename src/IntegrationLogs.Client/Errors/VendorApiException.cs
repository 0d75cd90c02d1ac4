using System.Net;
using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client;

/// <summary>
/// A vendor refused a request: it answered with a status other than success. Secrets and query values are masked throughout.
/// </summary>
public class VendorApiException : IntegrationLogsException
{
    /// <summary>Makes one, for tests and for implementations of the endpoint interfaces.</summary>
    /// <param name="vendor">Whose API the call went to.</param>
    /// <param name="statusCode">The HTTP status code of the answer.</param>
    /// <param name="message">What happened, without secrets.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public VendorApiException(IntegrationVendor vendor, HttpStatusCode statusCode, string message, Exception? innerException = null)
        : base(vendor, message, innerException, RetryPolicy.IsTransient(statusCode)) => StatusCode = statusCode;

    internal VendorApiException(ApiFailure failure)
        : base(failure.Vendor, failure.ToMessage(), failure.InnerException, RetryPolicy.IsTransient(failure.StatusCode))
    {
        Account = failure.Account;
        Endpoint = failure.Endpoint;
        StatusCode = failure.StatusCode;
        Errors = failure.Errors;
        RequestId = failure.RequestId;
        RetryAfter = failure.RetryAfter;
        Attempts = failure.Attempts;
        Body = failure.Body;
    }

    /// <summary>The HTTP status code of the last answer.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The errors the answer listed; empty when it listed none that could be read.</summary>
    public IReadOnlyList<ApiError> Errors { get; init; } = [];

    /// <summary>The id the vendor gave the request, to quote to its support; <see langword="null"/> when it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>
    /// How long the vendor asked to wait, counted from its answer, at most the 24 days that a timer takes; <see langword="null"/> when it
    /// did not.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How many requests were sent for this call.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The start of the answer's text as it came, line breaks included: at most 4,096 characters.</summary>
    public string? Body { get; init; }
}
