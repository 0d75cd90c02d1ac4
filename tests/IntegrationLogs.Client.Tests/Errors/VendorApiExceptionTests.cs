using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using IntegrationLogs.Client.Tests.VendorStubs;

namespace IntegrationLogs.Client.Tests.Errors;

public sealed class VendorApiExceptionTests
{
    [Theory]
    [InlineData(304, typeof(VendorApiException))]
    [InlineData(400, typeof(VendorApiException))]
    [InlineData(401, typeof(ApiAuthenticationException))]
    [InlineData(403, typeof(ApiAuthenticationException))]
    [InlineData(404, typeof(ApiNotFoundException))]
    [InlineData(409, typeof(VendorApiException))]
    [InlineData(410, typeof(VendorApiException))]
    [InlineData(422, typeof(VendorApiException))]
    [InlineData(429, typeof(ApiRateLimitException))]
    [InlineData(500, typeof(VendorApiException))]
    [InlineData(503, typeof(VendorApiException))]
    [InlineData(599, typeof(VendorApiException))]
    public async Task A_status_is_the_exception_for_it(int status, Type expected)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await TestClient.StartAsync(options => options.Resilience.MaxRetries = 0);
            test.Faults(vendor).Always(Fault.Status(status));

            var error = await Assert.ThrowsAnyAsync<VendorApiException>(() => test.GetAsync(vendor));

            Assert.Equal(expected, error.GetType());
            Assert.Equal((vendor, status), (error.Vendor, (int)error.StatusCode));
            Assert.StartsWith($"{vendor} answered GET ", error.Message, StringComparison.Ordinal);
            Assert.Contains($" with {status} (", error.Message, StringComparison.Ordinal);
            Assert.IsAssignableFrom<IntegrationLogsException>(error);
        }
    }

    [Fact]
    public async Task A_message_names_the_endpoint_as_a_template_and_never_the_id()
    {
        await using TestClient test = await TestClient.StartAsync();

        var integration = await Assert.ThrowsAsync<ApiNotFoundException>(() => test.Client.ElasticPath.GetIntegrationAsync("id-of-a-shop"));
        var logs = await Assert.ThrowsAsync<ApiNotFoundException>(() => test.Client.Sendcloud.GetIntegrationAsync(424242));

        Assert.Contains("GET /v2/integrations/{id}", integration.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("id-of-a-shop", integration.Message, StringComparison.Ordinal);
        Assert.Contains("GET /integrations/{id}", logs.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("424242", logs.Message, StringComparison.Ordinal);
        Assert.Contains("Check the ids, and that BaseAddress is the API's.", integration.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_tells_attempts_errors_wait_and_request_id()
    {
        const string body = """{"errors":[{"status":"503","title":"Down","detail":"for a while"},{"code":"busy"}]}""";
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.AllLogs(IntegrationVendor.Sendcloud))
            .RespondWith(VendorAnswer.Json(body, 503).WithHeader("X-Request-Id", "req-77").WithHeader("Retry-After", "5"));

        var error = await Assert.ThrowsAsync<ApiRateLimitException>(() => vendors.GetAsync(IntegrationVendor.Sendcloud));

        Assert.Equal(
            "Sendcloud answered GET /integrations/logs with 503 (ServiceUnavailable) after 4 attempts: Down — for a while: busy. It asks to wait 5 s. Request id: req-77.",
            error.Message);
        Assert.Equal(("req-77", TimeSpan.FromSeconds(5), 4), (error.RequestId, error.RetryAfter, error.Attempts));
    }

    [Theory]
    [InlineData("Request-Id")]
    [InlineData("x-correlation-id")]
    [InlineData("X-Amzn-RequestId")]
    [InlineData("CF-RAY")]
    public async Task A_request_id_is_found_under_its_usual_names(string header)
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.AllLogs(IntegrationVendor.Sendcloud)).InScenario("ids").WillSetStateTo("found")
            .RespondWith(VendorAnswer.Json(VendorAnswer.EmptyPage, 404).WithHeader(header, "id-1"));
        vendors.Given(VendorRequest.AllLogs(IntegrationVendor.Sendcloud)).InScenario("ids").WhenStateIs("found")
            .RespondWith(VendorAnswer.Json(VendorAnswer.EmptyPage).WithHeader(header, "id-1"));

        var error = await Assert.ThrowsAsync<ApiNotFoundException>(() => vendors.GetAsync(IntegrationVendor.Sendcloud));
        ResponseInfo info = await vendors.GetAsync(IntegrationVendor.Sendcloud);

        Assert.Equal(("id-1", "id-1"), (error.RequestId, info.RequestId));
        Assert.Equal(["id-1"], info.Headers[header.ToUpperInvariant()]);
    }

    [Theory]
    [InlineData(4096, 4096)]
    [InlineData(4097, 4096)]
    [InlineData(100_000, 4096)]
    [InlineData(10, 10)]
    public async Task A_body_is_kept_up_to_4096_characters(int characters, int kept)
    {
        foreach (char character in "xü€")
        {
            await using TestClient test = await TestClient.StartAsync();
            test.Vendors.Sendcloud.Faults.Always(Fault.Status(400, body: new string(character, characters)));

            var error = await Assert.ThrowsAsync<VendorApiException>(() => test.GetSendcloudAsync());

            Assert.Equal(new string(character, kept), error.Body);
        }
    }

    [Fact]
    public async Task An_empty_body_is_none()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Always(Fault.Status(400, body: string.Empty));

        var error = await Assert.ThrowsAsync<VendorApiException>(() => test.GetSendcloudAsync());

        Assert.Null(error.Body);
        Assert.Empty(error.Errors);
    }

    [Fact]
    public async Task The_status_in_the_body_decides_nothing()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.Faults.Always(Fault.Status(404, body: """{"errors":[{"status":401,"title":"No"}]}"""));

        var error = await Assert.ThrowsAsync<ApiNotFoundException>(() => test.GetElasticPathAsync());

        Assert.Equal("401", Assert.Single(error.Errors).Status);
    }

    [Theory]
    [InlineData("https://elsewhere.example/login?ticket=canary-ticket", "https://elsewhere.example")]
    [InlineData("https://user:canary-ticket@elsewhere.example:8443/canary-ticket#canary-ticket", "https://elsewhere.example:8443")]
    [InlineData("/canary-ticket", null)]
    public async Task A_redirect_is_not_followed_and_names_only_the_host(string location, string? named)
    {
        foreach (int status in new[] { 301, 302, 303, 307, 308 })
        {
            await using TestClient test = await TestClient.StartAsync();
            test.Vendors.ElasticPath.Faults.Always(Fault.Redirect(new Uri(location, UriKind.RelativeOrAbsolute), status));

            var error = await Assert.ThrowsAsync<VendorApiException>(() => test.GetElasticPathAsync());

            Assert.Equal((status, 1), ((int)error.StatusCode, test.PageRequests));
            Assert.Contains("Redirects are not followed", error.Message, StringComparison.Ordinal);
            Assert.Contains(named is null ? "configured to go." : $"(it leads to {named})", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("canary-ticket", error.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_redirect_within_the_vendors_own_host_is_not_followed_either()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Redirect(new Uri(test.Vendors.BaseAddress, "/api/v3/integrations")));

        var error = await Assert.ThrowsAsync<VendorApiException>(() => test.GetSendcloudAsync());

        Assert.Equal((302, 1), ((int)error.StatusCode, test.Vendors.Requests.Count));
    }
}
