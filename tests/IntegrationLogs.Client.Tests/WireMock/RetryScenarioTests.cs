using IntegrationLogs.Client.Tests.Infrastructure;
using WireMock.ResponseBuilders;

namespace IntegrationLogs.Client.Tests.VendorStubs;

/// <summary>Answers that fail first and succeed later, as scenarios of WireMock.Net.</summary>
public sealed class RetryScenarioTests
{
    private const string Scenario = "retry", Recovered = "recovered";

    public static TheoryData<IntegrationVendor> Vendors => [IntegrationVendor.ElasticPath, IntegrationVendor.Sendcloud];

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_rate_limit_is_waited_out_and_asked_again(IntegrationVendor vendor)
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        Once(vendors, vendor, VendorAnswer.Status(429).WithHeader("Retry-After", "7"));

        ResponseInfo info = await vendors.GetAsync(vendor);

        Assert.Equal((2, 2), (info.Attempts, vendors.PageRequests.Count));
        Assert.Equal([TimeSpan.FromSeconds(7)], vendors.Time.Waits);
    }

    [Theory]
    [InlineData(FaultType.EMPTY_RESPONSE)]
    [InlineData(FaultType.MALFORMED_RESPONSE_CHUNK)]
    public async Task A_broken_error_is_asked_for_again_and_every_record_comes_once(FaultType fault)
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        Once(vendors, IntegrationVendor.Sendcloud, Broken(fault, 503));

        List<SendcloudLog> logs = await vendors.Client.Sendcloud.GetAllLogsAsync().ToListAsync();

        Assert.Equal([1, 2], logs.Select(log => log.Id));
        Assert.Equal(2, vendors.PageRequests.Count);
        Assert.Equal([TimeSpan.FromMilliseconds(375)], vendors.Time.Waits);
    }

    [Theory]
    [InlineData(FaultType.EMPTY_RESPONSE)]
    [InlineData(FaultType.MALFORMED_RESPONSE_CHUNK)]
    public async Task A_broken_error_that_stays_is_told_after_the_last_retry(FaultType fault)
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.AllLogs(IntegrationVendor.Sendcloud)).RespondWith(Broken(fault, 503));

        var error = await Assert.ThrowsAsync<VendorApiException>(() => vendors.GetAsync(IntegrationVendor.Sendcloud));

        Assert.Equal((503, 4, 4), ((int)error.StatusCode, error.Attempts, vendors.PageRequests.Count));
        Assert.Empty(error.Errors);
    }

    [Theory]
    [InlineData(FaultType.EMPTY_RESPONSE, "the answer (200) is empty")]
    [InlineData(FaultType.MALFORMED_RESPONSE_CHUNK, "the answer is not the JSON that was expected")]
    public async Task A_broken_success_is_told_and_not_asked_for_again(FaultType fault, string told)
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        Once(vendors, IntegrationVendor.Sendcloud, Broken(fault, 200));

        var error = await Assert.ThrowsAsync<ApiResponseFormatException>(() => vendors.GetAsync(IntegrationVendor.Sendcloud));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Single(vendors.PageRequests);
        Assert.Empty(vendors.Time.Waits);
    }

    [Fact]
    public async Task A_refused_token_is_replaced_by_a_fresh_one()
    {
        const string revoked = "revoked", fresh = "fresh";
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.ElasticPathToken()).InScenario(Scenario).WillSetStateTo(Recovered)
            .RespondWith(VendorAnswer.ElasticPathToken(revoked));
        vendors.Given(VendorRequest.ElasticPathToken()).InScenario(Scenario).WhenStateIs(Recovered)
            .RespondWith(VendorAnswer.ElasticPathToken(fresh));
        vendors.Given(VendorRequest.ElasticPath("/v2/integrations/logs", revoked)).RespondWith(VendorAnswer.Status(401));
        vendors.Given(VendorRequest.ElasticPath("/v2/integrations/logs", fresh)).RespondWith(VendorAnswer.Json(VendorAnswer.EmptyPage));

        ResponseInfo info = await vendors.GetAsync(IntegrationVendor.ElasticPath);

        Assert.Equal(2, info.Attempts);
        Assert.Equal(["POST", "GET", "POST", "GET"], vendors.Requests.Select(request => request.Method));
        Assert.Equal(["Bearer revoked", "Bearer fresh"], vendors.PageRequests.Select(request => request.Header("Authorization")));
        Assert.Empty(vendors.Time.Waits);
    }

    /// <summary>The first request to all logs meets a failure; those after it get two records.</summary>
    private static void Once(WireMockVendors vendors, IntegrationVendor vendor, IResponseBuilder failure)
    {
        vendors.Given(VendorRequest.AllLogs(vendor)).InScenario(Scenario).WillSetStateTo(Recovered).RespondWith(failure);
        vendors.Given(VendorRequest.AllLogs(vendor)).InScenario(Scenario).WhenStateIs(Recovered)
            .RespondWith(VendorAnswer.Json("""{"data":[{"id":1},{"id":2}]}"""));
    }

    private static IResponseBuilder Broken(FaultType fault, int status) =>
        VendorAnswer.Json("""{"data":[{"id":1},{"id":2}]}""", status).WithFault(fault);
}
