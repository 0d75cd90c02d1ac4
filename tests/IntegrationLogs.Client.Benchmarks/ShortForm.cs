using System.Globalization;
using IntegrationLogs.Client.Benchmarks.Clients;
using IntegrationLogs.Client.Benchmarks.Measuring;
using IntegrationLogs.Client.Benchmarks.Server;

namespace IntegrationLogs.Client.Benchmarks;

/// <summary>What does not depend on the machine, held against recorded figures: bytes allocated per log, and the heap limit.</summary>
internal sealed class ShortForm(ServerProcess server, TextWriter output)
{
    private const double Tolerance = 0.05;
    private const int Rounds = 7;

    // Where the heap lies decides how the runtime divides it, so that one launch alone says little.
    private const int Launches = 4;

    private static readonly Dictionary<IntegrationVendor, double> RecordedBytesPerLog = new()
    {
        [IntegrationVendor.ElasticPath] = 454,
        [IntegrationVendor.Sendcloud] = 471,
    };

    /// <summary>Whether all figures are met.</summary>
    public async Task<bool> RunAsync()
    {
        int missed = 0;
        foreach ((IntegrationVendor vendor, double recorded) in RecordedBytesPerLog)
        {
            double bytes = await BytesPerLogAsync(vendor);
            missed += Report(
                Math.Abs(bytes - recorded) <= recorded * Tolerance,
                $"{vendor}: {bytes:0} bytes allocated per log, recorded {recorded:0}, {100 * Tolerance:0} % more or less allowed");
            int complete = await HeapLimit.CountCompleteAsync(server, vendor, Launches);
            missed += Report(
                complete == Launches,
                $"{vendor}: {complete} of {Launches} launches read {HeapLimit.Logs:N0} logs under a heap limit of 4 MB");
        }

        return missed == 0;
    }

    private int Report(bool isMet, FormattableString figure)
    {
        output.WriteLine($"{(isMet ? "met" : "NOT MET")}: {figure.ToString(CultureInfo.InvariantCulture)}");
        return isMet ? 0 : 1;
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
