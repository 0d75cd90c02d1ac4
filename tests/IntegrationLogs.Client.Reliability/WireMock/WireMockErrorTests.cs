using System.Net;
using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.WireMock;

public sealed class WireMockErrorTests(WireMockServer server) : WireMockTests(server)
{
    [WireMockFact]
    public async Task An_integration_that_Elastic_Path_does_not_know_is_not_found()
    {
        await Server.StubAsync("elastic-path-not-found");
        await using Trial trial = Server.NewTrial();

        var error = Assert.IsType<ApiNotFoundException>(
            await trial.RecordAsync(() => trial.Client.ElasticPath.GetIntegrationLogsAsync("nowhere").ToListAsync()));

        ApiError told = Assert.Single(error.Errors);
        Assert.Equal(("404", "Not Found", "The requested integration could not be found"), (told.Status, told.Title, told.Detail));
        Assert.Equal((IntegrationVendor.ElasticPath, 1), (error.Vendor, error.Attempts));
    }

    [WireMockFact]
    public async Task An_integration_that_Sendcloud_does_not_know_is_not_found()
    {
        await Server.StubAsync("sendcloud-not-found");
        await using Trial trial = Server.NewTrial();

        var error = Assert.IsType<ApiNotFoundException>(
            await trial.RecordAsync(() => trial.Client.Sendcloud.GetIntegrationLogsAsync(404).ToListAsync()));

        ApiError told = Assert.Single(error.Errors);
        Assert.Equal(("404", "not_found", "Not Found", "No such integration"), (told.Status, told.Code, told.Title, told.Detail));
        Assert.Equal((IntegrationVendor.Sendcloud, 1), (error.Vendor, error.Attempts));
    }

    [WireMockFact]
    public async Task What_Elastic_Path_forbids_is_an_authentication_exception_with_the_requests_id()
    {
        await Server.StubAsync("elastic-path-forbidden");
        await using Trial trial = Server.NewTrial();

        var error = Assert.IsType<ApiAuthenticationException>(
            await trial.RecordAsync(() => ReadAsync(trial.Client, IntegrationVendor.ElasticPath)));

        Assert.Equal("Forbidden", Assert.Single(error.Errors).Title);
        Assert.Equal((HttpStatusCode.Forbidden, "request-of-elastic-path", 1), (error.StatusCode, error.RequestId, error.Attempts));
        Assert.Single(await Server.RequestsAsync(), request => !request.IsForToken);
    }

    [WireMockFact]
    public async Task What_Sendcloud_forbids_is_an_authentication_exception_though_its_errors_are_no_list()
    {
        await Server.StubAsync("sendcloud-forbidden");
        await using Trial trial = Server.NewTrial();

        var error = Assert.IsType<ApiAuthenticationException>(
            await trial.RecordAsync(() => ReadAsync(trial.Client, IntegrationVendor.Sendcloud)));

        ApiError told = Assert.Single(error.Errors);
        Assert.Equal(("403", "forbidden", "Not for these keys", "Authorization"), (told.Status, told.Code, told.Detail, told.Source));
        Assert.Single(await Server.RequestsAsync());
    }

    [WireMockTheory]
    [InlineData(500, 4)]
    [InlineData(501, 1)]
    [InlineData(502, 4)]
    [InlineData(503, 4)]
    [InlineData(504, 4)]
    public async Task An_outage_is_an_API_exception_with_the_gateways_page(int status, int attempts)
    {
        await Server.StubWithAsync("outage", "$STATUS", $"{status}");
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using Trial trial = Server.NewTrial(https: true);

            var error = Assert.IsType<VendorApiException>(await trial.RecordAsync(() => ReadAsync(trial.Client, vendor)));

            Assert.Equal((status, attempts, 0), ((int)error.StatusCode, error.Attempts, error.Errors.Count));
            Assert.Equal("<h1>The gateway is down</h1>", error.Body);
        }
    }

    [WireMockTheory]
    [InlineData(IntegrationVendor.ElasticPath)]
    [InlineData(IntegrationVendor.Sendcloud)]
    public async Task Credentials_that_get_no_token_are_an_authentication_exception(IntegrationVendor vendor)
    {
        await Server.StubAsync("token-unauthorized");
        await using Trial trial = Server.NewTrial(oauth: true);

        var error = Assert.IsType<ApiAuthenticationException>(await trial.RecordAsync(() => ReadAsync(trial.Client, vendor)));

        Assert.Equal("client_id and client_secret do not match", Assert.Single(error.Errors).Detail);
        Assert.Equal((vendor, HttpStatusCode.Unauthorized, 1), (error.Vendor, error.StatusCode, error.Attempts));
        Assert.Single(await Server.RequestsAsync());
    }
}
