using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Authentication;

public sealed class TokenFailureTests
{
    private static readonly Cases<(Fault Failure, int Attempts)> Failures = new()
    {
        { "400 invalid_client", (Fault.Status(400, body: """{"error":"invalid_client","error_description":"Unknown client"}"""), 1) },
        { "401", (Fault.Status(401), 1) },
        { "403", (Fault.Status(403), 1) },
        { "404", (Fault.Status(404), 1) },
        { "302", (Fault.Redirect(new Uri("https://login.example/")), 1) },
        { "500", (Fault.Status(500), 4) },
        { "204", (Fault.Status(204), 1) },
        { "HTML", (Fault.Answer("<html>Log in</html>", "text/html"), 1) },
        { "empty", (Fault.Answer(string.Empty), 1) },
        { "no object", (Fault.Answer("\"token\""), 1) },
        { "no token", (Fault.Answer("""{"token_type":"Bearer","expires_in":3600}"""), 1) },
        { "token null", (Fault.Answer("""{"access_token":null}"""), 1) },
        { "token a number", (Fault.Answer("""{"access_token":12345678}"""), 1) },
        { "token empty", (Fault.Answer("""{"access_token":""}"""), 1) },
        { "token with a line break", (Fault.Answer("""{"access_token":"a\r\nX-Evil: 1"}"""), 1) },
        { "token with a lone surrogate", (Fault.Answer("""{"access_token":"\ud800"}"""), 1) },
        { "token not ASCII", (Fault.Answer("""{"access_token":"tökén"}"""), 1) },
        { "cut", (Fault.Answer("""{"access_token":"abc"""), 4) },
        { "of another type", (Fault.Answer("""{"access_token":"abc","token_type":"mac"}"""), 1) },
    };

    public static TheoryData<string> FailuresNames => Failures.Names;

    [Theory]
    [MemberData(nameof(FailuresNames))]
    public async Task Without_a_token_nothing_is_sent_and_the_next_call_tries_again(string what)
    {
        (Fault failure, int attempts) = Failures[what];
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await TestClient.StartAsync(
                server: options => options.Sendcloud.Authentication = SendcloudAuthentication.OAuth2);
            FaultScript faults = vendor == IntegrationVendor.ElasticPath ? test.Vendors.ElasticPath.TokenFaults : test.Vendors.Sendcloud.TokenFaults;
            faults.Always(failure);

            var error = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetAsync(vendor));

            Assert.Equal((vendor, attempts), (error.Vendor, error.Attempts));
            Assert.True(test.PageRequests == 0, what);
            Assert.Equal(attempts, test.Vendors.Requests.Count);
            Assert.Contains(vendor == IntegrationVendor.ElasticPath ? "POST /oauth/access_token" : "POST /oauth2/token", error.Message, StringComparison.Ordinal);
            Assert.Null(error.Body);

            faults.Clear();
            Assert.Equal(1, (await test.GetAsync(vendor)).Attempts);
        }
    }

    [Fact]
    public async Task A_token_endpoint_that_breaks_off_is_a_connection_exception()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.TokenFaults.Always(Fault.ResetBeforeHeaders());

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => test.GetElasticPathAsync());

        Assert.Equal((4, 0), (error.Attempts, test.PageRequests));
        Assert.Contains("POST /oauth/access_token", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_token_endpoint_that_asks_to_come_back_later_is_a_rate_limit(int status)
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.TokenFaults.Always(Fault.Status(status, retryAfter: "121"));

        var error = await Assert.ThrowsAsync<ApiRateLimitException>(() => test.GetElasticPathAsync());

        Assert.Equal((1, TimeSpan.FromSeconds(121), 0), (error.Attempts, error.RetryAfter, test.PageRequests));
    }

    [Fact]
    public async Task A_token_endpoints_OAuth_error_is_told()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.TokenFaults.Always(
            Fault.Status(400, body: """{"error":"invalid_client","error_description":"Unknown client"}"""));

        var error = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());

        Assert.Equal(("invalid_client", "Unknown client"), (Assert.Single(error.Errors).Code, error.Errors[0].Detail));
        Assert.Contains("Unknown client", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "Check the credentials, ElasticPath.ClientId and ElasticPath.ClientSecret, and ElasticPath.BaseAddress, which leads to http://",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(410)]
    public async Task A_wrong_address_is_told_by_its_setting_and_its_host(int status)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await TestClient.StartAsync(
                server: options => options.Sendcloud.Authentication = SendcloudAuthentication.OAuth2);
            (FaultScript faults, string setting) = vendor == IntegrationVendor.ElasticPath
                ? (test.Vendors.ElasticPath.TokenFaults, "ElasticPath.BaseAddress")
                : (test.Vendors.Sendcloud.TokenFaults, "Sendcloud.TokenEndpoint");
            faults.Always(Fault.Status(status));

            var error = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetAsync(vendor));

            string host = test.Vendors.BaseAddress.AbsoluteUri.TrimEnd('/');
            Assert.EndsWith(
                $" There is no token endpoint at {host}: check {setting} and its path.", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("credentials", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_answer_in_an_unknown_character_set_says_so()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.TokenFaults.Always(
            Fault.Answer("""{"access_token":"abc","token_type":"Bearer"}""", "application/json; charset=klingon"));

        var error = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());

        Assert.Contains(" The answer's character set, 'klingon', is not known. ", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, test.PageRequests);
    }

    [Fact]
    public async Task A_token_endpoint_that_redirects_names_its_setting()
    {
        await using TestClient test = await TestClient.StartAsync(
            server: options => options.Sendcloud.Authentication = SendcloudAuthentication.OAuth2);
        test.Vendors.Sendcloud.TokenFaults.Always(Fault.Redirect(new Uri("https://login.example/")));

        var error = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetSendcloudAsync());

        Assert.EndsWith("Set Sendcloud.TokenEndpoint to the address that answers itself.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_credentials_are_told_with_what_to_check()
    {
        await using TestClient test = await TestClient.StartAsync(options => options.ElasticPath.ClientSecret = "another-secret");

        var error = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());

        Assert.Equal(401, (int)error.StatusCode);
        Assert.Contains("Check the credentials", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, test.PageRequests);
    }

    [Fact]
    public async Task When_the_replacement_of_a_refused_token_fails_the_request_is_not_sent_again()
    {
        await using TestClient test = await TestClient.StartAsync();
        await test.GetElasticPathAsync();
        test.Vendors.ElasticPath.ExpireTokens();
        test.Vendors.ElasticPath.TokenFaults.Always(Fault.Status(403));

        var error = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());

        Assert.Equal(403, (int)error.StatusCode);
        Assert.Equal(2, test.PageRequests);
    }
}
