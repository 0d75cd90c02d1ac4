using IntegrationLogs.Client.Reliability.Infrastructure;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Reliability.Cancellation;

/// <summary>A client whose request for a certain page never gets past one kind of wait.</summary>
internal sealed class WaitStage : IAsyncDisposable
{
    private const int StallsAfter = 100;

    private readonly WaitKind _kind;
    private readonly int _request;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _startedAt;

    private WaitStage(WaitKind kind, int request) => (_kind, _request) = (kind, request);

    public Trial Trial { get; private set; } = null!;

    public VendorLogs Logs { get; private set; } = null!;

    /// <summary>Whether the wait is for a request that is nobody's in particular, and goes on until the client ends.</summary>
    private bool IsForToken => _kind is WaitKind.Token or WaitKind.Replacement;

    /// <param name="kind">Where the request gets stuck.</param>
    /// <param name="vendor">Whose page it asks for.</param>
    /// <param name="request">Which of the page requests it is, from 1.</param>
    public static async Task<WaitStage> StartAsync(WaitKind kind, IntegrationVendor vendor, int request)
    {
        var stage = new WaitStage(kind, request);
        stage.Trial = await Trial.StartAsync(server: Configure, build: stage.Watch);
        stage.Logs = new VendorLogs(stage.Trial, vendor);
        stage.Plan();
        return stage;

        void Configure(FakeVendorServerOptions server)
        {
            server.ElasticPath.LogCount = server.Sendcloud.LogCount = 50;
            server.ElasticPath.DefaultPageSize = server.Sendcloud.DefaultPageSize = 10;
            server.Sendcloud.Authentication = stage.IsForToken ? SendcloudAuthentication.OAuth2 : SendcloudAuthentication.Basic;
        }
    }

    /// <summary>Done when the request waits.</summary>
    public async Task ReachAsync()
    {
        await (_kind switch
        {
            WaitKind.Headers => Eventually.IsTrueAsync(() => Logs.Faults.RequestsSeen == _request),
            WaitKind.Token => Eventually.IsTrueAsync(() => Logs.TokenFaults.RequestsSeen == 1),
            WaitKind.Replacement => Eventually.IsTrueAsync(() => Logs.TokenFaults.RequestsSeen == 2),
            _ => _reached.Task.WaitAsync(Effort.Patience),
        });
        _startedAt = Trial.Time.Clock.Elapsed;
    }

    /// <summary>Checks that the call needed no passing of time to end, and left nothing behind.</summary>
    public async Task AssertNothingIsLeftAsync()
    {
        Assert.Equal(_startedAt, Trial.Time.Clock.Elapsed);
        if (IsForToken)
        {
            await Trial.Client.DisposeAsync();
            await Eventually.IsTrueAsync(() => Trial.Time.Clock.PendingTimers == 0);
        }

        Assert.Equal(0, Trial.Time.Clock.PendingTimers);
        await Eventually.IsTrueAsync(() => Trial.Vendors.OpenRequests == 0);
        Trial.Pool.AssertWhole();
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
            handler.ConnectCallback = Connections.HeldIf(() => Logs.Faults.RequestsSeen >= _request, () => _reached.TrySetResult());
        }
    }

    private void Plan()
    {
        // A broken connection is tried again, so the pause before the new one has to pass.
        Trial.Time.SkipsWaits = _kind == WaitKind.Connecting;
        Trial.Time.Waiting = _ =>
        {
            if (_kind != WaitKind.Connecting)
            {
                _reached.TrySetResult();
            }
        };
        switch (_kind)
        {
            case WaitKind.Headers: Logs.Faults.At(_request, Fault.StallBeforeHeaders()); break;
            case WaitKind.Body: Logs.Faults.At(_request, Fault.Stall(StallsAfter)); break;
            case WaitKind.RetryDelay: Logs.Faults.At(_request, Fault.Status(503)); break;
            case WaitKind.RetryAfter: Logs.Faults.At(_request, Fault.Status(429, retryAfter: "7")); break;
            case WaitKind.Token: Logs.TokenFaults.At(1, Fault.StallBeforeHeaders()); break;
            case WaitKind.Connecting: Logs.Faults.At(_request, Fault.ResetBeforeHeaders()); break;
            case WaitKind.Replacement:
                Logs.Faults.At(_request, Fault.Status(401));
                Logs.TokenFaults.At(2, Fault.StallBeforeHeaders());
                break;
        }
    }
}
