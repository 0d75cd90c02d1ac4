using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client;

/// <summary>A list that is fetched page by page while it is enumerated. Nothing is sent before; every enumeration starts anew.</summary>
/// <typeparam name="T">The kind of record.</typeparam>
public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
{
    /// <summary>The list page by page.</summary>
    /// <param name="continuationToken">
    /// A <see cref="Page{T}.ContinuationToken"/> of the same list, to go on after that page; <see langword="null"/> starts at the
    /// beginning.
    /// </param>
    /// <exception cref="ArgumentException">The token is damaged, or of another list, account or version of this package.</exception>
    /// <remarks>Enumerating throws what <see cref="GetAsyncEnumerator"/> throws.</remarks>
    public abstract IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null);

    /// <summary>The records one by one, from the beginning, in the vendor's order.</summary>
    /// <exception cref="VendorApiException">The vendor refused a request; its subclasses say which way.</exception>
    /// <exception cref="ApiConnectionException">No usable answer came, or not in time.</exception>
    /// <exception cref="ApiResponseFormatException">An answer could not be read.</exception>
    /// <exception cref="PagingException">The list cannot be followed any further.</exception>
    /// <exception cref="OperationCanceledException">A caller's token was cancelled; the exception carries it.</exception>
    public virtual async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (Page<T> page in AsPages().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (T item in page.Items)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }
        }
    }

    /// <summary>A list of given pages, for tests of code that consumes one.</summary>
    /// <param name="pages">The pages, in order. A page is resumed after by the token it carries.</param>
    public static AsyncPageable<T> FromPages(IEnumerable<Page<T>> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        return new GivenPages<T>(pages);
    }
}
