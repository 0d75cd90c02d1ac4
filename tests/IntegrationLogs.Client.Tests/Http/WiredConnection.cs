using System.Text.Json;
using IntegrationLogs.Client.Http;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>A connection to Sendcloud whose wire is a function.</summary>
internal sealed class WiredConnection(
    Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> wire, CancellationToken clientEnded = default)
    : HttpMessageHandler
{
    public WiredConnection(Exception failure)
        : this((_, _) => Task.FromException<HttpResponseMessage>(failure))
    {
    }

    /// <summary>The last request.</summary>
    public HttpRequestMessage? Request { get; private set; }

    /// <summary>Sends <c>GET /x</c>.</summary>
    public async Task<Exception?> SendAsync(
        string baseAddress = "https://api.example.com",
        string? query = null,
        string? secretQueryValue = null,
        CancellationToken cancellationToken = default)
    {
        using var http = new HttpClient(this, disposeHandler: false);
        var connection = new ApiConnection(
            IntegrationVendor.Sendcloud,
            http,
            new Uri(baseAddress),
            new ResilienceOptions(),
            new FakeTimeProvider(),
            new SecretMask(),
            clientEnded);
        var get = new ApiRequest<JsonTokenType>("GET /x", "v2/x", query, (ref json) => json.TokenType) { SecretQueryValue = secretQueryValue };
        return await Record.ExceptionAsync(() => connection.GetAsync(get, cancellationToken));
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Request = request;
        return wire(request, cancellationToken);
    }
}
