using System.Runtime.CompilerServices;
using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.Soak;

/// <summary>Reads one vendor's logs while they change, and judges what came.</summary>
internal sealed class Readers<T>(
    Trial trial, Progress progress, FaultPlan faults, Churn<T> churn, Func<PagingOptions, AsyncPageable<T>> list, Func<T, string> idOf)
    where T : class
{
    private int _walks;
    private int _resumed;
    private int _lost;
    private int _twice;
    private int _longestWalk;

    public FaultPlan Faults => faults;

    public Churn<T> Churn => churn;

    public int Walks => _walks;

    /// <summary>How often a walk failed in spite of its retries and went on from its last continuation token.</summary>
    public int Resumed => _resumed;

    public int Lost => _lost;

    public int Twice => _twice;

    public int LongestWalk => _longestWalk;

    /// <summary>Walks over the whole list, at once, one walk for each of the options.</summary>
    public Task WalkAsync(params IEnumerable<PagingOptions> walks)
    {
        churn.PutBack();
        faults.Continue();
        return Task.WhenAll(walks.Select(paging => Task.Run(() => WalkAsync(paging))));
    }

    private async Task WalkAsync(PagingOptions paging)
    {
        HashSet<string> listedThroughout = churn.ListedIds();
        var got = new HashSet<string>();
        int pages = 0;
        await foreach (Page<T> page in PagesAsync(paging))
        {
            foreach (T log in page.Items)
            {
                if (!got.Add(idOf(log)))
                {
                    Interlocked.Increment(ref _twice);
                }
            }

            pages++;
        }

        listedThroughout.IntersectWith(churn.ListedIds());
        listedThroughout.ExceptWith(got);
        Interlocked.Add(ref _lost, listedThroughout.Count);
        Interlocked.Increment(ref _walks);
        InterlockedMax(ref _longestWalk, pages);
    }

    /// <summary>The pages of a walk, which goes on from its last token when a request has failed for good, as the README shows.</summary>
    private async IAsyncEnumerable<Page<T>> PagesAsync(PagingOptions paging)
    {
        string? token = null;
        while (true)
        {
            var failed = new StrongBox<bool>();
            await foreach (Page<T> page in UntilFailureAsync(list(paging).AsPages(token), failed))
            {
                token = page.ContinuationToken;
                yield return page;
                progress.Count(page);
                faults.Continue();
            }

            if (!failed.Value)
            {
                yield break;
            }

            Interlocked.Increment(ref _resumed);
        }
    }

    private async IAsyncEnumerable<Page<T>> UntilFailureAsync(IAsyncEnumerable<Page<T>> pages, StrongBox<bool> failed)
    {
        await using IAsyncEnumerator<Page<T>> page = pages.GetAsyncEnumerator();
        while (true)
        {
            try
            {
                if (!await page.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (IntegrationLogsException error) when (error is VendorApiException or ApiConnectionException)
            {
                trial.Canary.Saw(error);
                failed.Value = true;
                yield break;
            }

            yield return page.Current;
        }
    }

    private static void InterlockedMax(ref int place, int value)
    {
        for (int seen = place; value > seen; seen = place)
        {
            Interlocked.CompareExchange(ref place, value, seen);
        }
    }
}
