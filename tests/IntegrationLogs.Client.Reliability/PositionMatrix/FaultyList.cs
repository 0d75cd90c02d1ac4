using IntegrationLogs.Client.Reliability.Infrastructure;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Reliability.PositionMatrix;

/// <summary>A cell's client and list, and the fault at the page that a test says.</summary>
internal sealed class FaultyList : IAsyncDisposable
{
    /// <summary>One for the attempt and one for the whole call.</summary>
    private const int TimersOfCall = 2;

    private readonly BodyFault _fault;
    private SpoilingRelay? _relay;

    private FaultyList(BodyFault fault) => _fault = fault;

    public Trial Trial { get; private set; } = null!;

    public VendorLogs Logs { get; private set; } = null!;

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

    /// <summary>Lets the next request for a page fail, or all of them.</summary>
    public void Fail(Place place, bool always)
    {
        Clear();
        Trial.Vendors.ClearRequests();
        int? times = always ? null : 1;
        if (_fault.Fault is Fault fault)
        {
            Logs.Faults.For(request => request.QueryString == place.Query, fault, times);
        }
        else
        {
            _relay!.Play(_fault.Spoil, place.Query, times);
        }
    }

    /// <summary>How many requests for a page the vendor got since its fault was planned.</summary>
    public int RequestsFor(Place place) => Logs.Requests.Count(request => request.QueryString == place.Query);

    public void Clear()
    {
        _relay!.Play(spoil: null, string.Empty, times: 0);
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
            _ = Task.Run(PassTimeoutOfOneCallAsync);
        }
    }

    /// <summary>Waits until no other call is in flight: it would time out, too.</summary>
    private async Task PassTimeoutOfOneCallAsync()
    {
        await Eventually.IsTrueAsync(() => Trial.Time.Clock.PendingTimers == TimersOfCall);
        Trial.Time.Clock.Advance(new ResilienceOptions().AttemptTimeout);
    }
}
