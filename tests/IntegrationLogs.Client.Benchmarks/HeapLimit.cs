using System.Diagnostics;
using IntegrationLogs.Client.Benchmarks.Clients;
using IntegrationLogs.Client.Benchmarks.Server;

namespace IntegrationLogs.Client.Benchmarks;

/// <summary>A long list read by a process whose heap may hold 8 MB and no more.</summary>
internal static class HeapLimit
{
    public const int Logs = 200_000;

    private const string Limit = "0x800000";

    /// <summary>How many of some launches have read all logs.</summary>
    public static async Task<int> CountCompleteAsync(ServerProcess server, IntegrationVendor vendor, int launches)
    {
        int complete = 0;
        for (int launch = 0; launch < launches; launch++)
        {
            complete += await HoldsAsync(server, vendor) ? 1 : 0;
        }

        return complete;
    }

    /// <summary>What such a process does; true if all logs came.</summary>
    public static async Task<bool> DrainAsync(Uri address, IntegrationVendor vendor, int? readAhead)
    {
        await using var client = new OurClient(address, readAhead);
        var sum = new Checksum();
        await client.ReadAsync(vendor, sum, afterPage: null);
        return sum.Items == Logs;
    }

    private static async Task<bool> HoldsAsync(ServerProcess server, IntegrationVendor vendor)
    {
        using Process process = OwnProcess.Start(
            new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = Limit }, "drain", server.At(Logs).AbsoluteUri, vendor.ToString());
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
