using System.Runtime.CompilerServices;

namespace IntegrationLogs.Client.Feed;

/// <summary>The entries of several sources, newest first: of what each source has next, the newest.</summary>
internal static class MergedEntries
{
    public static async IAsyncEnumerable<IntegrationLogEntry> ReadAsync(
        IReadOnlyCollection<LogSource> sources,
        Func<LogSource, CancellationToken, IAsyncEnumerable<List<IntegrationLogEntry>>> read,
        int maxConcurrency,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Entries> all =
            [.. sources.Select(source => new Entries(read(source, cancellationToken).GetAsyncEnumerator(cancellationToken)))];
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = maxConcurrency, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(all, options, async (entries, _) => await entries.MoveNextAsync().ConfigureAwait(false))
                .ConfigureAwait(false);
            var newest = new PriorityQueue<int, (long, int)>();
            for (int i = 0; i < all.Count; i++)
            {
                if (all[i].Current is not null)
                {
                    newest.Enqueue(i, PriorityOf(all[i], i));
                }
            }

            while (newest.TryDequeue(out int i, out _))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return all[i].Current!;
                if (await all[i].MoveNextAsync().ConfigureAwait(false))
                {
                    newest.Enqueue(i, PriorityOf(all[i], i));
                }
            }
        }
        finally
        {
            foreach (Entries entries in all)
            {
                await entries.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Newest first; at one time in the order in which the sources were given.</summary>
    private static (long, int) PriorityOf(Entries entries, int source) => (-entries.Time.UtcTicks, source);

    /// <summary>One source's entries one by one, of which one page is in memory.</summary>
    private sealed class Entries(IAsyncEnumerator<List<IntegrationLogEntry>> pages) : IAsyncDisposable
    {
        private List<IntegrationLogEntry> _page = [];
        private int _next;

        public IntegrationLogEntry? Current { get; private set; }

        /// <summary>The current entry's time; one without a time stays with the one before it.</summary>
        public DateTimeOffset Time { get; private set; } = DateTimeOffset.MaxValue;

        public async ValueTask<bool> MoveNextAsync()
        {
            while (_next == _page.Count)
            {
                if (!await pages.MoveNextAsync().ConfigureAwait(false))
                {
                    Current = null;
                    return false;
                }

                (_page, _next) = (pages.Current, 0);
            }

            Current = _page[_next++];
            Time = Current.OccurredAt ?? Time;
            return true;
        }

        public ValueTask DisposeAsync() => pages.DisposeAsync();
    }
}
