using IntegrationLogs.Client.Testing.Records;

namespace IntegrationLogs.Client.Testing.Http;

/// <summary>What stands between a vendor's clients and its endpoints, and counts who passes.</summary>
internal sealed class VendorTraffic(TimeProvider time, VendorClock clock, FakeVendorOptions options)
{
    // Options are read once: a user may change the object afterwards.
    private readonly TimeSpan _latency = options.Latency;
    private readonly FakeCompression _compression = options.Compression;
    private readonly FixedWindow? _window = options.RateLimit is null ? null : new FixedWindow(options.RateLimit, time);
    private int _pageRequests;

    public FaultScript Faults { get; } = new();

    public FaultScript TokenFaults { get; } = new();

    /// <summary>What time the vendor's answers say it is.</summary>
    public DateTimeOffset Date => clock.Date;

    public int PageRequests => Volatile.Read(ref _pageRequests);

    public void CountPageRequest() => Interlocked.Increment(ref _pageRequests);

    public string? EnterWindow() => _window?.Enter();

    public Task DelayAsync(CancellationToken cancellationToken) =>
        _latency == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(_latency, time, cancellationToken);

    public Answer Compress(Answer answer, IncomingRequest request) =>
        _compression == FakeCompression.None
            ? answer
            : Compression.Compress(answer, _compression, request.Headers.GetValueOrDefault("Accept-Encoding"));
}
