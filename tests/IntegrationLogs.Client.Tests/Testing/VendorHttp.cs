using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Tests.Testing;

/// <summary>The vendors as a plain <see cref="HttpClient"/> sees them: this project's client takes no part.</summary>
internal sealed class VendorHttp : IAsyncDisposable
{
    private VendorHttp(FakeVendorServer server)
    {
        Server = server;
        Client = new HttpClient(server.CreateHandler()) { BaseAddress = server.BaseAddress };
    }

    public FakeVendorServer Server { get; }

    public HttpClient Client { get; }

    public static async Task<VendorHttp> StartAsync(Action<FakeVendorServerOptions>? configure = null) =>
        new(await FakeVendorServer.StartAsync(configure));

    public async Task<HttpResponseMessage> GetAsync(string path, AuthenticationHeaderValue? authorization = null, string? accepts = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = authorization ?? (path.Contains("/v3/", StringComparison.Ordinal) ? Basic() : await BearerAsync());
        if (accepts is not null)
        {
            request.Headers.Add("Accept-Encoding", accepts);
        }

        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<JsonElement> GetJsonAsync(string path)
    {
        using HttpResponseMessage response = await GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        return await ReadAsync(response);
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public AuthenticationHeaderValue Basic(string? name = null, string? password = null)
    {
        SendcloudOptions options = Server.ClientOptions.Sendcloud;
        string pair = $"{name ?? options.PublicKey ?? options.ClientId}:{password ?? options.SecretKey ?? options.ClientSecret}";
        return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
    }

    public async Task<AuthenticationHeaderValue> BearerAsync()
    {
        using HttpResponseMessage response = await PostTokenAsync();
        Assert.True(response.IsSuccessStatusCode);
        return new AuthenticationHeaderValue("Bearer", (await ReadAsync(response)).GetProperty("access_token").GetString());
    }

    public async Task<HttpResponseMessage> PostTokenAsync(string? clientId = null, string? secret = null, string grant = "client_credentials")
    {
        ElasticPathOptions options = Server.ClientOptions.ElasticPath;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = grant,
            ["client_id"] = clientId ?? options.ClientId!,
            ["client_secret"] = secret ?? options.ClientSecret!,
        });
        return await Client.PostAsync("/oauth/access_token", form);
    }

    public async Task<HttpResponseMessage> PostSendcloudTokenAsync(string path = "/oauth2/token/", AuthenticationHeaderValue? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Authorization = authorization ?? Basic();
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["scope"] = "api" });
        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
