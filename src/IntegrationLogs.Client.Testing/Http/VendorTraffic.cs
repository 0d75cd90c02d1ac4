namespace IntegrationLogs.Client.Testing.Http;

/// <summary>What stands between a vendor's clients and its endpoints, and counts who passes.</summary>
internal sealed class VendorTraffic(TimeProvider time, TimeSpan latency, FakeRateLimit? limit, FakeCompression compression)
{
    private readonly FixedWindow? _window = limit is null ? null : new FixedWindow(limit, time);
    private int _pageRequests;

    public FaultScript Faults { get; } = new();

    public FaultScript TokenFaults { get; } = new();

    public int PageRequests => Volatile.Read(ref _pageRequests);

    public void CountPageRequest() => Interlocked.Increment(ref _pageRequests);

    public string? EnterWindow() => _window?.Enter();

    public Task DelayAsync(CancellationToken cancellationToken) =>
        latency == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(latency, time, cancellationToken);

    public Answer Compress(Answer answer, IncomingRequest request) =>
        compression == FakeCompression.None
            ? answer
            : Compression.Compress(answer, compression, request.Headers.GetValueOrDefault("Accept-Encoding"));
}
