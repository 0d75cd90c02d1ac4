using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace IntegrationLogs.Client.Paging;

internal static class ReadAheadPages
{
    /// <summary>
    /// The pages of a walk, up to <paramref name="readAhead"/> of them fetched before they are asked for, from the second one on.
    /// Leaving early cancels what is being fetched and waits until it has stopped.
    /// </summary>
    public static async IAsyncEnumerable<Page<T>> ReadAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<Page<T>>> walk,
        int readAhead,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        IAsyncEnumerator<Page<T>> pages = walk(leaving.Token).GetAsyncEnumerator(leaving.Token);
        await using ConfiguredAsyncDisposable _ = pages.ConfigureAwait(false);
        if (!await pages.MoveNextAsync().ConfigureAwait(false))
        {
            yield break;
        }

        // The first page is handed out alone: who stops inside it has cost one request.
        yield return pages.Current;
        if (readAhead == 0)
        {
            while (await pages.MoveNextAsync().ConfigureAwait(false))
            {
                yield return pages.Current;
            }

            yield break;
        }

        using var slots = new SemaphoreSlim(readAhead + 1);
        var fetched = Channel.CreateUnbounded<Page<T>>();
        Task fetching = FetchAsync(pages, slots, fetched.Writer, leaving.Token);
        try
        {
            bool isFirst = true;
            await foreach (Page<T> page in fetched.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                // A page that is being consumed is no longer ahead.
                if (!isFirst)
                {
                    slots.Release();
                }

                isFirst = false;
                yield return page;
            }
        }
        finally
        {
            await leaving.CancelAsync().ConfigureAwait(false);
            await fetching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await fetching.ConfigureAwait(false);
    }

    private static async Task FetchAsync<T>(
        IAsyncEnumerator<Page<T>> pages, SemaphoreSlim slots, ChannelWriter<Page<T>> fetched, CancellationToken cancellationToken)
    {
        try
        {
            await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
            while (await pages.MoveNextAsync().ConfigureAwait(false))
            {
                fetched.TryWrite(pages.Current);
                await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            // A failure reaches the consumer through the task, after the pages that came before it.
            fetched.Complete();
        }
    }
}
