using System.Buffers;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using WireMock;
using WireMock.Matchers.Request;
using WireMock.Server;
using WireMock.Settings;

namespace IntegrationLogs.Client.Tests.VendorStubs;

/// <summary>
/// A client on manual time, with both vendors as stubs of WireMock.Net. Elastic Path grants tokens unless a test says otherwise.
/// </summary>
internal sealed class WireMockVendors : IAsyncDisposable
{
    /// <summary>What a test stubs goes first.</summary>
    private const int LastPriority = 1_000;

    private readonly WireMockServer _server;
    private int _arrivals;

    private WireMockVendors(
        Action<IntegrationLogsClientOptions>? configure,
        Action<IIntegrationLogsClientBuilder>? build,
        ArrayPool<byte>? pool)
    {
        _server = WireMockServer.Start(new WireMockServerSettings
        {
            Urls = ["http://127.0.0.1:0"],
            PreWireMockMiddlewareInit = app => ((IApplicationBuilder)app).Use(ServeAsync),
        });
        try
        {
            Given(VendorRequest.ElasticPathToken()).AtPriority(LastPriority).RespondWith(VendorAnswer.ElasticPathToken());
            IntegrationLogsClientOptions options = Options(new Uri(_server.Urls[0]));
            configure?.Invoke(options);
            Time = new ClientTime(options.Resilience);
            Client = TestClient.Create(options, Time, build, pool: pool);
        }
        catch
        {
            _server.Dispose();
            throw;
        }
    }

    public Uri Address => new(_server.Urls[0]);

    public ClientTime Time { get; }

    public IntegrationLogsClient Client { get; }

    /// <summary>Told of each request as it comes in, before it is answered.</summary>
    public Action? Arrived { get; set; }

    /// <summary>How many requests came in, answered or not.</summary>
    public int Arrivals => Volatile.Read(ref _arrivals);

    /// <summary>The requests that were answered, in order.</summary>
    public IReadOnlyList<IRequestMessage> Requests => [.. _server.LogEntries.Select(entry => entry.RequestMessage!)];

    /// <summary>Those to the endpoints, the ones for tokens left out.</summary>
    public IReadOnlyList<IRequestMessage> PageRequests => [.. Requests.Where(request => request.Method == "GET")];

    /// <summary>Those that no stub answered.</summary>
    public IReadOnlyList<IRequestMessage> Unexpected =>
        [.. _server.LogEntries.Where(entry => entry.MappingGuid is null).Select(entry => entry.RequestMessage!)];

    /// <summary>Starts both vendors on a port that the system chooses.</summary>
    public static WireMockVendors Start(
        Action<IntegrationLogsClientOptions>? configure = null,
        Action<IIntegrationLogsClientBuilder>? build = null,
        ArrayPool<byte>? pool = null) => new(configure, build, pool);

    /// <summary>Begins a stub.</summary>
    public IRespondWithAProvider Given(IRequestMatcher request) => _server.Given(request);

    /// <summary>Reads the first page of all logs and no other.</summary>
    public Task<ResponseInfo> GetAsync(IntegrationVendor vendor, CancellationToken cancellationToken = default) =>
        TestClient.GetAsync(Client, vendor, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        _server.Dispose();
    }

    private static IntegrationLogsClientOptions Options(Uri server)
    {
        IntegrationLogsClientOptions options = TestOptions.Good();
        options.ElasticPath.BaseAddress = server;
        options.Sendcloud.BaseAddress = new Uri(server, "/api/v3");
        options.Sendcloud.TokenEndpoint = new Uri(server, "/oauth2/token/");
        return options;
    }

    /// <summary>A delayed answer is not waited for when the client has gone.</summary>
    private async Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        Interlocked.Increment(ref _arrivals);
        Arrived?.Invoke();
        await next(context).WaitAsync(context.RequestAborted);
    }
}
