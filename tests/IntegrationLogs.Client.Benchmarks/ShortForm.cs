using IntegrationLogs.Client.Benchmarks.Clients;
using IntegrationLogs.Client.Benchmarks.Measuring;
using IntegrationLogs.Client.Benchmarks.Server;
using IntegrationLogs.Client.Benchmarks.Watching;

namespace IntegrationLogs.Client.Benchmarks;

/// <summary>
/// What does not depend on the machine, held against recorded figures: bytes allocated per log, the heap limit, and a watch of a thousand
/// sources.
/// </summary>
internal sealed class ShortForm(ServerProcess server, TextWriter output)
{
    private const double Tolerance = 0.05;
    private const int Rounds = 7;

    // Where the heap lies decides how the runtime divides it, so that one launch alone says little.
    private const int Launches = 4;

    private static readonly Dictionary<IntegrationVendor, double> RecordedBytesPerLog = new()
    {
        [IntegrationVendor.ElasticPath] = 508,
        [IntegrationVendor.Sendcloud] = 515,
    };

    /// <summary>Whether all figures are met.</summary>
    public async Task<bool> RunAsync()
    {
        var figures = new Figures(output);
        foreach ((IntegrationVendor vendor, double recorded) in RecordedBytesPerLog)
        {
            double bytes = await BytesPerLogAsync(vendor);
            figures.Add(
                Math.Abs(bytes - recorded) <= recorded * Tolerance,
                $"{vendor}: {bytes:0} bytes allocated per log, recorded {recorded:0}, {100 * Tolerance:0} % more or less allowed");
            int complete = await HeapLimit.CountCompleteAsync(server, vendor, Launches);
            figures.Add(
                complete == Launches,
                $"{vendor}: {complete} of {Launches} launches read {HeapLimit.Logs:N0} logs under a heap limit of 8 MB");
        }

        await WatchContest.RunShortAsync(figures);
        return figures.AreAllMet;
    }

    private async Task<double> BytesPerLogAsync(IntegrationVendor vendor)
    {
        await using var client = new OurClient(server.At(20_000));
        var bytes = new List<double>();
        for (int round = 0; round < Rounds; round++)
        {
            bytes.Add((await Measurement.TakeAsync(sum => client.ReadAsync(vendor, sum, afterPage: null))).BytesPerItem);
        }

        return Quartiles.Of(bytes).Median;
    }
}
