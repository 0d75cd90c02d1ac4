namespace IntegrationLogs.Client.Feed;

/// <summary>What one poll of a source found.</summary>
/// <param name="Source">The source.</param>
/// <param name="Entries">What is to be handed out, one for one with the steps' <see cref="SourceSteps.Found"/>.</param>
/// <param name="Steps">The progress from entry to entry.</param>
internal sealed record SourceBatch(LogSource Source, IReadOnlyList<IntegrationLogEntry> Entries, SourceSteps Steps)
{
    private readonly TaskCompletionSource _handedOut = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the consumer has taken the last entry.</summary>
    public Task HandedOut => _handedOut.Task;

    public void MarkHandedOut() => _handedOut.TrySetResult();
}
