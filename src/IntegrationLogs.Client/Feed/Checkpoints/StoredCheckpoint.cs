namespace IntegrationLogs.Client;

/// <summary>A checkpoint as a store has it.</summary>
/// <param name="Checkpoint">The checkpoint.</param>
/// <param name="Version">Its version, for the next <see cref="ILogCheckpointStore.SaveAsync"/>: opaque text of the store's own.</param>
public sealed record StoredCheckpoint(LogCheckpoint Checkpoint, string Version);
