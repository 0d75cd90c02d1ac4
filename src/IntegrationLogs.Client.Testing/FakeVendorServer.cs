using System.Net;
using System.Security.Cryptography.X509Certificates;
using IntegrationLogs.Client.Testing.ElasticPath;
using IntegrationLogs.Client.Testing.Http;
using IntegrationLogs.Client.Testing.Sendcloud;
using Microsoft.Extensions.Hosting;

namespace IntegrationLogs.Client.Testing;

/// <summary>
/// Elastic Path and Sendcloud as one real HTTP server on a loopback port: what a client does to it, it does over sockets. Servers do
/// not know of each other; any number can run at once.
/// </summary>
/// <example>
/// <code>
/// await using var server = await FakeVendorServer.StartAsync();
/// server.ElasticPath.Faults.Enqueue(Fault.Status(503, retryAfter: "1"));
/// IntegrationLogsClientOptions options = server.ClientOptions;
/// </code>
/// </example>
public sealed class FakeVendorServer : IAsyncDisposable
{
    private readonly FakeVendorServerOptions _options;
    private readonly CancellationTokenSource _stopping = new();
    private readonly RequestLog _log = new();
    private readonly RequestPipeline _pipeline;
    private readonly IHost _host;
    private int _disposed;

    private FakeVendorServer(FakeVendorServerOptions options)
    {
        _options = options;
        ElasticPath = ElasticPathSite.NewVendor(options.ElasticPath, options.Seed, options.TimeProvider);
        Sendcloud = SendcloudSite.NewVendor(options.Sendcloud, options.Seed, options.TimeProvider);
        Certificate = options.UseHttps ? LoopbackCertificate.Create() : null;
        _pipeline = new RequestPipeline(
            [
                new ElasticPathSite(options.ElasticPath, ElasticPath, () => BaseAddress),
                new SendcloudSite(options.Sendcloud, Sendcloud, () => BaseAddress),
            ],
            _log,
            options.TimeProvider,
            options.BeforeAnswer,
            _stopping.Token);
        _host = LoopbackHost.Build(options.Port, Certificate, _pipeline.HandleAsync);
    }

    /// <summary>The server's root, with <see cref="FakeVendorServerOptions.Port"/> or the port that the system chose.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>
    /// Settings for a client of this server: its addresses and good credentials for both vendors. Where the server has no
    /// <see cref="FakeVendorOptions.RateLimit"/>, the client holds no request back. Each call makes new ones, free to be changed.
    /// </summary>
    public IntegrationLogsClientOptions ClientOptions => ClientSettings.For(BaseAddress, _options);

    /// <summary>
    /// The settings of <see cref="ClientOptions"/> as configuration: for <c>AddInMemoryCollection</c>, <c>UseSetting</c>, or, with
    /// <c>:</c> replaced by <c>__</c>, the environment of another process. The secrets of the fake accounts are among them.
    /// </summary>
    /// <param name="section">
    /// The section the client is registered with, such as <c>Accounts:nl</c>; empty for the configuration's root.
    /// </param>
    public IReadOnlyDictionary<string, string?> ToConfiguration(string section = "IntegrationLogs")
    {
        ArgumentNullException.ThrowIfNull(section);
        return ClientSettings.AsConfiguration(ClientOptions, section);
    }

    /// <summary>
    /// The certificate of an https server, made for it, for <c>localhost</c> and <c>127.0.0.1</c>; otherwise <see langword="null"/>.
    /// </summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>Elastic Path's part.</summary>
    public FakeVendor<ElasticPathLog, ElasticPathIntegration> ElasticPath { get; }

    /// <summary>Sendcloud's part.</summary>
    public FakeVendor<SendcloudLog, SendcloudIntegration> Sendcloud { get; }

    /// <summary>The requests received so far, in order; later ones do not show in it.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _log.Snapshot();

    /// <summary>How many requests are being answered right now.</summary>
    public int OpenRequests => _pipeline.OpenRequests;

    /// <summary>Starts a server.</summary>
    /// <param name="configure">Changes what the server holds and how it behaves.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="IOException">The port is taken, or this program may not use it.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<FakeVendorServer> StartAsync(
        Action<FakeVendorServerOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        var options = new FakeVendorServerOptions();
        configure?.Invoke(options);
        options.Validate();
        var server = new FakeVendorServer(options);
        try
        {
            await LoopbackHost.StartAsync(server._host, options.Port, cancellationToken).ConfigureAwait(false);
            server.BaseAddress = LoopbackHost.Address(server._host);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// A new handler for an <see cref="HttpClient"/> that trusts this server's certificate and no other. It follows no redirects,
    /// keeps no cookies, uses no proxy and decompresses.
    /// </summary>
    public HttpMessageHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
        };
        if (Certificate is not null)
        {
            byte[] trusted = Certificate.RawData;
            handler.SslOptions.RemoteCertificateValidationCallback =
                (_, shown, _, _) => shown is not null && shown.GetRawCertData().AsSpan().SequenceEqual(trusted);
        }

        return handler;
    }

    /// <summary>Forgets the requests received so far; their numbers are not given again.</summary>
    public void ClearRequests() => _log.Clear();

    /// <summary>Stops the server. Requests that are open, stalled ones too, are broken off.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _host.StopAsync().ConfigureAwait(false);
        _host.Dispose();
        Certificate?.Dispose();
        _stopping.Dispose();
    }
}
