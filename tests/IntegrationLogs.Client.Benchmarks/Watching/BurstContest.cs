using IntegrationLogs.Client.Benchmarks.Measuring;
using IntegrationLogs.Client.Benchmarks.Server;

namespace IntegrationLogs.Client.Benchmarks.Watching;

/// <summary>Many new logs at once, in one source and in a thousand: what they cost, and that a long list takes no room.</summary>
internal static class BurstContest
{
    private const int Entries = 16_000;
    private const int Sources = 1000;
    private const double MostBytes = 20e6;
    private const double MostCpuSeconds = 3;
    private const double MostRatio = 1.2;
    private const int Rounds = 3;

    public static async Task RunAsync(Figures figures)
    {
        using (var one = ServerProcess.StartBurst(shops: 1, Entries))
        {
            BurstRun window = Window(one, checkpointEvery: 100);
            figures.Add(
                window.Handled == Entries && window.BytesWritten <= MostBytes && window.CpuSeconds <= MostCpuSeconds,
                $"{Entries:N0} entries in one window: {window}; {MostBytes / 1e6:0} MB and {MostCpuSeconds:0} s allowed");
            figures.Tell($"With a checkpoint after each: {Window(one, checkpointEvery: 1)}");
            using var many = ServerProcess.StartBurst(Sources, Entries / Sources);
            Compare(figures, one, many);
        }

        await LongList.RunAsync(figures);
    }

    private static BurstRun Window(ServerProcess server, int checkpointEvery) =>
        BurstRun.Measure(server.Address.AbsoluteUri, server.Shops, Entries, pageSize: 100, maxPages: 10, checkpointEvery);

    /// <summary>As many polls, of a page each, and as many logs a page, in one source and in a thousand.</summary>
    private static void Compare(Figures figures, ServerProcess one, ServerProcess many)
    {
        List<double> ratios = [];
        List<double> micros = [];
        List<BurstRun> runs = [];
        for (int round = 0; round < Rounds; round++)
        {
            BurstRun single = Measure(one);
            BurstRun thousand = Measure(many);
            ratios.Add(thousand.CpuSeconds / single.CpuSeconds);
            micros.Add(single.CpuSeconds * 1e6 / Entries);
            runs.AddRange([single, thousand]);
        }

        double ratio = Quartiles.Of(ratios).Median;
        figures.Add(
            ratio <= MostRatio && runs.All(run => run.Handled == Entries),
            $"An entry of {Sources:N0} sources costs {ratio:0.00} times the processor time of one of a single source; {MostRatio:0.0} allowed");
        figures.Tell($"One of a single source costs {Quartiles.Of(micros).Median:0} µs");
        figures.Tell($"A single source: {runs[^2]}");
        figures.Tell($"{Sources:N0} sources: {runs[^1]}");
    }

    private static BurstRun Measure(ServerProcess server) => BurstRun.Measure(
        server.Address.AbsoluteUri, server.Shops, Entries, pageSize: Entries / Sources, maxPages: 1, checkpointEvery: 100);
}
