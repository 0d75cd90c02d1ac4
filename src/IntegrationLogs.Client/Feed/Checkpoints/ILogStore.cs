namespace IntegrationLogs.Client;

/// <summary>
/// A checkpoint store that keeps the entries, too: entries and the checkpoint after them are stored in one transaction, so that each entry
/// is stored exactly once, whatever crashes in between.
/// </summary>
public interface ILogStore : ILogCheckpointStore
{
    /// <summary>Stores entries and the checkpoint after them: all of it, or nothing.</summary>
    /// <param name="batch">The entries and the checkpoint.</param>
    /// <param name="expectedVersion">
    /// The version of the checkpoint before, as <see cref="ILogCheckpointStore.LoadAsync"/> or the last call gave it;
    /// <see langword="null"/> where nothing is stored.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The version of what is stored now.</returns>
    /// <remarks>
    /// A call that fails may be repeated with the same version, and with more entries after the same ones and a later checkpoint. A store
    /// that cannot know whether the first call was carried out, as when the answer is lost, has to find out at the repetition.
    /// </remarks>
    /// <exception cref="CheckpointConflictException">Another version is stored; it stays, and no entry is stored.</exception>
    Task<string> SaveAsync(LogBatch batch, string? expectedVersion, CancellationToken cancellationToken = default);
}
