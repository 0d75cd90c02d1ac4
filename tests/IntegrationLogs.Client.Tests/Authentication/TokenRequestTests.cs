using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Authentication;

public sealed class TokenRequestTests
{
    [Fact]
    public async Task Asks_for_JSON()
    {
        await using TestClient test = await TestClient.StartAsync();

        await test.GetElasticPathAsync();

        Assert.Equal("application/json", test.Vendors.Requests.Single(request => request.IsTokenRequest).Headers["Accept"]);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(299)]
    public async Task Any_success_may_bring_a_token(int status)
    {
        await using TestClient test = await StartAsync(status);

        await test.GetElasticPathAsync();

        Assert.Equal("Bearer abc", test.Vendors.Requests[^1].Headers["Authorization"]);
    }

    [Fact]
    public async Task Nothing_beyond_a_success_brings_a_token()
    {
        await using TestClient test = await StartAsync(300);

        var error = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());

        Assert.Equal((300, 0), ((int)error.StatusCode, test.PageRequests));
    }

    [Fact]
    public async Task A_success_without_a_token_is_told_with_what_to_check()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.TokenFaults.Always(Fault.Answer("{}"));

        var error = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());

        Assert.Contains(
            $"{test.Vendors.BaseAddress.AbsoluteUri.TrimEnd('/')} gave no access token that can be read: check ElasticPath.BaseAddress",
            error.Message,
            StringComparison.Ordinal);
    }

    private static async Task<TestClient> StartAsync(int status)
    {
        TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.TokenFaults.Always(Fault.Answer(status, """{"access_token":"abc"}"""));
        test.Vendors.ElasticPath.Faults.Always(Fault.Answer("""{"data":[]}"""));
        return test;
    }
}
