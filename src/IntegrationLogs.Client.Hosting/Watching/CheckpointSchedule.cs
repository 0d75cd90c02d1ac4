namespace IntegrationLogs.Client.Hosting;

/// <summary>When the next checkpoint is to be stored.</summary>
internal sealed class CheckpointSchedule(IntegrationLogsWatchOptions options, TimeProvider time)
{
    /// <summary>Progress without entries costs little to repeat.</summary>
    private static readonly TimeSpan QuietInterval = TimeSpan.FromMinutes(10);

    private readonly object _gate = new();
    private TaskCompletionSource _changed = NewSignal();
    private long? _changedAt;
    private long? _quietAt;

    /// <summary>Whether anything has changed since the last <see cref="Clear"/>.</summary>
    public bool HasChanges
    {
        get
        {
            lock (_gate)
            {
                return _changedAt is not null || _quietAt is not null;
            }
        }
    }

    /// <summary>Tells of a change that is to be stored soon.</summary>
    /// <param name="isFull">Whether there is enough for a checkpoint.</param>
    public void Changed(bool isFull = false)
    {
        lock (_gate)
        {
            if (_changedAt is null || isFull)
            {
                _changedAt ??= time.GetTimestamp();
                _changed.TrySetResult();
            }
        }
    }

    /// <summary>Tells of progress without entries.</summary>
    public void Progressed()
    {
        lock (_gate)
        {
            _quietAt ??= time.GetTimestamp();
        }
    }

    /// <summary>To be called when what is to be stored is taken: what changes later counts for the next checkpoint.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _changedAt = _quietAt = null;
        }
    }

    /// <summary>Ends when a checkpoint is to be stored, or with the host's stop.</summary>
    /// <param name="isFull">Whether there is enough for a checkpoint.</param>
    /// <param name="stopping">The host's stop.</param>
    public async Task WaitAsync(Func<bool> isFull, CancellationToken stopping)
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

            if (dueIn <= TimeSpan.Zero || isFull())
            {
                return;
            }

            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            await Task.WhenAny(changed, Task.Delay(dueIn, time, waiting.Token)).ConfigureAwait(false);
            await waiting.CancelAsync().ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TimeSpan DueIn()
    {
        TimeSpan quiet = _quietAt is long since ? QuietInterval - time.GetElapsedTime(since) : QuietInterval;
        TimeSpan changed = _changedAt is long at ? options.CheckpointInterval - time.GetElapsedTime(at) : quiet;
        return changed < quiet ? changed : quiet;
    }
}
