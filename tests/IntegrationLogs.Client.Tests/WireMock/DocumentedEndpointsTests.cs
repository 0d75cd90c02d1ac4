using IntegrationLogs.Client.Tests.Infrastructure;
using WireMock;
using WireMock.Matchers;

namespace IntegrationLogs.Client.Tests.VendorStubs;

/// <summary>Every endpoint that the two vendors document, asked and answered as in their examples.</summary>
public sealed class DocumentedEndpointsTests
{
    private const string IntegrationId = "8edd44ef-1856-4456-90ec-d9fab8a25049";
    private const string JobId = "3b69a7e2-78ad-4ee6-8a81-c9b1b8a9cd26";

    [Fact]
    public async Task POST_oauth_access_token_grants_Elastic_Path_a_token()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.ElasticPath("/v2/integrations/logs")).RespondWith(VendorAnswer.Json(VendorAnswer.EmptyPage));

        await vendors.GetAsync(IntegrationVendor.ElasticPath);

        IRequestMessage token = vendors.Requests[0];
        Assert.Equal("POST /oauth/access_token", token.Line());
        Assert.Equal("grant_type=client_credentials&client_id=client&client_secret=client-secret", token.Body);
        Assert.Equal("application/x-www-form-urlencoded", token.Header("Content-Type"));
        Assert.Equal("application/json", token.Header("Accept"));
        Assert.False(token.Headers!.ContainsKey("Authorization"));
        Assert.Equal("Bearer " + VendorAnswer.AccessToken, vendors.Requests[1].Header("Authorization"));
    }

    [Fact]
    public async Task GET_v2_integrations_logs_gives_all_logs()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.ElasticPath("/v2/integrations/logs")).RespondWith(VendorAnswer.Json(Examples.Text(Examples.AllLogs)));

        List<ElasticPathLog> logs = await vendors.Client.ElasticPath.GetAllLogsAsync().ToListAsync();

        AssertIsTheExample(Assert.Single(logs));
        AssertAsked(vendors, "GET /v2/integrations/logs?page%5Blimit%5D=100");
    }

    [Fact]
    public async Task GET_v2_integrations_id_logs_gives_the_logs_of_an_integration()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.ElasticPath($"/v2/integrations/{IntegrationId}/logs"))
            .RespondWith(VendorAnswer.Json(Examples.Text(Examples.IntegrationLogs)));

        List<ElasticPathLog> logs = await vendors.Client.ElasticPath.GetIntegrationLogsAsync(IntegrationId).ToListAsync();

        AssertIsTheExample(Assert.Single(logs));
        AssertAsked(vendors, $"GET /v2/integrations/{IntegrationId}/logs?page%5Blimit%5D=100");
    }

    [Fact]
    public async Task GET_v2_integrations_id_jobs_gives_the_jobs_of_an_integration()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.ElasticPath($"/v2/integrations/{IntegrationId}/jobs"))
            .RespondWith(VendorAnswer.Json(Examples.Text(Examples.IntegrationJobs)));

        List<ElasticPathJob> jobs = await vendors.Client.ElasticPath.GetIntegrationJobsAsync(IntegrationId).ToListAsync();

        Assert.Equal(
            ["6560f600-b610-4c02-88ac-0d120e3d5071", "353c015a-92ab-4c06-ab8a-bef8a451b9be", "4af82fba-8f0a-41b1-add6-0fa16fe3579e"],
            jobs.Select(job => job.Id));
        Assert.All(jobs, job => Assert.Equal("integration-job", job.Type));
        // No paging is documented. The client sees by the same list at other offsets that it has all.
        string endpoint = $"GET /v2/integrations/{IntegrationId}/jobs?page%5Blimit%5D=100";
        AssertAsked(vendors, endpoint, endpoint + "&page%5Boffset%5D=2", endpoint + "&page%5Boffset%5D=1005");
    }

    [Fact]
    public async Task GET_v2_integrations_event_id_jobs_id_logs_gives_all_logs_of_a_job()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.ElasticPath($"/v2/integrations/{IntegrationId}/jobs/{JobId}/logs"))
            .RespondWith(VendorAnswer.Json(Examples.Text(Examples.IntegrationLogs)));

        List<ElasticPathLog> logs = await vendors.Client.ElasticPath.GetJobLogsAsync(IntegrationId, JobId).ToListAsync();

        AssertIsTheExample(Assert.Single(logs));
        AssertAsked(vendors, $"GET /v2/integrations/{IntegrationId}/jobs/{JobId}/logs?page%5Blimit%5D=100");
    }

    [Fact]
    public async Task GET_v2_integrations_gives_all_integrations()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.ElasticPath("/v2/integrations"))
            .RespondWith(VendorAnswer.Json($$$"""{"data":[{{{Examples.ElasticPathIntegration}}}],"results":{"total":1}}"""));

        List<ElasticPathIntegration> integrations = await vendors.Client.ElasticPath.GetIntegrationsAsync().ToListAsync();

        AssertIsTheWebhook(Assert.Single(integrations));
        AssertAsked(vendors, "GET /v2/integrations?page%5Blimit%5D=100");
    }

    [Fact]
    public async Task GET_v2_integrations_id_gives_one_integration()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.ElasticPath($"/v2/integrations/{IntegrationId}"))
            .RespondWith(VendorAnswer.Json($$$"""{"data":{{{Examples.ElasticPathIntegration}}}}"""));

        AssertIsTheWebhook(await vendors.Client.ElasticPath.GetIntegrationAsync(IntegrationId));
        AssertAsked(vendors, $"GET /v2/integrations/{IntegrationId}");
    }

    [Fact]
    public async Task POST_oauth2_token_grants_Sendcloud_a_token_for_HTTP_Basic()
    {
        await using WireMockVendors vendors = WireMockVendors.Start(options => options.Sendcloud = new SendcloudOptions
        {
            BaseAddress = options.Sendcloud.BaseAddress,
            TokenEndpoint = options.Sendcloud.TokenEndpoint,
            ClientId = "public-key",
            ClientSecret = "secret-key",
        });
        vendors.Given(VendorRequest.SendcloudToken()).RespondWith(VendorAnswer.SendcloudToken("hydra"));
        vendors.Given(VendorRequest.Sendcloud("/integrations/logs", "Bearer hydra"))
            .RespondWith(VendorAnswer.Json(VendorAnswer.EmptyPage));

        await vendors.GetAsync(IntegrationVendor.Sendcloud);

        Assert.Equal(
            ["POST /oauth2/token/", "GET /api/v3/integrations/logs?page_size=100"], vendors.Requests.Select(request => request.Line()));
        Assert.Equal("grant_type=client_credentials&scope=api", vendors.Requests[0].Body);
        Assert.Equal(VendorRequest.Basic, vendors.Requests[0].Header("Authorization"));
    }

    [Fact]
    public async Task GET_integrations_id_logs_gives_the_exception_logs_of_an_integration_page_by_page()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.Sendcloud("/integrations/123/logs").WithParam("cursor", MatchBehaviour.RejectOnMatch))
            .RespondWith(VendorAnswer.Linked(
                Examples.Text(Examples.SendcloudLogs),
                "https://panel.sendcloud.sc/api/v3/integrations/123/logs?cursor=2023-03-01T02:02:00&page_size=25"));
        vendors.Given(VendorRequest.Sendcloud("/integrations/123/logs").WithParam("cursor", "2023-03-01T02:02:00"))
            .RespondWith(VendorAnswer.Json(VendorAnswer.EmptyPage));

        List<SendcloudLog> logs = await vendors.Client.Sendcloud
            .GetIntegrationLogsAsync(123, new PagingOptions { PageSize = 25 }).ToListAsync();

        AssertIsTheExample(Assert.Single(logs));
        AssertAsked(
            vendors,
            "GET /api/v3/integrations/123/logs?page_size=25",
            "GET /api/v3/integrations/123/logs?cursor=2023-03-01T02:02:00&page_size=25");
    }

    [Fact]
    public async Task GET_integrations_id_logs_of_an_integration_that_does_not_exist_is_not_found()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.Sendcloud("/integrations/404/logs"))
            .RespondWith(VendorAnswer.Json(Examples.Text(Examples.SendcloudNotFound), 404));

        var error = await Assert.ThrowsAsync<ApiNotFoundException>(
            () => vendors.Client.Sendcloud.GetIntegrationLogsAsync(404).ToListAsync());

        ApiError told = Assert.Single(error.Errors);
        Assert.Equal(("404", "not_found", "Not Found"), (told.Status, told.Code, told.Title));
        Assert.Equal("The Integration could not be found with the search criteria given", told.Detail);
        AssertAsked(vendors, "GET /api/v3/integrations/404/logs?page_size=100");
    }

    [Fact]
    public async Task GET_integrations_logs_gives_the_exception_logs_of_all_integrations()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.Sendcloud("/integrations/logs")).RespondWith(VendorAnswer.Json(Examples.Text(Examples.SendcloudLogs)));

        AssertIsTheExample(Assert.Single(await vendors.Client.Sendcloud.GetAllLogsAsync().ToListAsync()));
        AssertAsked(vendors, "GET /api/v3/integrations/logs?page_size=100");
    }

    [Fact]
    public async Task GET_integrations_gives_all_integrations()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.Sendcloud("/integrations"))
            .RespondWith(VendorAnswer.Json($$"""{"data":[{{Examples.SendcloudIntegration}}]}"""));

        AssertIsTheCornerShop(Assert.Single(await vendors.Client.Sendcloud.GetIntegrationsAsync().ToListAsync()));
        AssertAsked(vendors, "GET /api/v3/integrations?page_size=100");
    }

    [Fact]
    public async Task GET_integrations_id_gives_one_integration()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.Sendcloud("/integrations/123"))
            .RespondWith(VendorAnswer.Json($$$"""{"data":{{{Examples.SendcloudIntegration}}}}"""));

        AssertIsTheCornerShop(await vendors.Client.Sendcloud.GetIntegrationAsync(123));
        AssertAsked(vendors, "GET /api/v3/integrations/123");
    }

    private static void AssertAsked(WireMockVendors vendors, params string[] lines)
    {
        bool isElasticPath = lines[0].StartsWith("GET /v2/", StringComparison.Ordinal);
        string authorization = isElasticPath ? "Bearer " + VendorAnswer.AccessToken : VendorRequest.Basic;
        Assert.Equal(lines, vendors.PageRequests.Select(request => request.Line()));
        Assert.All(vendors.PageRequests, request => Assert.Equal(authorization, request.Header("Authorization")));
        Assert.All(vendors.PageRequests, request => Assert.Equal("application/json", request.Header("Accept")));
    }

    private static void AssertIsTheExample(ElasticPathLog log)
    {
        Assert.Equal(("11de4222-fbda-498c-9ecb-cd46d598712f", "integration-log"), (log.Id, log.Type));
        Assert.Equal((false, 1, 404, "Not found"), (log.Succeeded, log.Attempt, log.StatusCode, log.Body));
        Assert.Equal(TimeSpan.FromSeconds(0.2529), log.ProcessingTime);
        Assert.StartsWith("Received a status code outside of 2xx", log.ErrorDetail, StringComparison.Ordinal);
        Assert.Equal((IntegrationId, JobId), (log.IntegrationId, log.JobId));
        Assert.Equal("2017-10-30T18:15:40.087650928Z", log.CreatedAtText);
    }

    private static void AssertIsTheWebhook(ElasticPathIntegration integration)
    {
        Assert.Equal((IntegrationId, "integration", "Order webhook"), (integration.Id, integration.Type, integration.Name));
        Assert.Equal((true, "webhook"), (integration.Enabled, integration.IntegrationType));
        Assert.Equal(["order.created", "order.paid"], integration.Observes);
        Assert.Equal("https://warehouse.example/hook", integration.Configuration?.Url);
        Assert.Equal("2018-01-02T03:04:05Z", integration.UpdatedAtText);
    }

    private static void AssertIsTheExample(SendcloudLog log)
    {
        Assert.Equal((123, "https://example.com", "https://example.com/order-note.json"), (log.Id, log.BaseUrl, log.FullUrl));
        Assert.Equal(("POST", 495, false), (log.Method, log.ResponseCode, log.Protected));
        Assert.Contains("SSL Certificate Error", log.Response!.Body.AsText(), StringComparison.Ordinal);
        Assert.Equal("Success", log.Request!.Payload.ToElement().GetProperty("order_note").GetProperty("note").GetString());
        Assert.Equal(("requests.exceptions.SSLError", "An SSL error occurred"), (log.ExceptionType, log.Exception));
        Assert.Equal(new DateTimeOffset(2023, 3, 1, 2, 2, 0, TimeSpan.FromHours(1)), log.CreatedAt);
    }

    private static void AssertIsTheCornerShop(SendcloudIntegration integration)
    {
        Assert.Equal((123, "Corner shop", "https://shop.example"), (integration.Id, integration.ShopName, integration.ShopUrl));
        Assert.Equal(("shopify", true), (integration.Type, integration.WebhookActive));
        Assert.Equal("2023-03-01T02:02:00+01:00", integration.StartedFailingAtText);
    }
}
