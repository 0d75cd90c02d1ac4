using System.Diagnostics;

namespace IntegrationLogs.Client.Reliability.Soak;

/// <summary>What this process holds: where it cannot be told apart, sockets are counted as handles only.</summary>
internal sealed record Footprint(int Sockets, int Handles, int Threads, long ManagedBytes)
{
    private const string Descriptors = "/proc/self/fd";

    public double ManagedMegabytes => ManagedBytes / 1_048_576.0;

    public static Footprint Take()
    {
        long managed = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        if (!Directory.Exists(Descriptors))
        {
            return new Footprint(0, process.HandleCount, process.Threads.Count, managed);
        }

        string?[] targets = [.. Directory.EnumerateFileSystemEntries(Descriptors).Select(TargetOf)];
        int sockets = targets.Count(target => target?.StartsWith("socket:", StringComparison.Ordinal) is true);
        return new Footprint(sockets, targets.Length, process.Threads.Count, managed);
    }

    private static string? TargetOf(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget;
        }
        catch (IOException)
        {
            // Closed meanwhile.
            return null;
        }
    }
}
