using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace IntegrationLogs.Client.Feed;

/// <summary>The entries of several sources as they come, fetched from so many at once.</summary>
internal static class ConcurrentEntries
{
    public static async IAsyncEnumerable<IntegrationLogEntry> ReadAsync(
        IReadOnlyCollection<LogSource> sources,
        Func<LogSource, CancellationToken, IAsyncEnumerable<List<IntegrationLogEntry>>> read,
        int maxConcurrency,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // A page waits here at most for each source that is being read: who reads slowly is not flooded.
        var pages = Channel.CreateBounded<List<IntegrationLogEntry>>(maxConcurrency);
        Task fetching = FetchAllAsync(sources, read, maxConcurrency, pages.Writer, leaving.Token);
        try
        {
            await foreach (List<IntegrationLogEntry> page in pages.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (IntegrationLogEntry entry in page)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return entry;
                }
            }
        }
        finally
        {
            await leaving.CancelAsync().ConfigureAwait(false);
            await fetching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await fetching.ConfigureAwait(false);
    }

    private static async Task FetchAllAsync(
        IReadOnlyCollection<LogSource> sources,
        Func<LogSource, CancellationToken, IAsyncEnumerable<List<IntegrationLogEntry>>> read,
        int maxConcurrency,
        ChannelWriter<List<IntegrationLogEntry>> pages,
        CancellationToken cancellationToken)
    {
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = maxConcurrency, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(sources, options, async (source, token) =>
            {
                await foreach (List<IntegrationLogEntry> page in read(source, token).ConfigureAwait(false))
                {
                    if (page.Count > 0)
                    {
                        await pages.WriteAsync(page, token).ConfigureAwait(false);
                    }
                }
            }).ConfigureAwait(false);
        }
        finally
        {
            // A failure reaches the consumer through the task, after the pages that came before it.
            pages.Complete();
        }
    }
}
