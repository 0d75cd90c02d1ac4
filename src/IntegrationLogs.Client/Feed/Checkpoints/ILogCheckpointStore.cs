namespace IntegrationLogs.Client;

/// <summary>Where a watch keeps its checkpoint between runs of a program.</summary>
public interface ILogCheckpointStore
{
    /// <summary>Reads what was stored last; <see langword="null"/> where nothing was yet.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">What is stored is no checkpoint, is damaged, or is of another version.</exception>
    Task<LogCheckpoint?> LoadAsync(CancellationToken cancellationToken = default);

    /// <summary>Stores a checkpoint in the place of the one before: at any moment a reader finds one of them, whole.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="cancellationToken">Gives up; then the one before stays.</param>
    Task SaveAsync(LogCheckpoint checkpoint, CancellationToken cancellationToken = default);
}
