namespace IntegrationLogs.Client.Benchmarks.Watching;

/// <summary>The most of what many threads see.</summary>
internal static class InterlockedMax
{
    public static void Raise(ref int most, int seen)
    {
        int known = Volatile.Read(ref most);
        while (seen > known)
        {
            int before = Interlocked.CompareExchange(ref most, seen, known);
            (known, seen) = before == known ? (seen, seen) : (before, seen);
        }
    }
}
