namespace IntegrationLogs.Client.Feed;

/// <summary>What one poll of a source found, taken entry by entry.</summary>
internal sealed class FoundBatch(IReadOnlyList<WatchedEntry> entries)
{
    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;

    /// <summary>Done when the consumer asks for more after the last entry.</summary>
    public Task Taken => _taken.Task;

    public bool IsEmpty => _next == entries.Count;

    public WatchedEntry Take() => entries[_next++];

    public void MarkTaken() => _taken.TrySetResult();
}
