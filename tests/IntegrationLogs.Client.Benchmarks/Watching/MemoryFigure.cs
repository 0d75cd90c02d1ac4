using System.Diagnostics;

namespace IntegrationLogs.Client.Benchmarks.Watching;

/// <summary>This process's memory at some moment.</summary>
/// <param name="At">How many polls or entries there were before.</param>
/// <param name="Live">Managed bytes that a full collection leaves.</param>
/// <param name="WorkingSet">Bytes of the machine's memory.</param>
internal sealed record MemoryFigure(int At, long Live, long WorkingSet)
{
    public static MemoryFigure Take(int at)
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        return new MemoryFigure(at, GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64);
    }
}
