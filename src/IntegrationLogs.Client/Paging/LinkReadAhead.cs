namespace IntegrationLogs.Client.Paging;

/// <summary>
/// Begins the request for the next page of a link walk as soon as the link to it is there: while the page that brings the link is still
/// being read, and while the consumer works. One page, since each link comes with the page before.
/// </summary>
/// <param name="fetch">Fetches one page.</param>
/// <param name="findNext">The query that an answer's next link leads to; null when the walk will ask for none.</param>
/// <param name="paging">Whether to read ahead at all, and how many pages are wanted.</param>
internal sealed class LinkReadAhead<T>(FetchLinkPage<T> fetch, Func<ResponseInfo, string?> findNext, PagingOptions paging)
    : IAsyncDisposable
{
    private readonly RequestsAhead<string, LinkPage<T>> _ahead = new();
    private TaskCompletionSource<string?> _next = new();
    private int _asked;

    /// <summary>None beside the first page: who stops inside it has cost one request.</summary>
    private bool IsNextWanted => paging.ReadAhead > 0 && _asked >= 2 && !(_asked >= paging.MaxPages);

    /// <summary>The page that a query leads to, or the first one.</summary>
    public async Task<LinkPage<T>> FetchAsync(string? query, CancellationToken cancellationToken)
    {
        Task<LinkPage<T>> asked = (query is null ? null : _ahead.Take(query)) ?? BeginAsync(query, cancellationToken);
        _asked++;
        string? next = await _next.Task.ConfigureAwait(false);
        if (next is not null && IsNextWanted)
        {
            _ahead.Begin(next, BeginAsync, cancellationToken);
        }

        return await asked.ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _ahead.DisposeAsync();

    private Task<LinkPage<T>> BeginAsync(string? query, CancellationToken cancellationToken)
    {
        _next = new TaskCompletionSource<string?>();
        return ReadAsync(query, _next, cancellationToken);
    }

    private async Task<LinkPage<T>> ReadAsync(string? query, TaskCompletionSource<string?> next, CancellationToken cancellationToken)
    {
        try
        {
            void Arrived(ResponseInfo response)
            {
                if (!next.Task.IsCompleted)
                {
                    next.TrySetResult(findNext(response));
                }
            }

            LinkPage<T> page = await fetch(query, Arrived, cancellationToken).ConfigureAwait(false);
            Arrived(page.Response);
            return page;
        }
        finally
        {
            next.TrySetResult(null);
        }
    }
}
