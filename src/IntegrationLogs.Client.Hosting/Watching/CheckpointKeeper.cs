using System.Text.Json;

namespace IntegrationLogs.Client.Hosting;

/// <summary>
/// Loads and saves the checkpoint of one watch, however long the store takes to work again. Without a store it does nothing.
/// </summary>
internal sealed class CheckpointKeeper(
    string watch, ILogCheckpointStore? store, PatientCalls calls, HostingDiagnostics diagnostics, CancellationToken ending)
{
    public bool HasStore => store is not null;

    /// <exception cref="InvalidDataException">What is stored is no checkpoint: trying again does not help.</exception>
    public async Task<LogCheckpoint?> LoadAsync(CancellationToken stopping) => store is null ? null : await calls
        .RunAsync(
            WatchStep.Loading,
            () => store.LoadAsync(stopping),
            // A store may leave it to the checkpoint to say that it is none.
            error => error is InvalidDataException or FormatException or JsonException,
            (error, failures, pause) => diagnostics.CheckpointNotLoaded(watch, error, failures, pause),
            stopping)
        .ConfigureAwait(false);

    /// <summary>
    /// Saves. A stop does not interrupt it, and where the store has failed it is tried once more at the stop: what was handled need not be
    /// handled again. Only the end of the time that the host allows breaks it off.
    /// </summary>
    public async Task SaveAsync(LogCheckpoint checkpoint, CancellationToken stopping)
    {
        if (store is null)
        {
            return;
        }

        Exception? error = await calls
            .FinishAsync(
                WatchStep.Saving,
                () => store.SaveAsync(checkpoint, ending),
                (error, failures, pause) => diagnostics.CheckpointNotSaved(watch, error, failures, pause),
                stopping,
                ending)
            .ConfigureAwait(false);
        if (error is not null)
        {
            diagnostics.CheckpointGivenUp(watch, error);
        }
    }
}
