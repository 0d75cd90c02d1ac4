using IntegrationLogs.Client;

namespace AotSmoke;

/// <summary>What a hosted watch found, until it is enough.</summary>
internal sealed class WatchedEntries(int enough)
{
    private readonly TaskCompletionSource<LogCheckpoint> _last = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public Task<LogCheckpoint> Last => _last.Task;

    public void Add(WatchedEntry entry)
    {
        if (Interlocked.Increment(ref _count) == enough)
        {
            _last.SetResult(entry.Checkpoint);
        }
    }
}

/// <summary>Made by the container for each entry.</summary>
internal sealed class EntryHandler(WatchedEntries entries) : IWatchedEntryHandler
{
    public Task HandleAsync(WatchedEntry entry, CancellationToken cancellationToken)
    {
        entries.Add(entry);
        return Task.CompletedTask;
    }
}
