using System.Text.Json;

namespace IntegrationLogs.Client.Hosting;

/// <summary>
/// Collects how far each source of one watch is, and writes it to the store: the only one that does. Without a store it only collects.
/// </summary>
internal sealed class CheckpointWriter(
    WatchIdentity watch,
    ILogCheckpointStore? store,
    IntegrationLogsWatchOptions options,
    RetryPauses pauses,
    WatchState state,
    HostingDiagnostics diagnostics,
    TimeProvider time,
    CancellationToken ending)
{
    /// <summary>So many times <see cref="IntegrationLogsWatchOptions.CheckpointEvery"/> entries may be handled ahead of the store.</summary>
    private const int MostBatchesAhead = 10;

    /// <summary>Progress without entries costs little to repeat.</summary>
    private static readonly TimeSpan QuietInterval = TimeSpan.FromMinutes(10);

    private readonly object _gate = new();
    private TaskCompletionSource _written = NewSignal();
    private TaskCompletionSource _changed = NewSignal();
    private LogCheckpoint? _checkpoint;
    private string? _version;
    private long _handled;
    private long _saved;
    private long? _changedAt;
    private long? _quietAt;

    public bool HasStore => store is not null;

    /// <summary>How far a source is.</summary>
    public SourceCheckpoint this[LogSource source]
    {
        get
        {
            lock (_gate)
            {
                return _checkpoint![source];
            }
        }
    }

    private int Unsaved => (int)(_handled - _saved);

    /// <exception cref="InvalidDataException">What is stored is no checkpoint: trying again does not help.</exception>
    public async Task<LogCheckpoint?> LoadAsync(RetryingCalls calls, CancellationToken stopping)
    {
        StoredCheckpoint? stored = store is null ? null : await calls.RunAsync(
            WatchStep.Loading,
            () => store.LoadAsync(stopping),
            // A store may leave it to the checkpoint to say that it is none.
            error => error is InvalidDataException or FormatException or JsonException,
            (error, failures, pause) => diagnostics.CheckpointNotLoaded(watch, error, failures, pause),
            stopping).ConfigureAwait(false);
        _version = stored?.Version;
        return stored?.Checkpoint;
    }

    /// <summary>Sets what to begin with, and writes it before anything else if it is not what is stored.</summary>
    public async Task BeginAsync(LogCheckpoint checkpoint, bool isStored, RetryingCalls calls, CancellationToken stopping)
    {
        _checkpoint = checkpoint;
        if (store is not null && !isStored)
        {
            _version = await calls.RunAsync(
                WatchStep.Saving,
                () => store.SaveAsync(checkpoint, _version, ending),
                error => error is CheckpointConflictException,
                (error, failures, pause) => diagnostics.CheckpointNotSaved(watch, error, failures, pause),
                stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Lets sources come and go.</summary>
    public (LogCheckpoint Before, LogCheckpoint After) Change(Func<LogCheckpoint, LogCheckpoint> change)
    {
        lock (_gate)
        {
            LogCheckpoint before = _checkpoint!;
            _checkpoint = change(before);
            if (_checkpoint != before)
            {
                MarkChanged();
            }

            return (before, _checkpoint);
        }
    }

    /// <summary>Takes the checkpoint after a poll. The entries that it found have been handled.</summary>
    public void Polled(SourcePoll poll)
    {
        lock (_gate)
        {
            _checkpoint = _checkpoint!.With(poll.After);
            if (!poll.IsCaughtUp || poll.Gaps.Count > 0)
            {
                MarkChanged();
            }
            else
            {
                _quietAt ??= time.GetTimestamp();
            }
        }
    }

    /// <summary>Ends when the store is not too far behind to handle another entry.</summary>
    public Task WaitForRoomAsync(CancellationToken stopping) =>
        WaitAsync(() => _handled - ((long)MostBatchesAhead * options.CheckpointEvery) + 1, stopping);

    /// <summary>Takes the checkpoint after an entry that was handled, and where each is to be saved, ends when it is.</summary>
    public Task HandledAsync(SourceCheckpoint after, CancellationToken stopping)
    {
        long number;
        lock (_gate)
        {
            _checkpoint = _checkpoint!.With(after);
            number = ++_handled;
            if (store is null)
            {
                _saved = _handled;
                return Task.CompletedTask;
            }

            state.Unsaved(Unsaved);
            MarkChanged();
            if (Unsaved >= options.CheckpointEvery)
            {
                _changed.TrySetResult();
            }
        }

        return options.CheckpointEvery == 1 ? WaitAsync(() => number, stopping) : Task.CompletedTask;
    }

    /// <summary>Writes whenever there is something to write, until the host stops.</summary>
    /// <exception cref="CheckpointConflictException">Another watch writes to the store.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        int failures = 0;
        while (store is not null)
        {
            if (failures == 0)
            {
                await WaitUntilDueAsync(stopping).ConfigureAwait(false);
            }

            if (stopping.IsCancellationRequested)
            {
                return;
            }

            if (await TryWriteAsync(store).ConfigureAwait(false) is not Exception error)
            {
                failures = 0;
                continue;
            }

            if (error is CheckpointConflictException)
            {
                throw error;
            }

            failures++;
            TimeSpan pause = pauses.After(failures, error);
            if (!stopping.IsCancellationRequested)
            {
                diagnostics.CheckpointNotSaved(watch, error, failures, pause);
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Writes what is left at the host's stop, once: at once where handlers take long to end, so that what the others did is not lost with
    /// them. Only the end of the time that the host allows breaks it off.
    /// </summary>
    /// <param name="handled">Ends when nothing is handled any more.</param>
    public async Task FinishAsync(Task handled)
    {
        Exception? error = null;
        if (store is not null && Unsaved > 0 && !handled.IsCompleted)
        {
            error = await TryWriteAsync(store).ConfigureAwait(false);
        }

        long tried = _handled;
        await handled.ConfigureAwait(false);
        bool isNew = error is null ? _changedAt is not null || _quietAt is not null || Unsaved > 0 : _handled > tried;
        if (store is not null && isNew && !ending.IsCancellationRequested)
        {
            error = await TryWriteAsync(store).ConfigureAwait(false);
        }

        if (error is not null)
        {
            diagnostics.CheckpointGivenUp(watch, error);
        }
    }

    private async Task<Exception?> TryWriteAsync(ILogCheckpointStore to)
    {
        LogCheckpoint checkpoint;
        long handled;
        lock (_gate)
        {
            checkpoint = _checkpoint!;
            handled = _handled;
            _changedAt = _quietAt = null;
        }

        state.SaveBegan();
        try
        {
            _version = await to.SaveAsync(checkpoint, _version, ending).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            state.SaveFailed(error);
            lock (_gate)
            {
                _changedAt ??= time.GetTimestamp();
            }

            return error;
        }

        TaskCompletionSource written;
        lock (_gate)
        {
            _saved = handled;
            state.Saved(Unsaved);
            written = _written;
            _written = NewSignal();
        }

        written.TrySetResult();
        return null;
    }

    private async Task WaitUntilDueAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            TimeSpan dueIn;
            Task changed;
            lock (_gate)
            {
                dueIn = DueIn();
                _changed = NewSignal();
                changed = _changed.Task;
            }

            if (dueIn <= TimeSpan.Zero)
            {
                return;
            }

            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            await Task.WhenAny(changed, Task.Delay(dueIn, time, waiting.Token)).ConfigureAwait(false);
            await waiting.CancelAsync().ConfigureAwait(false);
        }
    }

    private TimeSpan DueIn()
    {
        TimeSpan dueIn = _quietAt is long quiet ? QuietInterval - time.GetElapsedTime(quiet) : QuietInterval;
        if (_changedAt is long changed)
        {
            TimeSpan changeDueIn = options.CheckpointInterval - time.GetElapsedTime(changed);
            dueIn = changeDueIn < dueIn ? changeDueIn : dueIn;
        }

        return Unsaved >= options.CheckpointEvery ? TimeSpan.Zero : dueIn;
    }

    private void MarkChanged()
    {
        if (_changedAt is null)
        {
            _changedAt = time.GetTimestamp();
            _changed.TrySetResult();
        }
    }

    /// <summary>Ends when so many entries have been saved.</summary>
    private async Task WaitAsync(Func<long> wanted, CancellationToken stopping)
    {
        while (true)
        {
            Task written;
            lock (_gate)
            {
                if (store is null || _saved >= wanted())
                {
                    return;
                }

                written = _written.Task;
            }

            await written.WaitAsync(stopping).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
