using System.Diagnostics;

namespace IntegrationLogs.Client.Benchmarks.Watching;

/// <summary>This process's memory after so many polls of each source.</summary>
/// <param name="Polls">How many.</param>
/// <param name="Live">Managed bytes that a full collection leaves.</param>
/// <param name="WorkingSet">Bytes of the machine's memory.</param>
internal sealed record MemoryFigure(int Polls, long Live, long WorkingSet)
{
    public static MemoryFigure Take(int polls)
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        return new MemoryFigure(polls, GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64);
    }
}
