using IntegrationLogs.Client.Feed;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Polls each source of a watch in a loop of its own. Sources come and go while they run.</summary>
internal sealed class SourceLoops(
    IIntegrationLogFeed feed,
    WatchOptions options,
    HostingRuntime runtime,
    WatchIdentity watch,
    HostingDiagnostics diagnostics,
    CheckpointWriter writer,
    Func<SourcePoll, CancellationToken, Task> deliver,
    CancellationToken stopping) : IDisposable
{
    private readonly PollSlots _slots = new(options, runtime.Time);
    private readonly Dictionary<LogSource, (Task Ended, CancellationTokenSource Leaving)> _loops = [];
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Fails with what a loop ended with: a callback's failure.</summary>
    public Task Broken => _broken.Task;

    public Task Ended => Task.WhenAll(_loops.Values.Select(loop => loop.Ended));

    public void Dispose()
    {
        foreach ((_, CancellationTokenSource leaving) in _loops.Values)
        {
            leaving.Dispose();
        }
    }

    /// <summary>Polls the first few sources at once; the polls of the others are spread over the interval.</summary>
    public void Start(IReadOnlyList<LogSource> sources)
    {
        for (int i = 0; i < sources.Count; i++)
        {
            Task before = Task.CompletedTask;
            if (_loops.Remove(sources[i], out (Task Ended, CancellationTokenSource Leaving) last))
            {
                last.Leaving.Dispose();
                before = last.Ended;
            }

            var leaving = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            TimeSpan firstPollIn = SourceLoop.FirstPollIn(options, i, sources.Count);
            _loops[sources[i]] = (RunAsync(sources[i], firstPollIn, before, leaving.Token), leaving);
        }
    }

    /// <summary>Polls a source no more. What its last poll found is still handed on.</summary>
    public void Leave(LogSource source) => _loops[source].Leaving.Cancel();

    private async Task RunAsync(LogSource source, TimeSpan firstPollIn, Task before, CancellationToken leaving)
    {
        var loop = new SourceLoop(
            feed, source, options, _slots, runtime.Time, runtime.NextRandom, (poll, _) => deliver(poll, stopping))
        {
            Failed = failure => diagnostics.SourceFailed(watch, failure),
            Recovered = failures => diagnostics.SourceRecovered(watch, source, failures),
        };
        try
        {
            await Task.Yield();

            // A source that is back may still be handled from when it was here before.
            await before.ConfigureAwait(false);
            await loop.RunAsync(writer[source], firstPollIn, leaving).ConfigureAwait(false);
        }
        catch (Exception) when (leaving.IsCancellationRequested)
        {
            // Nothing more is wanted of it.
        }
        catch (Exception error)
        {
            // A source's failures end in its own loop: this is a callback's.
            _broken.TrySetException(error);
        }
    }
}
