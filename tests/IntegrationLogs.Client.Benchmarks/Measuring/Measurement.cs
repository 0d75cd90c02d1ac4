using System.Diagnostics;
using IntegrationLogs.Client.Benchmarks.Clients;

namespace IntegrationLogs.Client.Benchmarks.Measuring;

/// <summary>What one reading of a list cost.</summary>
/// <param name="Checksum">What was read.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Bytes">What it allocated.</param>
/// <param name="CpuSeconds">The processor time this process took.</param>
internal sealed record Measurement(Checksum Checksum, double Seconds, long Bytes, double CpuSeconds)
{
    public double ItemsPerSecond => Checksum.Items / Seconds;

    public double BytesPerItem => (double)Bytes / Checksum.Items;

    public double CpuMicrosecondsPerItem => CpuSeconds * 1e6 / Checksum.Items;

    public static async Task<Measurement> TakeAsync(Func<Checksum, Task> read)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var sum = new Checksum();
        using var process = Process.GetCurrentProcess();
        TimeSpan cpu = process.TotalProcessorTime;
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long started = Stopwatch.GetTimestamp();
        await read(sum);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        process.Refresh();
        return new Measurement(sum, seconds, bytes, (process.TotalProcessorTime - cpu).TotalSeconds);
    }
}
