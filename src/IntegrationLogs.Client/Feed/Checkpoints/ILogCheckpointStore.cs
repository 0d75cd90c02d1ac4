namespace IntegrationLogs.Client;

/// <summary>
/// Where a watch keeps its checkpoint between runs of a program. Each state has a version, so that two watches that share a store by
/// mistake are told instead of undoing each other's progress.
/// </summary>
public interface ILogCheckpointStore
{
    /// <summary>Reads what was stored last; <see langword="null"/> where nothing was yet.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">What is stored is no checkpoint, is damaged, or is of a newer version.</exception>
    Task<StoredCheckpoint?> LoadAsync(CancellationToken cancellationToken = default);

    /// <summary>Stores a checkpoint in the place of the one before: at any moment a reader finds one of them, whole.</summary>
    /// <param name="checkpoint">The checkpoint of all sources.</param>
    /// <param name="expectedVersion">
    /// The version of the one before, as <see cref="LoadAsync"/> or the last call gave it; <see langword="null"/> where nothing is stored.
    /// </param>
    /// <param name="cancellationToken">Gives up; then the one before stays.</param>
    /// <returns>The version of what is stored now.</returns>
    /// <exception cref="CheckpointConflictException">Another version is stored; it stays.</exception>
    Task<string> SaveAsync(LogCheckpoint checkpoint, string? expectedVersion, CancellationToken cancellationToken = default);
}
