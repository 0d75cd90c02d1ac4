using System.Globalization;

namespace IntegrationLogs.Client;

/// <summary>Keeps a checkpoint in memory, for tests: it is gone with the process. Safe for many callers at once.</summary>
public sealed class InMemoryLogCheckpointStore : ILogCheckpointStore
{
    private readonly object _gate = new();
    private LogCheckpoint? _checkpoint;
    private long _revision;

    /// <summary>What was stored last; <see langword="null"/> where nothing was.</summary>
    public LogCheckpoint? Checkpoint
    {
        get
        {
            lock (_gate)
            {
                return _checkpoint;
            }
        }
    }

    /// <summary>How many times a checkpoint was stored.</summary>
    public long Saves
    {
        get
        {
            lock (_gate)
            {
                return _revision;
            }
        }
    }

    private string? Version => _checkpoint is null ? null : _revision.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public Task<StoredCheckpoint?> LoadAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<StoredCheckpoint?>(cancellationToken);
        }

        lock (_gate)
        {
            return Task.FromResult(_checkpoint is null ? null : new StoredCheckpoint(_checkpoint, Version!));
        }
    }

    /// <inheritdoc/>
    public Task<string> SaveAsync(LogCheckpoint checkpoint, string? expectedVersion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<string>(cancellationToken);
        }

        lock (_gate)
        {
            if (expectedVersion != Version)
            {
                return Task.FromException<string>(
                    new CheckpointConflictException($"the {nameof(InMemoryLogCheckpointStore)}", expectedVersion, Version));
            }

            _checkpoint = checkpoint;
            _revision++;
            return Task.FromResult(Version!);
        }
    }
}
