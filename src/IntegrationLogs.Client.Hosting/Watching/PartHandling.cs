using System.Diagnostics;

namespace IntegrationLogs.Client.Hosting;

/// <summary>
/// Makes the calls, for so many sources at once. A part that fails waits without holding up another source's, and goes to the dead letters
/// after so many attempts.
/// </summary>
internal sealed class PartHandling(
    WatchIdentity watch,
    IntegrationLogsWatchOptions options,
    IPollDelivery delivery,
    RetryPauses pauses,
    WatchState state,
    HostingDiagnostics diagnostics,
    TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.MaxConcurrentHandlers);

    public void Dispose() => _slots.Dispose();

    public IReadOnlyList<PollPart> PartsOf(SourcePoll poll) => delivery.PartsOf(poll);

    /// <summary>Ends when a part has been handled, or is a dead letter.</summary>
    public async Task HandleAsync(PollPart part, CancellationToken stopping)
    {
        state.Began(part.Source);
        diagnostics.HandedOut(watch, part, time.GetUtcNow());
        int? most = part.GiveUpAsync is null ? null : options.MaxHandlerAttempts;
        Exception? error = await CallAsync(
            part.Call,
            () => part.HandleAsync(stopping),
            most,
            (failure, failures, pause) => delivery.Failed(part.Source, failure, failures, pause)).ConfigureAwait(false);
        if (error is not null)
        {
            await CallAsync(
                "dead letter",
                () => part.GiveUpAsync!(error, stopping),
                most: null,
                (failure, failures, pause) => diagnostics.DeadLetterFailed(watch, part.Source, failure, failures, pause)).ConfigureAwait(false);
            diagnostics.EntryGivenUp(watch, part.Source, error, most!.Value);
        }

        state.Handled(part.Source);

        async Task<Exception?> CallAsync(string name, Func<Task> call, int? most, Action<Exception, int, TimeSpan> tell)
        {
            for (int failures = 1; ; failures++)
            {
                if (await TryAsync(name, part, call, stopping).ConfigureAwait(false) is not Exception failure)
                {
                    if (failures > 1)
                    {
                        delivery.Recovered(part.Source, failures - 1);
                    }

                    return null;
                }

                delivery.Count(part.Source, failure);
                state.HandlerFailed(part.Source, failure);
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

    private async Task<Exception?> TryAsync(string name, PollPart part, Func<Task> call, CancellationToken stopping)
    {
        await _slots.WaitAsync(stopping).ConfigureAwait(false);
        try
        {
            state.Handling(part.Source);
            using Activity? span = HandlerSpan.Start(name, watch, part);
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
