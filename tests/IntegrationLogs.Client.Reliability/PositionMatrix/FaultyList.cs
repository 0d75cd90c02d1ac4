using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.PositionMatrix;

/// <summary>A cell's client and list, and the fault at the requests that a test says.</summary>
internal sealed class FaultyList : IAsyncDisposable
{
    private readonly BodyFault _fault;
    private SpoilingRelay? _relay;

    private FaultyList(BodyFault fault) => _fault = fault;

    public Trial Trial { get; private set; } = null!;

    public VendorLogs Logs { get; private set; } = null!;

    /// <summary>How many page requests the vendor saw since a fault was last planned.</summary>
    public int Requests => Logs.Faults.RequestsSeen;

    public static async Task<FaultyList> StartAsync(Cell cell)
    {
        var list = new FaultyList(cell.Fault);
        list.Trial = await Trial.StartAsync(
            list.Configure,
            cell.Configure,
            builder => BodyWatch.Add(builder, BodyFault.StallsAfter, list.PassAttemptTimeout));
        list.Logs = new VendorLogs(list.Trial, cell.Vendor);
        return list;
    }

    /// <summary>Lets one request fail, or all from it on.</summary>
    public void Fail(int request, bool always)
    {
        Clear();
        _relay!.Play(_fault.Spoil, number => always ? number >= request : number == request);
        if (_fault.Fault is null)
        {
            return;
        }

        if (!always)
        {
            Logs.Faults.At(request, _fault.Fault);
            return;
        }

        if (request > 1)
        {
            Logs.Faults.EnqueueNone(request - 1);
        }

        Logs.Faults.Always(_fault.Fault);
    }

    public void Clear()
    {
        _relay!.Play(spoil: null, _ => false);
        Logs.Faults.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await Trial.DisposeAsync();
        await _relay!.DisposeAsync();
    }

    private void Configure(IntegrationLogsClientOptions options)
    {
        options.Resilience.MaxResponseBytes = BodyFault.LongestAnswer;
        _relay = SpoilingRelay.Start(options.ElasticPath.BaseAddress);
        if (_fault.Spoil is not null)
        {
            options.ElasticPath.BaseAddress = _relay.BaseAddress;
            options.Sendcloud.BaseAddress = new Uri(_relay.BaseAddress, options.Sendcloud.BaseAddress.AbsolutePath);
        }
    }

    private void PassAttemptTimeout()
    {
        if (_fault.Stalls)
        {
            // Not on the thread that is about to wait.
            ThreadPool.QueueUserWorkItem(_ => Trial.Time.Clock.Advance(new ResilienceOptions().AttemptTimeout));
        }
    }
}
