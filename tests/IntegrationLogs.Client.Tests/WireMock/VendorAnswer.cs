using WireMock.ResponseBuilders;

namespace IntegrationLogs.Client.Tests.VendorStubs;

/// <summary>What the vendors answer.</summary>
internal static class VendorAnswer
{
    public const string AccessToken = "d1a5e1b2c3f4";
    public const string EmptyPage = """{"data":[]}""";

    public static IResponseBuilder Json(string body, int status = 200) =>
        Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(body);

    /// <summary>A page with a link to the next one.</summary>
    public static IResponseBuilder Linked(string body, string next) => Json(body).WithHeader("Link", $"<{next}>; rel=\"next\"");

    /// <summary>An answer that never comes.</summary>
    public static IResponseBuilder Never() => Json(EmptyPage).WithDelay(Timeout.InfiniteTimeSpan);

    /// <summary>An error with no body.</summary>
    public static IResponseBuilder Status(int status) => Response.Create().WithStatusCode(status);

    /// <summary>A token for an hour of the test's clock.</summary>
    public static IResponseBuilder ElasticPathToken(string token = AccessToken) => Json(
        $$"""
        {
            "access_token": "{{token}}",
            "token_type": "Bearer",
            "expires_in": 3600,
            "expires": 1704070800,
            "identifier": "client_credentials"
        }
        """);

    public static IResponseBuilder SendcloudToken(string token = AccessToken) =>
        Json($$"""{"access_token":"{{token}}","token_type":"bearer","expires_in":3600,"scope":"api"}""");
}
