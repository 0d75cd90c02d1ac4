using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using IntegrationLogs.Client.Reliability.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Reliability.WireMock;

/// <summary>WireMock as a process of its own, started once for all tests that use it: a server that knows nothing of this client.</summary>
public sealed class WireMockServer : IAsyncLifetime, IAsyncDisposable
{
    private const string KeystorePassword = "wiremock";

    private readonly PrivateAuthority _authority = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wiremock-");
    private readonly HttpClient _admin = new();
    private ToolProcess? _process;

    /// <summary>Its address for http; it speaks HTTP/1.1 there.</summary>
    public Uri Http { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Its address for https; it speaks HTTP/2 there.</summary>
    public Uri Https { get; private set; } = new("https://127.0.0.1/");

    public async Task InitializeAsync()
    {
        if (Tools.SkipFor(WireMockInstallation.Missing) is not null)
        {
            return;
        }

        Tools.Require(WireMockInstallation.Missing);
        string keystore = Path.Combine(_folder.FullName, "server.p12");
        using (X509Certificate2 certificate = _authority.Certify())
        {
            await File.WriteAllBytesAsync(keystore, certificate.Export(X509ContentType.Pkcs12, KeystorePassword));
        }

        _process = ToolProcess.Start(
            "java", "-XX:TieredStopAtLevel=1", "-jar", WireMockInstallation.Jar, "--root-dir", _folder.FullName,
            "--bind-address", "127.0.0.1", "--port", "0", "--https-port", "0", "--disable-banner", "--disable-request-logging",
            "--container-threads", "60", "--https-keystore", keystore, "--keystore-type", "PKCS12",
            "--keystore-password", KeystorePassword, "--key-manager-password", KeystorePassword);
        Http = new Uri($"http://127.0.0.1:{Port(await _process.SaysAsync("port:"))}/");
        Https = new Uri($"https://127.0.0.1:{Port(await _process.SaysAsync("https-port:"))}/");
        _admin.BaseAddress = new Uri(Http, "__admin/");
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    internal async Task<string> VersionAsync() =>
        (await _admin.GetFromJsonAsync<JsonElement>("version")).GetProperty("version").GetString()!;

    /// <summary>Forgets all stubs, scenarios and requests.</summary>
    internal Task ResetAsync() => PostAsync("reset", string.Empty);

    internal async Task StubAsync(params string[] names)
    {
        foreach (string name in names)
        {
            await PostAsync("mappings/import", WireMockInstallation.ReadStubs(name));
        }
    }

    /// <summary>Adds the stubs of a file with a value put in.</summary>
    internal Task StubWithAsync(string name, string placeholder, string value) =>
        PostAsync("mappings/import", WireMockInstallation.ReadStubs(name).Replace(placeholder, value, StringComparison.Ordinal));

    /// <summary>Lets a scenario begin anew.</summary>
    internal async Task RestartAsync(string scenario)
    {
        using HttpResponseMessage answer = await _admin.PutAsJsonAsync($"scenarios/{scenario}/state", new { state = "Started" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The requests since the last reset, in order.</summary>
    internal async Task<IReadOnlyList<WireMockRequest>> RequestsAsync() =>
        WireMockRequest.ReadAll(await _admin.GetFromJsonAsync<JsonElement>("requests"));

    /// <summary>Waits until so many page requests have come.</summary>
    internal async Task WhenPagesAreRequestedAsync(int count)
    {
        using var patience = new CancellationTokenSource(Effort.Patience);
        while ((await RequestsAsync()).Count(request => !request.IsForToken) < count)
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>A client of this server.</summary>
    internal Trial NewTrial(
        bool https = false,
        bool oauth = false,
        Action<IntegrationLogsClientOptions>? configure = null,
        Action<HttpResponseMessage>? received = null)
    {
        IntegrationLogsClientOptions options = Trial.OptionsFor(https ? Https : Http, oauth);
        configure?.Invoke(options);
        var trial = Trial.Against(options, builder =>
        {
            builder.ElasticPath.ConfigurePrimaryHttpMessageHandler((handler, _) => _authority.TrustIn((SocketsHttpHandler)handler));
            builder.Sendcloud.ConfigurePrimaryHttpMessageHandler((handler, _) => _authority.TrustIn((SocketsHttpHandler)handler));
            Intercept.Add(builder, received: received);
        });
        trial.Canary.Forbid("wiremock-token-1");
        trial.Canary.Forbid("wiremock-token-2");
        return trial;
    }

    private static int Port(string line) =>
        int.Parse(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);

    private async Task PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _admin.PostAsync(path, content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
