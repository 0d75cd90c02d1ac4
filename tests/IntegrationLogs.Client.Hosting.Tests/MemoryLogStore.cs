namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>A store of entries and their checkpoint that outlives a host.</summary>
internal sealed class MemoryLogStore : ILogStore
{
    private readonly MemoryStore _checkpoints = new();
    private readonly object _lock = new();
    private readonly List<long[]> _batches = [];

    /// <summary>The ids of the entries of each batch that was stored.</summary>
    public IReadOnlyList<long[]> Batches
    {
        get
        {
            lock (_lock)
            {
                return [.. _batches];
            }
        }
    }

    /// <summary>The ids of all entries, in the order in which they were stored.</summary>
    public IEnumerable<long> Entries => Batches.SelectMany(batch => batch);

    /// <summary>What is stored of the checkpoint.</summary>
    public LogCheckpoint? Checkpoint => _checkpoints.Content is string json ? LogCheckpoint.Parse(json) : null;

    /// <summary>Run before anything is stored, with how many saves there were.</summary>
    public Func<int, CancellationToken, Task> Saving
    {
        set => _checkpoints.Saving = value;
    }

    public Task<StoredCheckpoint?> LoadAsync(CancellationToken cancellationToken = default) => _checkpoints.LoadAsync(cancellationToken);

    public Task<string> SaveAsync(
        LogCheckpoint checkpoint, string? expectedVersion, CancellationToken cancellationToken = default) =>
        _checkpoints.SaveAsync(checkpoint, expectedVersion, cancellationToken);

    public async Task<string> SaveAsync(LogBatch batch, string? expectedVersion, CancellationToken cancellationToken = default)
    {
        string version = await _checkpoints.SaveAsync(batch.Checkpoint, expectedVersion, cancellationToken);
        lock (_lock)
        {
            _batches.Add([.. batch.Entries.Select(entry => ((SendcloudLog)entry.Source).Id!.Value)]);
        }

        return version;
    }
}
