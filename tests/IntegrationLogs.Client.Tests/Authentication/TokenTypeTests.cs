using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Authentication;

/// <summary>RFC 6749, section 7.1: a token of a type that the client does not understand must not be sent.</summary>
public sealed class TokenTypeTests
{
    [Theory]
    [InlineData("\"mac\"", "mac")]
    [InlineData("\"DPoP\"", "DPoP")]
    [InlineData("\"bearer2\"", "bearer2")]
    [InlineData("\"N_A\"", "N_A")]
    [InlineData("5", "Number")]
    [InlineData("{\"a\":1}", "Object")]
    [InlineData("\"a\\r\\nb\"", "unreadable")]
    [InlineData("\"a b\"", "unreadable")]
    [InlineData("\"a\\u007fb\"", "unreadable")]
    public async Task Another_type_than_bearer_is_refused_by_name(string type, string name)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await StartAsync(vendor, $$"""{"access_token":"abc","token_type":{{type}},"expires_in":3600}""");

            var error = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetAsync(vendor));

            Assert.Contains($"The token is of the type '{name}', and only bearer tokens are sent", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("abc", error.ToString(), StringComparison.Ordinal);
            Assert.Equal(0, test.PageRequests);
        }
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task A_long_type_is_not_repeated(int length, bool isTold)
    {
        string type = new('a', length);
        await using TestClient test = await StartAsync(IntegrationVendor.ElasticPath, $$"""{"access_token":"abc","token_type":"{{type}}"}""");

        var error = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());

        Assert.Contains($"of the type '{(isTold ? type : "unreadable")}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(",\"token_type\":\"Bearer\"")]
    [InlineData(",\"token_type\":\"bearer\"")]
    [InlineData(",\"token_type\":\"BEARER\"")]
    [InlineData(",\"token_type\":\" bearer \"")]
    [InlineData(",\"token_type\":\"\"")]
    [InlineData(",\"token_type\":null")]
    [InlineData("")]
    public async Task Bearer_in_any_case_and_no_type_are_taken(string field)
    {
        await using TestClient test = await StartAsync(IntegrationVendor.ElasticPath, $$"""{"access_token":"abc"{{field}}}""");
        test.Vendors.ElasticPath.Faults.Always(Fault.Answer("""{"data":[]}"""));

        await test.GetElasticPathAsync();

        Assert.Equal("Bearer abc", test.Vendors.Requests[^1].Headers["Authorization"]);
    }

    private static async Task<TestClient> StartAsync(IntegrationVendor vendor, string answer)
    {
        TestClient test = await TestClient.StartAsync(
            server: options => options.Sendcloud.Authentication = SendcloudAuthentication.OAuth2);
        (vendor == IntegrationVendor.ElasticPath ? test.Vendors.ElasticPath.TokenFaults : test.Vendors.Sendcloud.TokenFaults)
            .Always(Fault.Answer(answer));
        return test;
    }
}
