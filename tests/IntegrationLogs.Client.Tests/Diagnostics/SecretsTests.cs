using System.Text.Json;
using IntegrationLogs.Client.Tests.Infrastructure;
using IntegrationLogs.Client.Tests.VendorStubs;

namespace IntegrationLogs.Client.Tests.Diagnostics;

/// <summary>Every secret here has 'canary' in it. None may show up anywhere.</summary>
public sealed class SecretsTests
{
    [Fact]
    public async Task No_secret_is_left_half_at_the_edge_of_a_long_body()
    {
        string token = "canary-" + new string('t', 993);
        await using WireMockVendors vendors = WireMockVendors.Start(options => options.ElasticPath.ClientSecret = Canaries.Secret);
        vendors.Given(VendorRequest.ElasticPathToken()).RespondWith(VendorAnswer.ElasticPathToken(token));
        vendors.Given(VendorRequest.ElasticPath("/v2/integrations/logs", token)).RespondWith(VendorAnswer.Json(
            "refused: " + new string('x', 2_000) + string.Concat(Enumerable.Repeat(token, 20)), 400));

        var error = await Assert.ThrowsAsync<VendorApiException>(() => vendors.GetAsync(IntegrationVendor.ElasticPath));

        Assert.StartsWith("refused: xxx", error.Body, StringComparison.Ordinal);
        Canaries.AssertHidden([error.Body!]);
        Assert.DoesNotContain("tttt", error.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_shows_in_the_text_or_the_JSON_of_options_and_tokens()
    {
        IntegrationLogsClientOptions options = TestOptions.Good();
        options.ElasticPath.ClientSecret = options.Sendcloud.SecretKey = options.Sendcloud.ClientSecret = Canaries.Secret;
        options.ElasticPath.Headers["X-Gateway-Key"] = "canary-header";

        Canaries.AssertHidden([
            JsonSerializer.Serialize(options),
            $"{options} {options.ElasticPath} {options.Sendcloud} {options.Resilience}",
            JsonSerializer.Serialize(new AccessToken(Canaries.Token, DateTimeOffset.MaxValue)),
            $"{new AccessToken(Canaries.Token, DateTimeOffset.MaxValue)}",
            $"{SendcloudPageQuery.FromNextLink("cursor=" + Canaries.Cursor)}",
            $"{Authentication(Canaries.Secret)}",
        ]);
    }

    [Fact]
    public async Task No_content_of_a_shop_shows_in_the_text_of_records_and_answers()
    {
        const string record = """
            {"id":"1","type":"integration-log","name":"canary","secret_key":"canary","shop_name":"x","canary":"canary",
             "configuration":{"url":"https://shop.example/?key=canary","secret_key":"canary"},
             "request":{"payload":{"p":"canary"},"headers":{"Authorization":"canary"}},"response":{"body":"canary","headers":"canary"},
             "additional_data":"canary","response_body":"canary","request_body":"canary","payload":"canary","body":"canary"}
            """;
        await using WireMockVendors vendors = WireMockVendors.Start(options => options.ElasticPath.ClientSecret = Canaries.Secret);
        vendors.Given(VendorRequest.ElasticPathToken()).RespondWith(VendorAnswer.ElasticPathToken(Canaries.Token));
        vendors.Given(VendorRequest.ElasticPath("/v2/integrations/1", Canaries.Token))
            .RespondWith(VendorAnswer.Json($$$"""{"data":{{{record}}}}"""));
        vendors.Given(VendorRequest.ElasticPath("/v2/integrations/logs", Canaries.Token))
            .RespondWith(VendorAnswer.Json($$"""{"data":[{{record}}]}"""));
        vendors.Given(VendorRequest.Sendcloud("/integrations/logs")).RespondWith(VendorAnswer.Json($$"""{"data":[{{record}}]}"""));
        var one = new PagingOptions { MaxPages = 1, ReadAhead = 0 };

        await foreach (ElasticPathLog log in vendors.Client.ElasticPath.GetAllLogsAsync(one))
        {
            Canaries.AssertHidden([$"{log} {log.Type}"]);
        }

        ElasticPathIntegration integration = await vendors.Client.ElasticPath.GetIntegrationAsync("1");
        Canaries.AssertHidden([$"{integration.Configuration}"]);
        ResponseInfo info = await vendors.GetAsync(IntegrationVendor.Sendcloud);
        Canaries.AssertHidden([$"{info}"]);
    }

    private static string Authentication(string secret) => Client.Authentication.ClientCredentials
        .InForm("POST /token", new Uri("https://api.example.com/token?canary"), "client", secret).ToString();
}
