using IntegrationLogs.Client.Tests.Infrastructure;
using WireMock;
using WireMock.Matchers;
using WireMock.RequestBuilders;

namespace IntegrationLogs.Client.Tests.VendorStubs;

/// <summary>What the vendors are asked, with the credentials of <see cref="TestOptions"/>.</summary>
internal static class VendorRequest
{
    /// <summary>WireMock.Net decodes the values of a query, and not the names.</summary>
    public const string PageLimit = "page%5Blimit%5D";

    public const string PageOffset = "page%5Boffset%5D";

    public const string Basic = "Basic cHVibGljLWtleTpzZWNyZXQta2V5";

    private const string Form = "application/x-www-form-urlencoded";

    public static IRequestBuilder ElasticPathToken() => Token("/oauth/access_token");

    public static IRequestBuilder SendcloudToken() => Token("/oauth2/token/");

    /// <summary>A request with the token that <see cref="VendorAnswer.ElasticPathToken"/> grants, or another.</summary>
    public static IRequestBuilder ElasticPath(string path, string token = VendorAnswer.AccessToken) => Get(path, "Bearer " + token);

    /// <summary>A request with the key pair as HTTP Basic, or other credentials.</summary>
    public static IRequestBuilder Sendcloud(string path, string authorization = Basic) => Get("/api/v3" + path, authorization);

    /// <summary>The first page of all logs.</summary>
    public static IRequestBuilder AllLogs(IntegrationVendor vendor) =>
        vendor == IntegrationVendor.ElasticPath ? ElasticPath("/v2/integrations/logs") : Sendcloud("/integrations/logs");

    /// <summary>Method, path and query as one text.</summary>
    public static string Line(this IRequestMessage request) => $"{request.Method} {request.Path}{request.RawQuery}";

    /// <summary>The value of a header field that came once.</summary>
    public static string Header(this IRequestMessage request, string name) => Assert.Single(request.Headers![name]);

    private static IRequestBuilder Token(string path) => Request.Create()
        .UsingPost().WithPath(path).WithHeader("Content-Type", Form).WithBody(new FormUrlEncodedMatcher("grant_type=client_credentials"));

    private static IRequestBuilder Get(string path, string authorization) => Request.Create()
        .UsingGet().WithPath(path).WithHeader("Authorization", authorization).WithHeader("Accept", "application/json");
}
