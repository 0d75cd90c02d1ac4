using System.Runtime.CompilerServices;
using System.Threading.Channels;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Feed;

/// <summary>Watches sources, each by itself, and hands out what they find one by one, of each source in turn.</summary>
/// <typeparam name="T">What is handed out: entries, or what happened to incidents.</typeparam>
internal sealed class LogWatch<T>
    where T : IWatchItem
{
    private readonly IIntegrationLogFeed _feed;
    private readonly FeedRuntime _runtime;
    private readonly WatchOptions _options;
    private readonly IReadOnlyList<LogSource> _sources;
    private readonly Channel<FoundBatch<T>> _ready = Channel.CreateUnbounded<FoundBatch<T>>();
    private readonly Func<SourcePoll, IReadOnlyList<T>> _found;
    private readonly object _gate = new();
    private LogCheckpoint _checkpoint;

    public LogWatch(
        IIntegrationLogFeed feed,
        FeedRuntime runtime,
        IReadOnlyList<LogSource> sources,
        WatchOptions options,
        Func<SourcePoll, IReadOnlyList<T>> found)
    {
        _found = found;
        _feed = feed;
        _runtime = runtime;
        _sources = sources;
        _options = options;
        _checkpoint = options.Start.CheckpointOf(sources, runtime.Time.GetUtcNow());
    }

    /// <summary>How many sources have entries that wait for the consumer.</summary>
    public int Ready => _ready.Reader.Count;

    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _runtime.Diagnostics.Watching(_sources);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationToken left = leaving.Token;
        var slots = new PollSlots(_options, _runtime.Time);
        Task watching = Task.WhenAll(_sources.Select((source, i) => OwnTrace.Start(() => RunAsync(source, i, slots, left))));
        try
        {
            await foreach (FoundBatch<T> batch in _ready.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                T item = batch.Take();
                item.Checkpoint = Move(item.SourceCheckpoint);
                if (item is WatchedEntry entry)
                {
                    _runtime.Diagnostics.EntryHandedOut(entry, _runtime.Time.GetUtcNow());
                }

                yield return item;
                if (batch.IsEmpty)
                {
                    batch.MarkTaken();
                }
                else
                {
                    // The next is another source's, if one has any.
                    _ready.Writer.TryWrite(batch);
                }
            }
        }
        finally
        {
            await leaving.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAsync(LogSource source, int place, PollSlots slots, CancellationToken cancellationToken)
    {
        var loop = new SourceLoop(_feed, source, _options, slots, _runtime.Time, _runtime.NextRandom, DeliverAsync)
        {
            Failed = _runtime.Diagnostics.SourceFailed,
            Recovered = failures => _runtime.Diagnostics.SourceRecovered(source, failures),
        };
        try
        {
            await Task.Yield();
            TimeSpan firstPollIn = SourceLoop.FirstPollIn(_options, place, _sources.Count);
            await loop.RunAsync(_checkpoint[source], firstPollIn, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // A source's failures end in its own loop: this is a callback's, and the consumer has to see it.
            _ready.Writer.TryComplete(error);
        }
    }

    private async Task DeliverAsync(SourcePoll poll, CancellationToken cancellationToken)
    {
        IReadOnlyList<T> found = _found(poll);
        if (found.Count > 0)
        {
            var batch = new FoundBatch<T>(found);
            _ready.Writer.TryWrite(batch);
            await batch.Taken.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        Move(poll.After);
    }

    private LogCheckpoint Move(SourceCheckpoint checkpoint)
    {
        lock (_gate)
        {
            return _checkpoint = _checkpoint.With(checkpoint);
        }
    }
}
