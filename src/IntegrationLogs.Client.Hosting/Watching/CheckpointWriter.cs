using System.Text.Json;

namespace IntegrationLogs.Client.Hosting;

/// <summary>
/// Collects how far each source of one watch is, and writes it to the store: the only one that does. A store that takes entries gets those
/// that were handled with the checkpoint after them. Without a store it only collects.
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

    private readonly object _gate = new();
    private readonly CheckpointSchedule _schedule = new(options, time);
    private readonly HandledParts _handled = new(areKept: store is ILogStore);
    private LogCheckpoint? _checkpoint;
    private string? _version;

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
                _schedule.Changed();
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
                _schedule.Changed();
            }
            else
            {
                _schedule.Progressed();
            }
        }
    }

    /// <summary>Ends when the store is not too far behind to handle another entry.</summary>
    public Task WaitForRoomAsync(CancellationToken stopping) => store is null
        ? Task.CompletedTask
        : _handled.WaitUntilSavedAsync(handled => handled - ((long)MostBatchesAhead * options.CheckpointEvery) + 1, stopping);

    /// <summary>Takes a part that was handled and the checkpoint after it, and where each is to be saved, ends when it is.</summary>
    public Task HandledAsync(PollPart part, CancellationToken stopping)
    {
        long number;
        lock (_gate)
        {
            _checkpoint = part.After is null ? _checkpoint! : _checkpoint!.With(part.After);
            number = _handled.Add(part);
            if (store is null)
            {
                _handled.Saved(number);
                return Task.CompletedTask;
            }

            state.Unsaved(_handled.Unsaved);
            _schedule.Changed(IsFull());
        }

        return options.CheckpointEvery == 1 ? _handled.WaitUntilSavedAsync(_ => number, stopping) : Task.CompletedTask;
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
                await _schedule.WaitAsync(IsFull, stopping).ConfigureAwait(false);
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
        if (store is not null && _handled.Unsaved > 0 && !handled.IsCompleted)
        {
            error = await TryWriteAsync(store).ConfigureAwait(false);
        }

        long tried = _handled.Count;
        await handled.ConfigureAwait(false);
        bool isNew = error is null ? _schedule.HasChanges || _handled.Unsaved > 0 : _handled.Count > tried;
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
        long last;
        PollPart[] parts;
        lock (_gate)
        {
            _schedule.Clear();
            checkpoint = _checkpoint!;
            (last, parts) = _handled.ToSave();
        }

        state.SaveBegan();
        try
        {
            _version = await (to is ILogStore all
                ? all.SaveAsync(BatchOf(checkpoint, parts), _version, ending)
                : to.SaveAsync(checkpoint, _version, ending)).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            state.SaveFailed(error);
            _schedule.Changed();
            return error;
        }

        lock (_gate)
        {
            _handled.Saved(last);
            state.Saved(_handled.Unsaved);
        }

        return null;
    }

    private static LogBatch BatchOf(LogCheckpoint checkpoint, PollPart[] parts) => new()
    {
        Checkpoint = checkpoint,
        Entries = [.. parts.Where(part => part.IsStored).SelectMany(part => part.Entries)],
        Incidents = [.. parts.Where(part => part.IsStored).SelectMany(part => part.Incidents)],
    };

    private bool IsFull() => _handled.Unsaved >= options.CheckpointEvery;
}
