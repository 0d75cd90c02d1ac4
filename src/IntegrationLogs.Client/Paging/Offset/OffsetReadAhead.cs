using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Paging.Offset;

/// <summary>
/// Keeps requests for the pages that an offset walk is likely to ask for next in flight. When the list has moved, the walk asks for another
/// place: it gets that place, and the requests ahead are dropped.
/// </summary>
internal sealed class OffsetReadAhead<T>(FetchOffsetPage<T> fetch, PagingOptions paging) : IAsyncDisposable
{
    private readonly Queue<Request> _requests = new();
    private readonly List<Task> _dropped = [];
    private CancellationTokenSource? _dropping;
    private OffsetPage<T>? _latest;
    private Place _furthest;
    private int _asked;

    /// <summary>
    /// The page at a place, if possible from a request that is under way. The pages that are likely to follow are asked for.
    /// </summary>
    public async Task<OffsetPage<T>> FetchAsync(int offset, int? limit, CancellationToken cancellationToken)
    {
        var place = new Place(offset, limit);
        DropUnless(place);
        Task<OffsetPage<T>> asked = _requests.TryDequeue(out Request? request) ? request.Page : fetch(offset, limit, cancellationToken);
        _asked++;
        GuessOn(place, cancellationToken);
        return _latest = await asked.ConfigureAwait(false);
    }

    /// <summary>The page at a place from a request that is sent now.</summary>
    public Task<OffsetPage<T>> FetchAnewAsync(int offset, int? limit, CancellationToken cancellationToken)
    {
        _asked++;
        return fetch(offset, limit, cancellationToken);
    }

    /// <summary>
    /// Asks at once for the place that the walk asks for next, and for what is likely to follow. To be called before the page at hand is
    /// handed out.
    /// </summary>
    public void Expect(int offset, int? limit, CancellationToken cancellationToken)
    {
        var place = new Place(offset, limit);
        DropUnless(place);
        if (_requests.Count > 0 || TryBegin(place, cancellationToken))
        {
            GuessOn(place, cancellationToken);
        }
    }

    /// <summary>Cancels what is under way and waits until it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        Drop();
        await Task.WhenAll(_dropped).ConfigureAwait(false);
    }

    /// <summary>Asks for what follows if pages stay as long as the latest, as far as the vendor counts records.</summary>
    private void GuessOn(Place place, CancellationToken cancellationToken)
    {
        int stride = (_latest?.Items.Count ?? 0) - 1;
        int next = (_requests.Count > 0 ? _furthest : place).Offset + stride;
        while (stride > 0 && next + 1 < _latest!.TotalItems && TryBegin(place with { Offset = next }, cancellationToken))
        {
            next += stride;
        }
    }

    private bool TryBegin(Place place, CancellationToken cancellationToken)
    {
        // None beside the first page: stopping inside it costs one request.
        if (_asked < 2 || _requests.Count >= paging.ReadAhead || _asked + _requests.Count >= paging.MaxPages)
        {
            return false;
        }

        _dropping ??= CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationToken dropping = _dropping.Token;
        _requests.Enqueue(new Request(place, OwnTrace.Start(() => BeginAsync(place, dropping))));
        _furthest = place;
        return true;
    }

    /// <summary>Begins a request. A failure, however early, belongs to whoever takes the answer.</summary>
    private async Task<OffsetPage<T>> BeginAsync(Place place, CancellationToken cancellationToken) =>
        await fetch(place.Offset, place.Limit, cancellationToken).ConfigureAwait(false);

    /// <summary>Drops all requests if the first of them is for another place than this.</summary>
    private void DropUnless(Place place)
    {
        if (_requests.TryPeek(out Request? next) && next.Place != place)
        {
            Drop();
        }
    }

    private void Drop()
    {
        if (_dropping is null)
        {
            return;
        }

        _dropped.RemoveAll(task => task.IsCompleted);
        _dropped.Add(EndAsync(_dropping, [.. _requests.Select(request => request.Page)]));
        _requests.Clear();
        _dropping = null;
    }

    private static async Task EndAsync(CancellationTokenSource dropping, Task[] requests)
    {
        using CancellationTokenSource owned = dropping;
        await owned.CancelAsync().ConfigureAwait(false);
        foreach (Task request in requests)
        {
            await request.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private readonly record struct Place(int Offset, int? Limit);

    private sealed record Request(Place Place, Task<OffsetPage<T>> Page);
}
