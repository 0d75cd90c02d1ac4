using System.Buffers;
using System.Text.Json;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Json;
using Microsoft.Extensions.Time.Testing;
using Refit;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>
/// A connection to Sendcloud whose wire is a function: it throws what no server can make a client throw, in the moment a test chooses.
/// </summary>
internal sealed class WiredConnection(
    Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> wire, CancellationToken clientEnded = default)
    : HttpMessageHandler
{
    private const int MaxResponseBytes = 1_000;

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
        using var outermost = new CallHandler(
            new ClientIdentity(IntegrationVendor.Sendcloud, "wired"), MaxResponseBytes, ArrayPool<byte>.Shared, clientEnded)
        {
            InnerHandler = this,
        };
        using var http = new HttpClient(outermost, disposeHandler: false) { BaseAddress = new Uri(baseAddress.TrimEnd('/') + "/v2/") };
        var time = new FakeTimeProvider();
        var errors = new CallErrors(
            IntegrationVendor.Sendcloud, "wired", new ResilienceOptions(), time, new SecretMask(), clientEnded);
        var serializer = new ResponseSerializer { NeedsArguments = true }.With((ref ObjectReader json, ResponseInfo _) => json.TokenType);
        IWiredApi api = new ApiConnection(IntegrationVendor.Sendcloud, "wired", http, errors, time)
            .CreateApi<IWiredApi>(serializer);
        return await Record.ExceptionAsync(() => api.GetAsync(new WiredQuery(query, secretQueryValue), cancellationToken));
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Request = request;
        return wire(request, cancellationToken);
    }
}

internal interface IWiredApi
{
    [Get("/x")]
    [Headers("Accept: application/json")]
    Task<JsonTokenType> GetAsync(
        [QueryConverter(typeof(WiredQueryConverter))] WiredQuery query, CancellationToken cancellationToken);
}

internal sealed record WiredQuery(string? Text, string? SecretQueryValue) : ICallDetails
{
    public Action<ResponseInfo>? Arrived => null;
}

internal sealed class WiredQueryConverter : IQueryConverter<WiredQuery>
{
    public void Flatten(WiredQuery value, string keyPrefix, ref GeneratedQueryStringBuilder builder, RefitSettings settings) =>
        builder.AddFlag(string.IsNullOrEmpty(value.Text) ? null : value.Text, preEncoded: true);
}
