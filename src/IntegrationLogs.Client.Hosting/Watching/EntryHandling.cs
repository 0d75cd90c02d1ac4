using System.Diagnostics;

namespace IntegrationLogs.Client.Hosting;

/// <summary>
/// Calls the handler, for so many sources at once. An entry that it fails at waits without holding up another source's, and goes to the
/// dead letters after so many attempts. Without a handler, an entry is handled as it is: the store takes it.
/// </summary>
internal sealed class EntryHandling(
    WatchIdentity watch,
    IntegrationLogsWatchOptions options,
    Func<WatchedEntry, CancellationToken, Task>? handle,
    RetryPauses pauses,
    WatchState state,
    HostingDiagnostics diagnostics,
    TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.MaxConcurrentHandlers);

    public void Dispose() => _slots.Dispose();

    /// <summary>Ends when an entry has been handled, or is a dead letter.</summary>
    public async Task HandleAsync(WatchedEntry entry, CancellationToken stopping)
    {
        state.Began(entry.FoundIn);
        diagnostics.HandedOut(watch, entry, time.GetUtcNow());
        if (handle is not null)
        {
            await CallAsync(handle, entry, stopping).ConfigureAwait(false);
        }

        state.Handled(entry.FoundIn);
    }

    private async Task CallAsync(Func<WatchedEntry, CancellationToken, Task> handle, WatchedEntry entry, CancellationToken stopping)
    {
        int? most = options.OnDeadLetter is null ? null : options.MaxHandlerAttempts;
        Exception? error = await CallAsync(
            "handle",
            () => handle(entry, stopping),
            most,
            (failure, failures, pause) => diagnostics.HandlerFailed(watch, entry.FoundIn, failure, failures, pause)).ConfigureAwait(false);
        if (error is not null)
        {
            await CallAsync(
                "dead letter",
                () => options.OnDeadLetter!(entry, error, stopping),
                most: null,
                (failure, failures, pause) => diagnostics.DeadLetterFailed(watch, entry.FoundIn, failure, failures, pause)).ConfigureAwait(false);
            diagnostics.EntryGivenUp(watch, entry.FoundIn, error, most!.Value);
        }

        async Task<Exception?> CallAsync(string name, Func<Task> call, int? most, Action<Exception, int, TimeSpan> tell)
        {
            for (int failures = 1; ; failures++)
            {
                if (await TryAsync(name, entry, call, stopping).ConfigureAwait(false) is not Exception failure)
                {
                    return null;
                }

                diagnostics.CountHandlerError(watch, entry.FoundIn, failure);
                state.HandlerFailed(entry.FoundIn, failure);
                if (failures >= most)
                {
                    return failure;
                }

                TimeSpan pause = pauses.After(failures, failure);
                tell(failure, failures, pause);
                await Task.Delay(pause, time, stopping).ConfigureAwait(false);
            }
        }
    }

    private async Task<Exception?> TryAsync(string name, WatchedEntry entry, Func<Task> call, CancellationToken stopping)
    {
        await _slots.WaitAsync(stopping).ConfigureAwait(false);
        try
        {
            state.Handling(entry.FoundIn);
            using Activity? span = HandlerSpan.Start(name, watch, entry);
            try
            {
                await call().ConfigureAwait(false);
                return null;
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                HandlerSpan.SetError(span, error);
                return error;
            }
        }
        finally
        {
            _slots.Release();
        }
    }
}
