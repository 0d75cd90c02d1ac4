using System.Diagnostics;
using System.Globalization;
using IntegrationLogs.Client.Reliability.Infrastructure;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>
/// Hostile inputs cost no more than their size. What a size costs in memory is told exactly, so both forms assert it; the long form also
/// measures time, of which only the order of growth is asserted: a quadratic reader would need 256 times as long per byte.
/// </summary>
public sealed class GrowthTests(ITestOutputHelper output)
{
    private const int Kibibyte = 1024;

    /// <summary>Lists double as they grow, and strings need two bytes a character: between two sizes so much is chance.</summary>
    private const double MostMemoryGrowth = 2.5;

    private const double MostTimeGrowth = 8;

    /// <summary>Below this, caches decide and not the reader: it looks at many bytes at once, or at few of them.</summary>
    private const double CheapNanoseconds = 5;

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

    [Fact]
    public void Time_grows_with_the_input_and_no_faster()
    {
        int[] sizes = Form.Of<int[]>([Smallest], [Smallest, 256 * Kibibyte, 4096 * Kibibyte]);
        var worst = (Growth: 0.0, Name: string.Empty);
        foreach (HostileInput input in HostileInput.All)
        {
            double[] perByte = [.. sizes.Select(size => NanosecondsPerByte(input, size))];
            double growth = perByte[^1] / Math.Max(perByte[0], CheapNanoseconds);
            worst = growth > worst.Growth ? (growth, input.Name) : worst;
            if (Form.IsLong)
            {
                output.WriteLine($"Fuzz: ns per byte at 16 KiB, 256 KiB, 4 MiB: {Row(perByte)}: {input.Name}");
                Assert.True(growth < MostTimeGrowth, $"{input.Name}: {Row(perByte)} ns per byte");
            }
        }

        if (Form.IsLong)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Fuzz: time per byte at 4 MiB over 16 KiB: at most {worst.Growth:0.0} ({worst.Name})"));
        }
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

    /// <summary>The best of several, each over the same number of bytes at least: what else the machine does is left out.</summary>
    private static double NanosecondsPerByte(HostileInput input, int size)
    {
        Action read = input.Prepare(size);
        int rounds = Math.Max(1, 256 * Kibibyte / size);
        double best = double.MaxValue;
        for (int repeat = 0; repeat < Form.Of(1, 3); repeat++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < rounds; i++)
            {
                read();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / ((double)size * rounds));
        }

        return best;
    }

    private static string Row(IEnumerable<double> values) =>
        string.Join(", ", values.Select(value => value.ToString("0.00", CultureInfo.InvariantCulture)));
}
