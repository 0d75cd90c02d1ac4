using System.Diagnostics;
using IntegrationLogs.Client.Benchmarks.Clients;

namespace IntegrationLogs.Client.Benchmarks.Measuring;

internal static class FirstItem
{
    /// <summary>How many seconds pass until a client has a list's first log.</summary>
    public static async Task<double> MeasureAsync(BenchmarkedClient client, IntegrationVendor vendor)
    {
        var sum = new Checksum();
        long started = Stopwatch.GetTimestamp();
        await client.ReadFirstAsync(vendor, sum);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
