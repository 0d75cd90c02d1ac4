using System.Buffers;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>A client on fake time, with the fake vendors it talks to over real sockets.</summary>
internal sealed class TestClient : IAsyncDisposable
{
    /// <summary>Before the client's time.</summary>
    private static readonly DateTimeOffset NewestLogAt = new(2023, 12, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly PagingOptions OnePage = new() { ReadAhead = 0, MaxPages = 1 };

    private TestClient(FakeVendorServer vendors, ClientTime time, IntegrationLogsClient client)
    {
        Vendors = vendors;
        Time = time;
        Client = client;
    }

    public FakeVendorServer Vendors { get; }

    public ClientTime Time { get; }

    public IntegrationLogsClient Client { get; }

    /// <summary>How many requests came to the endpoints, those for tokens not counted.</summary>
    public int PageRequests => Vendors.Requests.Count(request => !request.IsTokenRequest);

    public static async Task<TestClient> StartAsync(
        Action<IntegrationLogsClientOptions>? configure = null,
        Action<FakeVendorServerOptions>? server = null,
        Action<IIntegrationLogsClientBuilder>? build = null,
        double random = 0.5,
        ArrayPool<byte>? pool = null)
    {
        FakeVendorServer vendors = await FakeVendorServer.StartAsync(options =>
        {
            options.ElasticPath.NewestLogAt = options.Sendcloud.NewestLogAt = NewestLogAt;
            server?.Invoke(options);
        });
        try
        {
            IntegrationLogsClientOptions options = vendors.ClientOptions;
            // Requests are counted, and faults are meant for those of the test.
            options.NamesRefreshInterval = null;
            configure?.Invoke(options);
            var time = new ClientTime(options.Resilience);
            return new TestClient(vendors, time, Create(options, time, build, random, pool));
        }
        catch
        {
            await vendors.DisposeAsync();
            throw;
        }
    }

    public static IntegrationLogsClient Create(
        IntegrationLogsClientOptions options,
        TimeProvider time,
        Action<IIntegrationLogsClientBuilder>? build = null,
        double random = 0.5,
        ArrayPool<byte>? pool = null) =>
        IntegrationLogsClient.Create(options, builder =>
        {
            builder.Services.AddSingleton(new ClientRuntime(time, () => random, pool ?? ArrayPool<byte>.Shared));
            build?.Invoke(builder);
        });

    /// <summary>Settings for a server that knows Sendcloud only, with HTTP Basic.</summary>
    public static IntegrationLogsClientOptions SendcloudAt(Uri server)
    {
        var options = new IntegrationLogsClientOptions();
        options.Sendcloud.BaseAddress = new Uri(server, "/api/v3");
        options.Sendcloud.PublicKey = "public-key";
        options.Sendcloud.SecretKey = "secret-key";
        return options;
    }

    public FaultScript Faults(IntegrationVendor vendor) =>
        vendor == IntegrationVendor.ElasticPath ? Vendors.ElasticPath.Faults : Vendors.Sendcloud.Faults;

    /// <summary>Reads the first page of all logs and no other.</summary>
    public Task<ResponseInfo> GetAsync(IntegrationVendor vendor, CancellationToken cancellationToken = default) =>
        GetAsync(Client, vendor, cancellationToken);

    public static Task<ResponseInfo> GetAsync(
        IIntegrationLogsClient client, IntegrationVendor vendor, CancellationToken cancellationToken = default) =>
        (vendor == IntegrationVendor.ElasticPath
            ? FirstAsync(client.ElasticPath.GetAllLogsAsync(OnePage, cancellationToken))
            : FirstAsync(client.Sendcloud.GetAllLogsAsync(OnePage, cancellationToken))).WaitAsync(Effort.Patience, CancellationToken.None);

    public Task<ResponseInfo> GetElasticPathAsync(CancellationToken cancellationToken = default) =>
        GetAsync(IntegrationVendor.ElasticPath, cancellationToken);

    public Task<ResponseInfo> GetSendcloudAsync(CancellationToken cancellationToken = default) =>
        GetAsync(IntegrationVendor.Sendcloud, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Vendors.DisposeAsync();
    }

    private static async Task<ResponseInfo> FirstAsync<T>(AsyncPageable<T> pages)
    {
        await foreach (Page<T> page in pages.AsPages())
        {
            return page.Response;
        }

        throw new InvalidOperationException("There is no page.");
    }
}
