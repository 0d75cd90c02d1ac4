using System.Globalization;
using IntegrationLogs.Client.Benchmarks.Measuring;
using IntegrationLogs.Client.Reliability.Fuzzing;

namespace IntegrationLogs.Client.Benchmarks.Growth;

/// <summary>
/// What hostile inputs cost in processor time as they grow. Only the order of growth is held against a limit: a quadratic reader would need 256 times
/// as long per byte.
/// </summary>
internal static class GrowthContest
{
    private const int Kibibyte = 1024;

    /// <summary>An eighth of what a quadratic reader would need. Collecting large objects costs some of it.</summary>
    private const double MostGrowth = 32;

    /// <summary>Below this, caches decide and not the reader: it looks at many bytes at once, or at few of them.</summary>
    private const double CheapNanoseconds = 5;

    private static readonly int[] Sizes = [16 * Kibibyte, 256 * Kibibyte, 4096 * Kibibyte];

    public static void Run(Figures figures)
    {
        (double Growth, string Name) worst = (0, string.Empty);
        foreach (HostileInput input in HostileInput.All)
        {
            double[] perByte = [.. Sizes.Select(size => NanosecondsPerByte(input, size))];
            double growth = perByte[^1] / Math.Max(perByte[0], CheapNanoseconds);
            worst = growth > worst.Growth ? (growth, input.Name) : worst;
            string row = string.Join(", ", perByte.Select(value => value.ToString("0.00", CultureInfo.InvariantCulture)));
            figures.Tell($"ns per byte at 16 KiB, 256 KiB, 4 MiB: {row}: {input.Name}");
        }

        figures.Add(
            worst.Growth < MostGrowth,
            $"Processor time per byte at 4 MiB over 16 KiB, {HostileInput.All.Length} inputs: at most {worst.Growth:0.0} ({worst.Name}); {MostGrowth} allowed");
    }

    /// <summary>The best of several, each over the same number of bytes at least: what else the machine does is left out.</summary>
    private static double NanosecondsPerByte(HostileInput input, int size)
    {
        Action read = input.Prepare(size);
        int rounds = Math.Max(1, 256 * Kibibyte / size);
        double best = double.MaxValue;
        for (int repeat = 0; repeat < 5; repeat++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            for (int i = 0; i < rounds; i++)
            {
                read();
            }

            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / ((double)size * rounds));
        }

        return best;
    }
}
