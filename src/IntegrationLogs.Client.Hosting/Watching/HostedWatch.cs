namespace IntegrationLogs.Client.Hosting;

/// <summary>One watch from the host's start to its stop.</summary>
/// <param name="name">The watch's name.</param>
/// <param name="options">What is watched and how.</param>
/// <param name="feed">The feed that reads the sources.</param>
/// <param name="handle">Handles an entry.</param>
/// <param name="keeper">Keeps the checkpoint.</param>
/// <param name="calls">Calls the handler, and asks for sources.</param>
/// <param name="state">Is told how the watch is doing.</param>
/// <param name="diagnostics">Logs and metrics.</param>
/// <param name="time">The time.</param>
internal sealed class HostedWatch(
    string name,
    IntegrationLogsWatchOptions options,
    IIntegrationLogFeed feed,
    Func<WatchedEntry, CancellationToken, Task> handle,
    CheckpointKeeper keeper,
    PatientCalls calls,
    WatchState state,
    HostingDiagnostics diagnostics,
    TimeProvider time)
{
    private readonly ExecutionContext? _starter = ExecutionContext.Capture();

    /// <summary>Ends with the host's stop, or with what cannot be mended by trying again.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        LogSource[] sources = await FindSourcesAsync(stopping).ConfigureAwait(false);
        LogCheckpoint begin = await BeginAsync(sources, stopping).ConfigureAwait(false);
        state.Watch(sources);
        WatchOptions watch = options.Watch with
        {
            Start = WatchStart.After(begin),
            OnSourceError = Failed,
            OnSourcePolled = Polled,
        };
        IAsyncEnumerator<WatchedEntry> entries = feed.WatchAsync(sources, watch, stopping).GetAsyncEnumerator(CancellationToken.None);
        await using (entries.ConfigureAwait(false))
        {
            for (ValueTask<bool> next = MoveToFirstAsync(entries); await next.ConfigureAwait(false); next = entries.MoveNextAsync())
            {
                await HandleAsync(entries.Current, stopping).ConfigureAwait(false);
                state.Handled(entries.Current.FoundIn);
                await keeper.SaveAsync(entries.Current.Checkpoint, stopping).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// The stream begins to poll here, and its traces link to the activity in which it does: that of whoever starts the host.
    /// </summary>
    private ValueTask<bool> MoveToFirstAsync(IAsyncEnumerator<WatchedEntry> entries)
    {
        ValueTask<bool> first = default;
        if (_starter is null)
        {
            return entries.MoveNextAsync();
        }

        ExecutionContext.Run(_starter, _ => first = entries.MoveNextAsync(), state: null);
        return first;
    }

    private async Task<LogSource[]> FindSourcesAsync(CancellationToken stopping)
    {
        List<LogSource> sources = [.. options.Sources];
        foreach (IntegrationVendor vendor in options.DiscoverSources)
        {
            sources.AddRange(await calls
                .RunAsync(
                    WatchStep.Discovering,
                    () => DiscoverAsync(vendor, mayBeNone: sources.Count > 0 || vendor != options.DiscoverSources[^1], stopping),
                    _ => false,
                    (error, failures, pause) => diagnostics.SourcesNotDiscovered(name, vendor, error, failures, pause),
                    stopping)
                .ConfigureAwait(false));
        }

        return [.. sources.Distinct()];
    }

    private async Task<List<LogSource>> DiscoverAsync(IntegrationVendor vendor, bool mayBeNone, CancellationToken stopping)
    {
        List<LogSource> found = [];
        await foreach (LogSource source in feed.DiscoverSourcesAsync(vendor, stopping).ConfigureAwait(false))
        {
            found.Add(source);
        }

        return found.Count > 0 || mayBeNone ? found : throw new InvalidOperationException($"{vendor} lists no integrations to watch.");
    }

    /// <summary>
    /// The checkpoint to begin with. It is stored before the first poll: after a crash before the first entry, "now" must still be what it
    /// was.
    /// </summary>
    private async Task<LogCheckpoint> BeginAsync(LogSource[] sources, CancellationToken stopping)
    {
        LogCheckpoint? stored = await keeper.LoadAsync(stopping).ConfigureAwait(false);
        DateTimeOffset start = options.Watch.Start.Time ?? time.GetUtcNow();
        LogCheckpoint begin = (stored ?? options.Watch.Start.Checkpoint)?.ForSources(sources, start)
            ?? LogCheckpoint.Create(sources, start);
        if (!keeper.HasStore)
        {
            diagnostics.NoCheckpointStore(name, options.Watch.Start);
        }

        if (stored is null || HasChanged(stored, sources))
        {
            await keeper.SaveAsync(begin, stopping).ConfigureAwait(false);
        }

        diagnostics.WatchStarted(name, sources.Length, stored is null ? options.Watch.Start : WatchStart.After(begin));
        return begin;
    }

    /// <summary>Whether the sources are others than those that were watched before; tells which.</summary>
    private bool HasChanged(LogCheckpoint stored, LogSource[] sources)
    {
        LogSource[] added = [.. sources.Except(stored.Sources)];
        LogSource[] dropped = [.. stored.Sources.Except(sources)];
        foreach (LogSource source in added)
        {
            diagnostics.SourceAdded(name, source, options.Watch.Start);
        }

        foreach (LogSource source in dropped)
        {
            diagnostics.SourceDropped(name, source);
        }

        return added.Length + dropped.Length > 0;
    }

    private async Task HandleAsync(WatchedEntry entry, CancellationToken stopping) => await calls
        .RunAsync(
            WatchStep.Handling,
            async () =>
            {
                await handle(entry, stopping).ConfigureAwait(false);
                return true;
            },
            _ => false,
            (error, failures, pause) => diagnostics.HandlerFailed(name, entry.FoundIn, error, failures, pause),
            stopping)
        .ConfigureAwait(false);

    private void Failed(SourceError error)
    {
        state.Failed(error);
        options.Watch.OnSourceError?.Invoke(error);
    }

    private void Polled(SourcePoll poll)
    {
        state.Polled(poll);
        options.Watch.OnSourcePolled?.Invoke(poll);
    }
}
