namespace IntegrationLogs.Client.Feed;

/// <summary>What one poll of a source found, taken one by one.</summary>
internal sealed class FoundBatch<T>(IReadOnlyList<T> found)
{
    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;

    /// <summary>Done when the consumer asks for more after the last.</summary>
    public Task Taken => _taken.Task;

    public bool IsEmpty => _next == found.Count;

    public T Take() => found[_next++];

    public void MarkTaken() => _taken.TrySetResult();
}
