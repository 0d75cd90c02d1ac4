using System.Runtime.CompilerServices;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Paging;

/// <summary>Reads the pages of a list from a position, or from its start.</summary>
internal delegate IAsyncEnumerable<Page<T>> Walk<T>(WalkPosition? start, CancellationToken cancellationToken);

/// <summary>A list of a vendor: a walk under continuation tokens and a caller's cancellation. Counts the pages that it hands out.</summary>
internal sealed class WalkPageable<T>(
    WalkInfo info, Walk<T> walk, ClientDiagnostics diagnostics, CancellationToken methodToken) : AsyncPageable<T>
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null)
    {
        WalkPosition? start = continuationToken is null ? null : ContinuationToken.Decode(info, continuationToken);
        return new CallersStream<Page<T>>(token => ReadAsync(start, token), methodToken);
    }

    public override async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (Page<T> page in AsPages().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (T item in page.Items)
            {
                methodToken.ThrowIfCancellationRequested();
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }
        }
    }

    private async IAsyncEnumerable<Page<T>> ReadAsync(WalkPosition? start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Page<T> page in walk(start, cancellationToken).ConfigureAwait(false))
        {
            diagnostics.PageRead(info, page.Items);
            yield return page;
        }
    }
}
