using System.Runtime.CompilerServices;

namespace IntegrationLogs.Client.Paging;

internal sealed class GivenPages<T>(IEnumerable<Page<T>> pages) : AsyncPageable<T>
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null)
    {
        if (continuationToken is null)
        {
            return EnumerateAsync(pages);
        }

        Page<T>[] all = [.. pages];
        int at = Array.FindIndex(all, page => page.ContinuationToken == continuationToken);
        return at >= 0
            ? EnumerateAsync(all.Skip(at + 1))
            : throw new ArgumentException("None of the given pages carries this continuation token.", nameof(continuationToken));
    }

    private static async IAsyncEnumerable<Page<T>> EnumerateAsync(
        IEnumerable<Page<T>> pages, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (Page<T> page in pages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return page;
        }
    }
}
