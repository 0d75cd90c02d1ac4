using IntegrationLogs.Client.Benchmarks.Clients;
using IntegrationLogs.Client.Benchmarks.Measuring;
using IntegrationLogs.Client.Benchmarks.Server;

namespace IntegrationLogs.Client.Benchmarks;

/// <summary>All clients side by side, in one process, against a server in another.</summary>
internal sealed class Comparison(ServerProcess server, TextWriter output)
{
    private const int Latency = 20;

    private static readonly IntegrationVendor[] Vendors = Enum.GetValues<IntegrationVendor>();

    /// <summary>Everything for one vendor or for both, with so many rounds where there is no latency and fewer where there is.</summary>
    public async Task RunAsync(int rounds, IntegrationVendor? only)
    {
        foreach (IntegrationVendor vendor in Vendors.Where(vendor => only is null || vendor == only))
        {
            await CompareAsync("No latency", vendor, server.At(20_000), rounds, warmups: 25);
            await FirstAsync(vendor, rounds * 20);
            await CompareAsync("gzip", vendor, server.At(20_000, encoding: "gzip"), Math.Max(3, rounds / 3), warmups: 10);
            await CompareAsync("br", vendor, server.At(20_000, encoding: "br"), Math.Max(3, rounds / 3), warmups: 10);
            await CompareAsync("20 ms latency", vendor, server.At(5_000, Latency), Math.Max(3, rounds / 15), warmups: 2);
            await SlowConsumerAsync(vendor, Math.Max(3, rounds / 15));
        }

        if (only is not IntegrationVendor.Sendcloud)
        {
            await ReadAheadAsync(Math.Max(3, rounds / 15));
        }
    }

    private async Task CompareAsync(string title, IntegrationVendor vendor, Uri address, int rounds, int warmups)
    {
        await using var floor = new FloorClient(address);
        await using var ours = new OurClient(address);
        await using var ahead = new OurClient(address, readAhead: 8);
        await using var usual = new UsualClient(address);
        await using var restSharp = new RestSharpClient(address);
        var contest = new Contest(title, vendor, [floor, ours, ahead, usual, restSharp]);
        await contest.RunAsync(rounds, warmups);
        contest.Report(output);
    }

    /// <summary>A consumer that takes as long for a page as the server.</summary>
    private async Task SlowConsumerAsync(IntegrationVendor vendor, int rounds)
    {
        Uri address = server.At(5_000, Latency);
        await using var sequential = new OurClient(address, readAhead: 0, "sequential");
        await using var ours = new OurClient(address);
        var contest = new Contest("20 ms latency and a consumer of 20 ms a page", vendor, [sequential, ours]);
        await contest.RunAsync(rounds, warmups: 1, () => Task.Delay(Latency));
        contest.Report(output);
    }

    private async Task ReadAheadAsync(int rounds)
    {
        Uri address = server.At(10_000, Latency);
        await using var sequential = new OurClient(address, readAhead: 0, "sequential");
        await using var ahead = new OurClient(address, readAhead: 8);
        var contest = new Contest("100 pages at 20 ms", IntegrationVendor.ElasticPath, [sequential, ahead]);
        await contest.RunAsync(rounds, warmups: 1);
        contest.Report(output);
    }

    private async Task FirstAsync(IntegrationVendor vendor, int rounds)
    {
        Uri address = server.At(20_000);
        await using var floor = new FloorClient(address);
        await using var ours = new OurClient(address);
        BenchmarkedClient[] clients = [floor, ours];
        var ratios = new List<double>();
        for (int round = -rounds / 4; round < rounds; round++)
        {
            double[] seconds = new double[2];
            for (int turn = 0; turn < 2; turn++)
            {
                int at = (turn + Math.Abs(round)) % 2;
                seconds[at] = await FirstItem.MeasureAsync(clients[at], vendor);
            }

            if (round >= 0)
            {
                ratios.Add(seconds[1] / seconds[0]);
            }
        }

        await output.WriteLineAsync(
            $"\n### Time to the first log, {vendor}, connection open: {Quartiles.Of(ratios)} of the floor's, {rounds} rounds");
    }
}
