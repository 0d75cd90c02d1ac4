namespace IntegrationLogs.Client.Hosting;

/// <summary>One watch from the host's start to its stop.</summary>
/// <param name="watch">What it is called.</param>
/// <param name="options">What is watched and how.</param>
/// <param name="feed">The feed that reads the sources.</param>
/// <param name="handling">Hands on what polls find.</param>
/// <param name="writer">Keeps the checkpoint.</param>
/// <param name="calls">Takes the steps of its start.</param>
/// <param name="state">Is told how the watch is doing.</param>
/// <param name="diagnostics">Logs and metrics.</param>
/// <param name="runtime">Time and chance.</param>
internal sealed class HostedWatch(
    WatchIdentity watch,
    IntegrationLogsWatchOptions options,
    IIntegrationLogFeed feed,
    PartHandling handling,
    CheckpointWriter writer,
    RetryingCalls calls,
    WatchState state,
    HostingDiagnostics diagnostics,
    HostingRuntime runtime)
{
    private readonly SourceDiscovery _discovery = new(watch, options, feed, diagnostics, runtime.Time);

    /// <summary>Ends with the host's stop, or with what cannot be mended by trying again.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await _discovery.FindAsync(calls, stopping).ConfigureAwait(false);
        LogSource[] sources = _discovery.Sources;
        await BeginAsync(sources, stopping).ConfigureAwait(false);
        diagnostics.Watching(sources);
        state.Watch(sources);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var loops = new SourceLoops(
            feed, OptionsOfLoops(), runtime, watch, diagnostics, writer, DeliverAsync, ending.Token);
        loops.Start(sources);
        Task writing = writer.RunAsync(ending.Token);
        Task rediscovering = RediscoverAsync(loops, ending.Token);
        try
        {
            await (await Task.WhenAny(WithoutEnd(writing), WithoutEnd(rediscovering), loops.Broken).WaitAsync(stopping).ConfigureAwait(false))
                .ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await rediscovering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await (writing.IsFaulted ? loops.Ended : writer.FinishAsync(loops.Ended)).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The checkpoint to begin with. It is stored before the first poll: after a crash before the first entry, "now" must still be what it
    /// was.
    /// </summary>
    private async Task BeginAsync(LogSource[] sources, CancellationToken stopping)
    {
        LogCheckpoint? stored = await writer.LoadAsync(calls, stopping).ConfigureAwait(false);
        WatchStart start = options.Watch.Start;
        DateTimeOffset now = runtime.Time.GetUtcNow();
        LogCheckpoint begin = (stored ?? start.Checkpoint)?.ForSources(sources, start, now)
            ?? LogCheckpoint.Join(sources.Select(source => start.CheckpointOf(source, now)));
        if (!writer.HasStore)
        {
            diagnostics.NoCheckpointStore(watch, start);
        }

        if (stored is not null)
        {
            TellChanges(stored, begin, sources);
        }

        await writer.BeginAsync(begin, isStored: begin == stored, calls, stopping).ConfigureAwait(false);
        diagnostics.WatchStarted(watch, sources.Length, stored is null ? start : WatchStart.After(begin));
    }

    private async Task RediscoverAsync(SourceLoops loops, CancellationToken stopping)
    {
        while (_discovery.IsRepeated)
        {
            TimeSpan interval = options.RediscoverInterval!.Value * (1 - (options.Watch.Jitter * runtime.NextRandom()));
            await Task.Delay(interval, runtime.Time, stopping).ConfigureAwait(false);
            LogSource[] before = _discovery.Sources;
            Dictionary<IntegrationVendor, DateTimeOffset?> listedAt =
                options.DiscoverSources.ToDictionary(vendor => vendor, _discovery.ListedAt);
            await _discovery.FindAgainAsync(interval, stopping).ConfigureAwait(false);
            LogSource[] sources = _discovery.Sources;
            LogSource[] added = [.. sources.Except(before)];
            foreach (LogSource source in before.Except(sources))
            {
                loops.Leave(source);
                state.Unwatch(source);
            }

            (LogCheckpoint old, LogCheckpoint changed) = writer.Change(old => added
                .Where(source => old.TryGet(source) is null)
                .Aggregate(
                    old.ForSources(sources, options.Watch.Start, runtime.Time.GetUtcNow()),
                    (all, source) => SinceListing(all, source, listedAt[source.Vendor])));
            diagnostics.Watching(added);
            state.Watch(added);
            loops.Start(added);
            TellChanges(old, changed, sources);
        }
    }

    /// <summary>An integration that was made since its vendor was last asked may have logs from before the others' watermarks.</summary>
    private static LogCheckpoint SinceListing(LogCheckpoint all, LogSource source, DateTimeOffset? listedAt) =>
        listedAt < all[source].Watermark ? all.With(SourceCheckpoint.Create(source, listedAt.Value)) : all;

    private void TellChanges(LogCheckpoint before, LogCheckpoint after, LogSource[] sources)
    {
        foreach (LogSource source in sources)
        {
            if (before.TryGet(source) is not SourceCheckpoint known)
            {
                diagnostics.SourceAdded(watch, source, after[source].Watermark);
            }
            else if (known.UnwatchedSince is not null)
            {
                diagnostics.SourceResumed(watch, source);
            }
        }

        foreach (SourceCheckpoint known in before.Split())
        {
            if (after.TryGet(known.Source) is not SourceCheckpoint kept)
            {
                diagnostics.SourceForgotten(watch, known.Source);
            }
            else if (known.UnwatchedSince is null && kept.UnwatchedSince is not null)
            {
                diagnostics.SourceDropped(watch, known.Source);
            }
        }
    }

    private async Task DeliverAsync(SourcePoll poll, CancellationToken stopping)
    {
        foreach (PollPart part in handling.PartsOf(poll))
        {
            await writer.WaitForRoomAsync(stopping).ConfigureAwait(false);
            stopping.ThrowIfCancellationRequested();
            await handling.HandleAsync(part, stopping).ConfigureAwait(false);
            await writer.HandledAsync(part, stopping).ConfigureAwait(false);
        }

        writer.Polled(poll);
    }

    private WatchOptions OptionsOfLoops() => options.Watch with
    {
        OnSourceError = error =>
        {
            state.Failed(error);
            options.Watch.OnSourceError?.Invoke(error);
        },
        OnSourcePolled = poll =>
        {
            state.Polled(poll, handling.PartsOf(poll).Count);
            options.Watch.OnSourcePolled?.Invoke(poll);
        },
    };

    /// <summary>A task that fails as another does, and does not end when that one ends well.</summary>
    private static async Task WithoutEnd(Task task)
    {
        await task.ConfigureAwait(false);
        await new TaskCompletionSource().Task.ConfigureAwait(false);
    }
}
