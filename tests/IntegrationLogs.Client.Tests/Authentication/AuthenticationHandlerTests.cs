using System.Net;
using System.Net.Http.Headers;
using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client.Tests.Authentication;

public sealed class AuthenticationHandlerTests
{
    [Theory]
    [InlineData("https://api.example.com/v2/x", true)]
    [InlineData("https://API.example.com:443/other", true)]
    [InlineData("http://api.example.com/v2/x", false)]
    [InlineData("https://api.example.com:8443/v2/x", false)]
    [InlineData("https://api.example.com.evil.example/v2/x", false)]
    [InlineData("https://evil.example/v2/x", false)]
    public async Task Sends_credentials_to_the_configured_origin_only(string address, bool isSent)
    {
        var wire = new Wire();
        using var handler = new AuthenticationHandler(
            new Uri("https://api.example.com/base"), new AuthenticationHeaderValue("Basic", "abc"), tokens: null)
        { InnerHandler = wire };
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        new CallState("GET /x").AttachTo(request);

        Exception? error = await Record.ExceptionAsync(async () => (await invoker.SendAsync(request, CancellationToken.None)).Dispose());

        Assert.Equal(isSent ? ["Basic abc"] : [], wire.Sent);
        Assert.Equal(isSent, error is null);
        Assert.True(error is null or InvalidOperationException);
        Assert.DoesNotContain("abc", error?.ToString() ?? string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_where_a_request_would_have_gone_and_where_its_credentials_may_go()
    {
        using var handler = new AuthenticationHandler(new Uri("https://user:canary@api.example.com/base"), null, tokens: null)
        { InnerHandler = new Wire() };
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://user:canary@evil.example/v2/x?key=canary");
        new CallState("GET /x").AttachTo(request);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => invoker.SendAsync(request, CancellationToken.None));

        Assert.Equal(
            "A request to https://evil.example was not sent: credentials go to https://api.example.com only.", error.Message);
    }

    [Fact]
    public async Task Refuses_a_request_that_no_client_of_this_package_made()
    {
        var wire = new Wire();
        using var handler = new AuthenticationHandler(new Uri("https://api.example.com"), null, tokens: null) { InnerHandler = wire };
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.example.com/");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => invoker.SendAsync(request, CancellationToken.None));

        Assert.Equal("The HTTP client of an integration logs client serves that client only.", error.Message);
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public void A_token_shows_when_it_expires_and_not_itself()
    {
        var token = new AccessToken("very-secret", new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal("AccessToken, expires at 2024-01-01T00:00:00.0000000+00:00", token.ToString());
        Assert.DoesNotContain("very-secret", System.Text.Json.JsonSerializer.Serialize(token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void An_empty_token_is_none(string? value) =>
        Assert.ThrowsAny<ArgumentException>(() => new AccessToken(value!, DateTimeOffset.MaxValue));

    private sealed class Wire : HttpMessageHandler
    {
        public List<string> Sent { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent.Add($"{request.Headers.Authorization}");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
