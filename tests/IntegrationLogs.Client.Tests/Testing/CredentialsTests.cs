using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.Tests.Testing;

public sealed class CredentialsTests
{
    private const string ElasticPathLogs = "/v2/integrations/logs";
    private const string SendcloudLogs = "/api/v3/integrations/logs";

    [Fact]
    public async Task Elastic_paths_token_tells_when_it_expires_in_both_ways()
    {
        var time = new FakeTimeProvider();
        await using var http = await VendorHttp.StartAsync(options => options.TimeProvider = time);

        using HttpResponseMessage response = await http.PostTokenAsync();
        JsonElement token = await VendorHttp.ReadAsync(response);

        Assert.Equal(3600, token.GetProperty("expires_in").GetInt32());
        Assert.Equal(time.GetUtcNow().ToUnixTimeSeconds() + 3600, token.GetProperty("expires").GetInt64());
        Assert.Equal("Bearer", token.GetProperty("token_type").GetString());
        Assert.Equal("client_credentials", token.GetProperty("identifier").GetString());
        Assert.Equal(1, http.Server.ElasticPath.TokensIssued);
        Assert.Equal(0, http.Server.ElasticPath.PageRequests);
    }

    [Theory]
    [InlineData("somebody", null, "client_credentials", HttpStatusCode.Unauthorized)]
    [InlineData(null, "guess", "client_credentials", HttpStatusCode.Unauthorized)]
    [InlineData(null, null, "implicit", HttpStatusCode.BadRequest)]
    public async Task Elastic_path_issues_no_token_to_others(string? id, string? secret, string grant, HttpStatusCode expected)
    {
        await using var http = await VendorHttp.StartAsync();

        using HttpResponseMessage response = await http.PostTokenAsync(id, secret, grant);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal((int)expected, (await VendorHttp.ReadAsync(response)).GetProperty("errors")[0].GetProperty("status").GetInt32());
        Assert.Equal(0, http.Server.ElasticPath.TokensIssued);
    }

    [Theory]
    [InlineData("Bearer", "guess")]
    [InlineData("Basic", "Z3Vlc3M6Z3Vlc3M=")]
    public async Task Elastic_path_refuses_other_tokens_with_the_documented_error(string scheme, string parameter)
    {
        await using var http = await VendorHttp.StartAsync();

        using HttpResponseMessage response = await http.GetAsync(ElasticPathLogs, new AuthenticationHeaderValue(scheme, parameter));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(
            """{"errors":[{"status":401,"title":"Unable to validate access token"}]}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_token_dies_of_age()
    {
        var time = new FakeTimeProvider();
        await using var http = await VendorHttp.StartAsync(options => options.TimeProvider = time);
        AuthenticationHeaderValue token = await http.BearerAsync();

        time.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromTicks(1));
        using HttpResponseMessage young = await http.GetAsync(ElasticPathLogs, token);
        time.Advance(TimeSpan.FromTicks(1));
        using HttpResponseMessage old = await http.GetAsync(ElasticPathLogs, token);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (young.StatusCode, old.StatusCode));
    }

    [Fact]
    public async Task A_token_dies_of_use()
    {
        await using var http = await VendorHttp.StartAsync(options => options.ElasticPath.RequestsPerToken = 2);
        AuthenticationHeaderValue token = await http.BearerAsync();

        using HttpResponseMessage first = await http.GetAsync(ElasticPathLogs, token);
        using HttpResponseMessage second = await http.GetAsync(ElasticPathLogs, token);
        using HttpResponseMessage third = await http.GetAsync(ElasticPathLogs, token);

        Assert.Equal([200, 200, 401], new[] { first, second, third }.Select(response => (int)response.StatusCode));
    }

    [Fact]
    public async Task Tokens_die_on_command_and_new_ones_count()
    {
        await using var http = await VendorHttp.StartAsync();
        AuthenticationHeaderValue token = await http.BearerAsync();

        http.Server.ElasticPath.ExpireTokens();
        using HttpResponseMessage old = await http.GetAsync(ElasticPathLogs, token);
        using HttpResponseMessage fresh = await http.GetAsync(ElasticPathLogs);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (old.StatusCode, fresh.StatusCode));
        Assert.Equal(2, http.Server.ElasticPath.TokensIssued);
    }

    [Fact]
    public async Task Sendcloud_refuses_another_key_pair()
    {
        await using var http = await VendorHttp.StartAsync();

        using HttpResponseMessage response = await http.GetAsync(SendcloudLogs, http.Basic(password: "guess"));

        JsonElement error = (await VendorHttp.ReadAsync(response)).GetProperty("errors")[0];
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("authentication_failed", error.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("/oauth2/token/")]
    [InlineData("/oauth2/token")]
    public async Task Sendcloud_switched_to_oauth2_takes_tokens_and_no_key_pair(string path)
    {
        await using var http = await VendorHttp.StartAsync(options => options.Sendcloud.Authentication = SendcloudAuthentication.OAuth2);
        using HttpResponseMessage issued = await http.PostSendcloudTokenAsync(path);
        JsonElement token = await VendorHttp.ReadAsync(issued);

        using HttpResponseMessage withToken = await http.GetAsync(
            SendcloudLogs, new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString()));
        using HttpResponseMessage withKeys = await http.GetAsync(
            SendcloudLogs, http.Basic("fake-sendcloud-public-key", "fake-sendcloud-secret-key"));

        Assert.Equal((3600, "api"), (token.GetProperty("expires_in").GetInt32(), token.GetProperty("scope").GetString()));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (withToken.StatusCode, withKeys.StatusCode));
        Assert.Equal(1, http.Server.Sendcloud.TokensIssued);
    }

    [Fact]
    public async Task Sendcloud_issues_no_token_to_another_client()
    {
        await using var http = await VendorHttp.StartAsync(options => options.Sendcloud.Authentication = SendcloudAuthentication.OAuth2);

        using HttpResponseMessage response = await http.PostSendcloudTokenAsync(authorization: http.Basic(password: "guess"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("invalid_client", (await VendorHttp.ReadAsync(response)).GetProperty("error").GetString());
    }
}
