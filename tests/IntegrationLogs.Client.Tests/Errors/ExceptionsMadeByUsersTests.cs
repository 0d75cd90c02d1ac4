using System.Net;

namespace IntegrationLogs.Client.Tests.Errors;

/// <summary>Users' fakes and endpoints throw the same exceptions.</summary>
public class ExceptionsMadeByUsersTests
{
    public static TheoryData<VendorApiException> Refusals() =>
    [
        new VendorApiException(IntegrationVendor.Sendcloud, HttpStatusCode.Conflict, "why")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
            RequestId = "r",
        },
        new ApiAuthenticationException(IntegrationVendor.Sendcloud, HttpStatusCode.Conflict, "why") { RetryAfter = TimeSpan.FromSeconds(1), RequestId = "r" },
        new ApiNotFoundException(IntegrationVendor.Sendcloud, HttpStatusCode.Conflict, "why") { RetryAfter = TimeSpan.FromSeconds(1), RequestId = "r" },
        new ApiRateLimitException(IntegrationVendor.Sendcloud, HttpStatusCode.Conflict, "why") { RetryAfter = TimeSpan.FromSeconds(1), RequestId = "r" },
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_refusal_holds_what_it_was_made_with(VendorApiException error)
    {
        Assert.Equal(
            (IntegrationVendor.Sendcloud, HttpStatusCode.Conflict, "why", TimeSpan.FromSeconds(1), "r", 1),
            (error.Vendor, error.StatusCode, error.Message, error.RetryAfter, error.RequestId, error.Attempts));
        Assert.Empty(error.Errors);
    }

    [Fact]
    public void The_others_hold_what_they_were_made_with()
    {
        var cause = new IOException("reset");

        Assert.Same(cause, new ApiConnectionException(IntegrationVendor.ElasticPath, "why", innerException: cause).InnerException);
        Assert.Equal("text/html", new ApiResponseFormatException(IntegrationVendor.ElasticPath, "why", contentType: "text/html").ContentType);
        Assert.Equal("why", new PagingException(IntegrationVendor.ElasticPath, "why").Message);
    }
}
