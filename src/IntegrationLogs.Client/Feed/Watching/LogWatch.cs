using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Feed;

/// <summary>Watches sources, each by itself, and hands out what they find one by one.</summary>
internal sealed class LogWatch
{
    private readonly FeedRuntime _runtime;
    private readonly WatchOptions _options;
    private readonly Channel<SourceBatch> _batches;
    private readonly IReadOnlyList<SourceWatch> _watches;
    private readonly IReadOnlyList<SourceProgress> _starts;
    private ImmutableDictionary<LogSource, SourcePosition> _positions;

    public LogWatch(IIntegrationLogsClient client, FeedRuntime runtime, IReadOnlyList<LogSource> sources, WatchOptions options)
    {
        _runtime = runtime;
        _options = options;
        _batches = Channel.CreateBounded<SourceBatch>(options.MaxConcurrency);
        _positions = (options.Start.Checkpoint
            ?? LogCheckpoint.Create(sources, options.Start.Time ?? runtime.Time.GetUtcNow())).Positions;
        _starts = [.. sources.Select(source => _positions[source].Progress)];
        var surroundings = new WatchSurroundings(
            options,
            runtime.Time,
            runtime.NextRandom,
            runtime.Diagnostics,
            new SemaphoreSlim(options.MaxConcurrency),
            _batches.Writer,
            (source, progress) => Move(source, new SourcePosition(progress)));
        _watches =
            [.. sources.Select(source => new SourceWatch(new SourcePoller(client, source, options), surroundings, source))];
    }

    public async IAsyncEnumerable<WatchedEntry> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationToken left = leaving.Token;
        Task watching = Task.WhenAll(_watches.Select((watch, i) => OwnTrace.Start(() => RunAsync(watch, _starts[i], left))));
        try
        {
            await foreach (SourceBatch batch in _batches.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                for (int i = 0; i < batch.Entries.Count; i++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Move(batch.Source, new SourcePosition(batch.Steps, i + 1));
                    _runtime.Diagnostics.EntryHandedOut(batch.Source, batch.Entries[i], _runtime.Time.GetUtcNow());
                    yield return new WatchedEntry(batch.Entries[i], batch.Source, new LogCheckpoint(_positions));
                }

                batch.MarkHandedOut();
            }
        }
        finally
        {
            await leaving.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAsync(SourceWatch watch, SourceProgress start, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Yield();
            await watch.RunAsync(start, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // A source's failures end in its own loop: this is a callback's, and the consumer has to see it.
            _batches.Writer.TryComplete(error);
        }
    }

    private void Move(LogSource source, SourcePosition position) =>
        ImmutableInterlocked.AddOrUpdate(ref _positions, source, position, (_, _) => position);
}
