using System.Runtime.CompilerServices;

namespace IntegrationLogs.Client.Paging;

internal sealed class GivenPages<T>(IEnumerable<Page<T>> pages) : AsyncPageable<T>
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null)
    {
        if (continuationToken is not null && !pages.Any(page => page.ContinuationToken == continuationToken))
        {
            throw new ArgumentException("None of the given pages carries this continuation token.", nameof(continuationToken));
        }

        return EnumerateAsync(continuationToken);
    }

    private async IAsyncEnumerable<Page<T>> EnumerateAsync(
        string? continuationToken, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        IEnumerable<Page<T>> rest = continuationToken is null
            ? pages
            : pages.SkipWhile(page => page.ContinuationToken != continuationToken).Skip(1);
        foreach (Page<T> page in rest)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return page;
        }
    }
}
