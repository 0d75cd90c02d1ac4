using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.WireMock;

public sealed class WireMockScenarioTests(WireMockServer server) : WireMockTests(server)
{
    [WireMockTheory]
    [InlineData(IntegrationVendor.ElasticPath)]
    [InlineData(IntegrationVendor.Sendcloud)]
    public async Task A_429_is_waited_out_for_exactly_as_long_as_it_says(IntegrationVendor vendor)
    {
        await Server.StubAsync("rate-limit-once");
        await using Trial trial = Server.NewTrial();

        Assert.Equal(IdsOf(vendor), await ReadAsync(trial.Client, vendor));

        Assert.Equal([TimeSpan.FromSeconds(7)], trial.Time.Waits);
        // Elastic Path's last page is full, so one more request proves the end.
        int pages = vendor == IntegrationVendor.ElasticPath ? 4 : 3;
        Assert.Equal(pages + 1, (await Server.RequestsAsync()).Count(request => !request.IsForToken));
    }

    [WireMockTheory]
    [InlineData(IntegrationVendor.ElasticPath)]
    [InlineData(IntegrationVendor.Sendcloud)]
    public async Task A_refused_token_is_replaced_once_and_uses_up_no_retry(IntegrationVendor vendor)
    {
        await Server.StubAsync("token-refused");
        await using Trial trial = Server.NewTrial(oauth: true);

        Assert.Equal(IdsOf(vendor), await ReadAsync(trial.Client, vendor));

        const string first = "Bearer wiremock-token-1", second = "Bearer wiremock-token-2";
        string[] more = vendor == IntegrationVendor.ElasticPath ? [second] : [];
        Assert.Empty(trial.Time.Waits);

        // Elastic Path's last page is full, so one more request proves the end.
        Assert.Equal(
            ["token", first, "token", second, second, second, .. more],
            (await Server.RequestsAsync()).Select(request => request.IsForToken ? "token" : request.Authorization));
    }

    [WireMockFact]
    public async Task A_token_that_is_refused_twice_is_an_authentication_exception()
    {
        await Server.StubAsync("every-token-refused");
        await using Trial trial = Server.NewTrial();

        var error = Assert.IsType<ApiAuthenticationException>(
            await trial.RecordAsync(() => ReadAsync(trial.Client, IntegrationVendor.ElasticPath)));

        Assert.Equal("Unable to validate access token", Assert.Single(error.Errors).Title);
        Assert.Equal((401, 2), ((int)error.StatusCode, error.Attempts));
        Assert.Equal(2, (await Server.RequestsAsync()).Count(request => request.IsForToken));
    }
}
