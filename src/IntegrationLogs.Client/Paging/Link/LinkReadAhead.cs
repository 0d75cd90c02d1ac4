using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Paging.Link;

/// <summary>
/// Keeps requests for the next pages of a link walk in flight, one after the other: each is sent as soon as the <c>Link</c> header of the
/// answer before it is there, while that answer's records are still being read.
/// </summary>
internal sealed class LinkReadAhead<T>(FetchLinkPage<T> fetch, PagingOptions paging, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly Queue<Task<Request?>> _ahead = new();
    private readonly List<Task<Request?>> _dropped = [];
    private int _asked;

    /// <summary>The page that a query leads to, or the first one.</summary>
    public async Task<LinkPage<T>> FetchAsync(string? query)
    {
        Request request = await TakeAsync(query).ConfigureAwait(false) ?? Begin(query);
        _asked++;
        Task<Request?> furthest = _ahead.Count > 0 ? _ahead.Last() : Task.FromResult<Request?>(request);

        // None beside the first page: stopping inside it costs one request.
        while (_asked > 1 && _ahead.Count < paging.ReadAhead && !(_asked + _ahead.Count >= paging.MaxPages))
        {
            Task<Request?> before = furthest;
            furthest = OwnTrace.Start(() => FollowAsync(before));
            _ahead.Enqueue(furthest);
        }

        return await request.Page.ConfigureAwait(false);
    }

    /// <summary>Cancels what is under way and waits until it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync().ConfigureAwait(false);
        foreach (Task<Request?> ahead in _dropped.Concat(_ahead))
        {
            if (await ahead.ConfigureAwait(false) is Request request)
            {
                await ((Task)request.Page).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        _leaving.Dispose();
    }

    /// <summary>The request for a query, if it is the next one ahead.</summary>
    private async Task<Request?> TakeAsync(string? query)
    {
        if (!_ahead.TryDequeue(out Task<Request?>? ahead))
        {
            return null;
        }

        Request? request = await ahead.ConfigureAwait(false);
        if (request?.Query == query)
        {
            return request;
        }

        _dropped.Add(ahead);
        _dropped.AddRange(_ahead);
        _ahead.Clear();
        return null;
    }

    /// <summary>Sends the request for the page after another as soon as the link to it is there; null if there is none.</summary>
    private async Task<Request?> FollowAsync(Task<Request?> before)
    {
        Request? request = await before.ConfigureAwait(false);
        string? query = request is null ? null : await request.Next.ConfigureAwait(false);
        return query is null || _leaving.IsCancellationRequested ? null : Begin(query);
    }

    private Request Begin(string? query)
    {
        var next = new TaskCompletionSource<string?>();
        return new Request(query, ReadAsync(query, next), next.Task);
    }

    private async Task<LinkPage<T>> ReadAsync(string? query, TaskCompletionSource<string?> next)
    {
        try
        {
            void Arrived(ResponseInfo response) => next.TrySetResult(NextLink.Of(response).Query);
            LinkPage<T> page = await fetch(query, Arrived, _leaving.Token).ConfigureAwait(false);
            next.TrySetResult(page.Next.Query);
            return page;
        }
        finally
        {
            next.TrySetResult(null);
        }
    }

    private sealed record Request(string? Query, Task<LinkPage<T>> Page, Task<string?> Next);
}
