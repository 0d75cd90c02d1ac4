using System.Text;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Authentication;

public sealed class SendcloudCredentialsTests
{
    [Fact]
    public async Task A_key_pair_goes_with_every_request_as_HTTP_Basic()
    {
        const string publicKey = "public-ключ", secretKey = "se:cret+ü/=";
        await using TestClient test = await TestClient.StartAsync(server: options =>
        {
            options.Sendcloud.PublicKey = publicKey;
            options.Sendcloud.SecretKey = secretKey;
        });
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(503));

        await test.GetSendcloudAsync();

        Assert.Equal(2, test.Vendors.Requests.Count);
        Assert.All(test.Vendors.Requests, request => Assert.Equal($"{publicKey}:{secretKey}", Basic(request)));
    }

    [Fact]
    public async Task A_refused_key_pair_is_not_sent_again()
    {
        await using TestClient test = await TestClient.StartAsync(options => options.Sendcloud.SecretKey = "wrong-key");

        var error = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetSendcloudAsync());

        Assert.Equal((401, 1, 1), ((int)error.StatusCode, error.Attempts, test.PageRequests));
    }

    [Theory]
    [InlineData("api", "api")]
    [InlineData("read:integration", "read:integration")]
    [InlineData("", null)]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public async Task Client_credentials_buy_a_token_for_the_scope_that_is_set(string? scope, string? sent)
    {
        await using TestClient test = await StartOAuthAsync(options => options.Sendcloud.Scope = scope);

        await test.GetSendcloudAsync();

        RecordedRequest[] requests = [.. test.Vendors.Requests];
        Assert.Equal(2, requests.Length);
        Assert.Equal(("POST", "/oauth2/token/"), (requests[0].Method, requests[0].Path));
        Assert.Equal("client_credentials", requests[0].Form["grant_type"]);
        Assert.Equal(sent, requests[0].Form.GetValueOrDefault("scope"));
        Assert.DoesNotContain("client_secret", requests[0].Form.Keys);
        Assert.StartsWith("Bearer ", requests[1].Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_default_scope_is_api()
    {
        await using TestClient test = await StartOAuthAsync();

        await test.GetSendcloudAsync();

        Assert.Equal("api", test.Vendors.Requests[0].Form["scope"]);
    }

    [Fact]
    public async Task Client_credentials_are_form_encoded_before_they_become_HTTP_Basic()
    {
        await using TestClient test = await StartOAuthAsync(options =>
        {
            options.Sendcloud.ClientId = "an id:with colon";
            options.Sendcloud.ClientSecret = "100% ü+&=/";
        });
        test.Vendors.Sendcloud.TokenFaults.Enqueue(Fault.Answer("""{"access_token":"abc"}"""));
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Answer("""{"data":[]}"""));

        await test.GetSendcloudAsync();

        Assert.Equal("an+id%3Awith+colon:100%25+%C3%BC%2B%26%3D%2F", Basic(test.Vendors.Requests[0]));
        Assert.Equal("Bearer abc", test.Vendors.Requests[1].Headers["Authorization"]);
    }

    [Fact]
    public async Task The_token_endpoint_is_asked_as_it_is_set()
    {
        await using TestClient test = await StartOAuthAsync(
            options => options.Sendcloud.TokenEndpoint = new Uri(options.Sendcloud.TokenEndpoint, "/oauth2/token"));

        await test.GetSendcloudAsync();

        Assert.Equal("/oauth2/token", test.Vendors.Requests[0].Path);
    }

    [Fact]
    public async Task A_token_that_counts_no_longer_is_replaced()
    {
        await using TestClient test = await StartOAuthAsync();
        await test.GetSendcloudAsync();
        test.Vendors.Sendcloud.ExpireTokens();

        ResponseInfo info = await test.GetSendcloudAsync();

        Assert.Equal(2, info.Attempts);
        Assert.Equal(2, test.Vendors.Sendcloud.TokensIssued);
    }

    private static Task<TestClient> StartOAuthAsync(Action<IntegrationLogsClientOptions>? configure = null) => TestClient.StartAsync(
        configure, server: options => options.Sendcloud.Authentication = SendcloudAuthentication.OAuth2);

    private static string Basic(RecordedRequest request)
    {
        string header = request.Headers["Authorization"];
        Assert.StartsWith("Basic ", header, StringComparison.Ordinal);
        return Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..]));
    }
}
