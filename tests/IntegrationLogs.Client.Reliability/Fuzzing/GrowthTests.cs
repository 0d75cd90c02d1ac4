using System.Globalization;
using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>
/// Hostile inputs cost no more memory than their size. What they cost in time, the benchmarks measure.
/// </summary>
public sealed class GrowthTests
{
    private const int Kibibyte = 1024;

    /// <summary>Lists double as they grow, and strings need two bytes a character: between two sizes so much is chance.</summary>
    private const double MostMemoryGrowth = 2.5;

    private static readonly int Smallest = Form.Of(2 * Kibibyte, 16 * Kibibyte);

    public static TheoryData<string> Inputs => [.. HostileInput.All.Select(input => input.Name)];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Memory_grows_with_the_input_and_no_faster(string name)
    {
        HostileInput input = HostileInput.All.Single(hostile => hostile.Name == name);
        input.Prepare(Smallest)();

        double[] perByte = [.. new[] { 1, 4, 16, 64 }.Select(times => AllocatedPerByte(input, Smallest * times))];

        Assert.True(perByte.Skip(1).All(cost => cost <= (perByte[0] * MostMemoryGrowth) + 1), Row(perByte));
    }

    private static double AllocatedPerByte(HostileInput input, int size)
    {
        Action read = input.Prepare(size);
        long least = long.MaxValue;
        for (int repeat = 0; repeat < 3; repeat++)
        {
            // The first time fills pools.
            long before = GC.GetAllocatedBytesForCurrentThread();
            read();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least / (double)size;
    }

    private static string Row(IEnumerable<double> values) =>
        string.Join(", ", values.Select(value => value.ToString("0.00", CultureInfo.InvariantCulture)));
}
