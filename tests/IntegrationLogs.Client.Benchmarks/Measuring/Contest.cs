using IntegrationLogs.Client.Benchmarks.Clients;

namespace IntegrationLogs.Client.Benchmarks.Measuring;

/// <summary>Some clients that read the same list in turn, again and again; the first is what the others are held against.</summary>
internal sealed class Contest(string title, IntegrationVendor vendor, IReadOnlyList<BenchmarkedClient> clients)
{
    private readonly List<Measurement[]> _rounds = [];

    public async Task RunAsync(int rounds, int warmups, Func<Task>? afterPage = null)
    {
        for (int round = -warmups; round < rounds; round++)
        {
            var measured = new Measurement[clients.Count];
            for (int turn = 0; turn < clients.Count; turn++)
            {
                // Each is first, second and so on equally often.
                int at = (turn + round + warmups) % clients.Count;
                measured[at] = await Measurement.TakeAsync(sum => clients[at].ReadAsync(vendor, sum, afterPage));
            }

            if (measured.Select(one => (one.Checksum.Items, one.Checksum.Value)).Distinct().Count() > 1)
            {
                throw new InvalidOperationException($"{title}: the clients have not read the same.");
            }

            if (round >= 0)
            {
                _rounds.Add(measured);
            }
        }
    }

    /// <summary>The ratio of one client's figure to another's, round by round.</summary>
    private Quartiles Ratio(int client, int other, Func<Measurement, double> figure) =>
        Quartiles.Of(_rounds.Select(round => figure(round[client]) / figure(round[other])));

    public void Report(TextWriter output)
    {
        output.WriteLine($"\n### {title}, {vendor}: {_rounds[0][0].Checksum.Items:N0} logs, {_rounds.Count} rounds\n");
        output.WriteLine("| client | logs/s | ratio | bytes/log | ratio | CPU µs/log | ratio |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        for (int i = 0; i < clients.Count; i++)
        {
            int at = i;
            double Median(Func<Measurement, double> figure) => Quartiles.Of(_rounds.Select(round => figure(round[at]))).Median;
            output.WriteLine(
                $"| {clients[i].Name} | {Median(one => one.ItemsPerSecond):N0} | {Ratio(i, 0, one => one.ItemsPerSecond)} "
                + $"| {Median(one => one.BytesPerItem):N0} | {Ratio(i, 0, one => one.BytesPerItem)} "
                + $"| {Median(one => one.CpuMicrosecondsPerItem):N2} | {Ratio(i, 0, one => one.CpuMicrosecondsPerItem)} |");
        }

        for (int i = 2; i < clients.Count; i++)
        {
            Quartiles ratio = Ratio(1, i, one => one.ItemsPerSecond);
            output.WriteLine($"\n{clients[1].Name} reads {ratio} times as many logs a second as {clients[i].Name}.");
        }
    }
}
