namespace IntegrationLogs.Client.Buffers;

/// <summary>Arrays so large that the heap may have no room left for them.</summary>
internal static class LargeArray
{
    /// <summary>Makes one; where memory runs out, once more after the runtime has given up what it holds without need.</summary>
    public static T[] Make<T, TState>(TState state, Func<TState, T[]> make)
    {
        try
        {
            return make(state);
        }
        catch (OutOfMemoryException)
        {
            // Under a heap limit the part for small objects grows until it meets the limit. What is free in it helps no large array, and
            // the runtime gives it back only when it is told to.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return make(state);
        }
    }
}
