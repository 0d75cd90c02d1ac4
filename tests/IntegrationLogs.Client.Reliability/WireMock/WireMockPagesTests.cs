using System.Text;
using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.WireMock;

public sealed class WireMockPagesTests(WireMockServer server) : WireMockTests(server)
{
    [WireMockTheory]
    [InlineData(false, "HTTP/1.1")]
    [InlineData(true, "HTTP/2.0")]
    public async Task Both_vendors_lists_are_read_over_all_pages(bool https, string protocol)
    {
        await using Trial trial = Server.NewTrial(https);

        Assert.Equal(ElasticPathIds, await ReadAsync(trial.Client, IntegrationVendor.ElasticPath));
        Assert.Equal(SendcloudIds, await ReadAsync(trial.Client, IntegrationVendor.Sendcloud));

        IReadOnlyList<WireMockRequest> requests = await Server.RequestsAsync();
        string[] urls = [.. requests.Select(request => request.Url)];

        // The pages at 2 and at 4 are in flight together, so that either may arrive first.
        Array.Sort(urls, 2, 2, StringComparer.Ordinal);
        Assert.Equal(
            [
                "/oauth/access_token",
                "/v2/integrations/logs?page%5Blimit%5D=100",
                "/v2/integrations/logs?page%5Blimit%5D=100&page%5Boffset%5D=2",
                "/v2/integrations/logs?page%5Blimit%5D=100&page%5Boffset%5D=4",
                "/v2/integrations/logs?page%5Blimit%5D=100&page%5Boffset%5D=6",
                "/api/v3/integrations/logs?page_size=100",
                "/api/v3/integrations/logs?cursor=2023-03-01T02:02:04%2B01:00&page_size=2",
                "/api/v3/integrations/logs?cursor=2023-03-01T02:02:02%2B01:00&page_size=2",
            ],
            urls);
        Assert.All(requests, request => Assert.Equal((protocol, true), (request.Protocol, request.WasMatched)));
    }

    [WireMockFact]
    public async Task Each_vendor_gets_its_own_kind_of_credentials()
    {
        await using Trial basic = Server.NewTrial();
        await using Trial oauth = Server.NewTrial(oauth: true);
        await ReadAsync(basic.Client, IntegrationVendor.ElasticPath);
        await ReadAsync(basic.Client, IntegrationVendor.Sendcloud);
        await ReadAsync(oauth.Client, IntegrationVendor.Sendcloud);

        IReadOnlyList<WireMockRequest> requests = await Server.RequestsAsync();
        WireMockRequest[] tokens = [.. requests.Where(request => request.IsForToken)];
        Assert.Equal(
            ["Bearer wiremock-token-1", Basic(Canary.Id, Canary.Secret), "Bearer wiremock-token-2"],
            requests.Where(request => !request.IsForToken).Select(request => request.Authorization).Distinct());
        Assert.Equal(["/oauth/access_token", "/oauth2/token/"], tokens.Select(request => request.Url));
        Assert.Equal(
            [
                $"grant_type=client_credentials&client_id={Canary.Id}&client_secret={Form(Canary.Secret)}",
                "grant_type=client_credentials&scope=api",
            ],
            tokens.Select(request => request.Body));
        Assert.Equal([null, Basic(Canary.Id, Form(Canary.Secret))], tokens.Select(request => request.Authorization));
    }

    private static string Basic(string user, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    private static string Form(string text) => System.Net.WebUtility.UrlEncode(text);
}
