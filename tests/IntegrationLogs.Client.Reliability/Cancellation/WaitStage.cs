using IntegrationLogs.Client.Reliability.Infrastructure;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Reliability.Cancellation;

/// <summary>A client whose request for a certain page never gets past one kind of wait. Pages of ten, which overlap by one.</summary>
internal sealed class WaitStage : IAsyncDisposable
{
    private const int StallsAfter = 100;
    private const int PageSize = 10;

    private readonly WaitKind _kind;
    private readonly IntegrationVendor _vendor;
    private readonly int _page;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _startedAt;

    private WaitStage(WaitKind kind, IntegrationVendor vendor, int page) => (_kind, _vendor, _page) = (kind, vendor, page);

    public Trial Trial { get; private set; } = null!;

    public VendorLogs Logs { get; private set; } = null!;

    /// <summary>Whether the wait is for a request that is nobody's in particular, and goes on until the client ends.</summary>
    private bool IsForToken => _kind is WaitKind.Token or WaitKind.Replacement;

    /// <param name="kind">Where the request gets stuck.</param>
    /// <param name="vendor">Whose page it asks for.</param>
    /// <param name="page">Which of the list's pages it asks for, from 1.</param>
    public static async Task<WaitStage> StartAsync(WaitKind kind, IntegrationVendor vendor, int page)
    {
        var stage = new WaitStage(kind, vendor, page);
        stage.Trial = await Trial.StartAsync(server: Configure, build: stage.Watch);
        stage.Logs = new VendorLogs(stage.Trial, vendor);
        stage.Plan();
        return stage;

        void Configure(FakeVendorServerOptions server)
        {
            server.ElasticPath.LogCount = server.Sendcloud.LogCount = 50;
            server.ElasticPath.DefaultPageSize = server.Sendcloud.DefaultPageSize = PageSize;
            server.Sendcloud.Authentication = stage.IsForToken ? SendcloudAuthentication.OAuth2 : SendcloudAuthentication.Basic;
        }
    }

    /// <summary>Done when the request waits.</summary>
    public async Task ReachAsync()
    {
        await (_kind switch
        {
            WaitKind.Headers => Eventually.IsTrueAsync(() => Logs.Requests.Any(IsForPage)),
            WaitKind.Token => Eventually.IsTrueAsync(() => Logs.TokenFaults.RequestsSeen == 1),
            WaitKind.Replacement => Eventually.IsTrueAsync(() => Logs.TokenFaults.RequestsSeen == 2),
            _ => _reached.Task.WaitAsync(Effort.Patience),
        });
        _startedAt = Trial.Time.Clock.GetUtcNow();
    }

    /// <summary>Checks that the call needed no passing of time to end, and left nothing behind.</summary>
    public async Task AssertNothingIsLeftAsync()
    {
        Assert.Equal(_startedAt, Trial.Time.Clock.GetUtcNow());
        if (IsForToken)
        {
            await Trial.Client.DisposeAsync();
            await Eventually.IsTrueAsync(() => Trial.Time.Clock.PendingTimers == 0);
        }

        Assert.Equal(0, Trial.Time.Clock.PendingTimers);
        await Eventually.IsTrueAsync(() => Trial.Vendors.OpenRequests == 0);
        await Trial.Pool.AssertWholeAsync();
    }

    public ValueTask DisposeAsync() => Trial.DisposeAsync();

    private void Watch(IIntegrationLogsClientBuilder builder)
    {
        BodyWatch.Add(builder, StallsAfter, () => _reached.TrySetResult());
        builder.ElasticPath.ConfigurePrimaryHttpMessageHandler((handler, _) => HoldConnections((SocketsHttpHandler)handler));
        builder.Sendcloud.ConfigurePrimaryHttpMessageHandler((handler, _) => HoldConnections((SocketsHttpHandler)handler));
    }

    private void HoldConnections(SocketsHttpHandler handler)
    {
        if (_kind == WaitKind.Connecting)
        {
            // Every request needs a connection of its own.
            handler.PooledConnectionLifetime = TimeSpan.Zero;
            handler.ConnectCallback = Connections.HeldIf(
                request => request.Method == HttpMethod.Get && IsForPage(request.RequestUri!.Query.TrimStart('?'), Logs.Requests.Count),
                () => _reached.TrySetResult());
        }
    }

    private void Plan()
    {
        Trial.Time.SkipsWaits = false;
        Trial.Time.Waiting = _ => _reached.TrySetResult();
        switch (_kind)
        {
            case WaitKind.Headers: FailPage(Fault.StallBeforeHeaders()); break;
            case WaitKind.Body: FailPage(Fault.Stall(StallsAfter)); break;
            case WaitKind.RetryDelay: FailPage(Fault.Status(503)); break;
            case WaitKind.RetryAfter: FailPage(Fault.Status(429, retryAfter: "7")); break;
            case WaitKind.Token: Logs.TokenFaults.At(1, Fault.StallBeforeHeaders()); break;
            case WaitKind.Replacement:
                FailPage(Fault.Status(401));
                Logs.TokenFaults.At(2, Fault.StallBeforeHeaders());
                break;
        }
    }

    private void FailPage(Fault fault) => Logs.Faults.For(IsForPage, fault, times: 1);

    private bool IsForPage(RecordedRequest request) => IsForPage(request.QueryString, Logs.Requests.ToList().IndexOf(request));

    /// <summary>Offsets say which page is meant, whatever else is in flight; cursors say nothing, but come one after the other.</summary>
    private bool IsForPage(string query, int requestsBefore)
    {
        string[] fields = Uri.UnescapeDataString(query).Split('&');
        return _vendor == IntegrationVendor.Sendcloud
            ? requestsBefore == _page - 1
            : fields.SingleOrDefault(field => field.StartsWith("page[offset]=", StringComparison.Ordinal))
                == (_page == 1 ? null : $"page[offset]={(_page - 1) * (PageSize - 1)}");
    }
}
