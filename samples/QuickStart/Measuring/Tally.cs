using IntegrationLogs.Client;
using QuickStart.Streaming;

namespace QuickStart.Measuring;

/// <summary>Counts all logs as they come.</summary>
internal sealed class Tally(IEnumerable<IntegrationVendor> vendors)
{
    private readonly VendorTally[] _vendors = [.. vendors.Select(vendor => new VendorTally(vendor))];

    public IReadOnlyList<VendorTally> Vendors => _vendors;

    public int Logs { get; private set; }

    public void Add(StreamedLog log)
    {
        Logs++;
        Array.Find(_vendors, tally => tally.Vendor == log.Vendor)!.Add(log);
    }
}
