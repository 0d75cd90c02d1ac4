using IntegrationLogs.Client;
using IntegrationLogs.Client.Testing;

namespace QuickStart.Fakes;

/// <summary>Both vendors inside this program, on a bad night: busy, cutting connections, expiring tokens, logs still arriving.</summary>
internal sealed class FakeVendors : IAsyncDisposable
{
    private const int ElasticPathLogs = 6_000;
    private const int SendcloudLogs = 4_000;
    private const int RequestsPerToken = 20;
    private const int PagesPerArrival = 4;
    private const int LogsPerArrival = 2;
    private const int PageOfRemoval = 20;

    private FakeVendorServer _server = null!;
    private HeldLogs _atStart = null!;
    private int _elasticPathPages;
    private int _sendcloudPages;
    private int _arrived;

    private FakeVendors()
    {
    }

    public IntegrationLogsClientOptions ClientOptions => _server.ClientOptions;

    public int Arrived => Volatile.Read(ref _arrived);

    public static async Task<FakeVendors> StartAsync(CancellationToken cancellationToken)
    {
        var vendors = new FakeVendors();
        vendors._server = await FakeVendorServer.StartAsync(vendors.Configure, cancellationToken);
        vendors._atStart = HeldLogs.Of(vendors._server);
        PlanFaults(vendors._server);
        return vendors;
    }

    /// <summary>What was held from start to end, and so must have been streamed.</summary>
    public HeldLogs HeldThroughout() => _atStart.And(HeldLogs.Of(_server));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static void PlanFaults(FakeVendorServer server)
    {
        // The first two pages are waited for. A page that is read ahead may be dropped when the list moves, and its fault with it.
        server.ElasticPath.Faults.For(request => IsPage(request, offset: null), Fault.Status(429, retryAfter: "1"), times: 1);
        server.ElasticPath.Faults.For(request => IsPage(request, offset: "99"), Fault.ResetInsideBody(afterBytes: 9_000), times: 1);
        server.Sendcloud.Faults.At(6, Fault.ResetInsideBody(afterBytes: 5_000));
        server.Sendcloud.Faults.At(15, Fault.Status(503));
    }

    private static bool IsPage(RecordedRequest request, string? offset) =>
        request.Path.EndsWith("/logs", StringComparison.Ordinal) && request.Query.GetValueOrDefault("page[offset]") == offset;

    private void Configure(FakeVendorServerOptions options)
    {
        options.ElasticPath.IntegrationCount = 5;
        options.ElasticPath.LogCount = ElasticPathLogs;
        options.ElasticPath.RequestsPerToken = RequestsPerToken;
        options.Sendcloud.IntegrationCount = 4;
        options.Sendcloud.LogCount = SendcloudLogs;
        options.BeforeAnswer = Change;
    }

    /// <summary>New logs come first and move all others towards later pages; one that was read goes.</summary>
    private void Change(RecordedRequest request)
    {
        if (!request.Path.EndsWith("/logs", StringComparison.Ordinal))
        {
            return;
        }

        // Each vendor counts its own pages: which of the two is ahead is left to chance.
        bool isElasticPath = request.Vendor == IntegrationVendor.ElasticPath;
        int page = Interlocked.Increment(ref isElasticPath ? ref _elasticPathPages : ref _sendcloudPages);

        // Not before the first page is out: what is there by then is read like all others.
        bool isFirst = !request.Query.ContainsKey("page[offset]") && !request.Query.ContainsKey("cursor");
        if (page % PagesPerArrival == 0 && !isFirst)
        {
            for (int i = 0; i < LogsPerArrival; i++)
            {
                _ = isElasticPath
                    ? (object)_server.ElasticPath.Logs.InsertNew(0)
                    : _server.Sendcloud.Logs.InsertNew(0);
                Interlocked.Increment(ref _arrived);
            }
        }

        if (isElasticPath && page == PageOfRemoval)
        {
            // Behind whatever arrived by then, and on the first page when that was read.
            _server.ElasticPath.Logs.RemoveAt((page / PagesPerArrival * LogsPerArrival) + 10);
        }
    }
}
