namespace IntegrationLogs.Client.Paging;

/// <summary>
/// Keeps requests for the pages that an offset walk is likely to ask for next in flight. A walk that asks for another place, because the
/// list has moved, gets that place, and what is ahead is dropped: it decides nothing. When requests have to be tried again, as under a
/// rate limit, fewer are kept ahead for a while.
/// </summary>
internal sealed class OffsetReadAhead<T>(FetchOffsetPage<T> fetch, PagingOptions paging) : IAsyncDisposable
{
    private readonly RequestsAhead<Place, OffsetPage<T>> _ahead = new();
    private OffsetPage<T>? _latest;
    private int _asked;
    private int _held;
    private int _smooth;

    /// <summary>The page at a place. Pages that are likely to follow it are asked for meanwhile.</summary>
    public async Task<OffsetPage<T>> FetchAsync(int offset, int? limit, CancellationToken cancellationToken)
    {
        var place = new Place(offset, limit);
        Task<OffsetPage<T>> asked = _ahead.Take(place) ?? fetch(offset, limit, cancellationToken);
        _asked++;
        GuessOn(place, cancellationToken);
        _latest = await asked.ConfigureAwait(false);
        Pace(_latest.Response.Attempts);
        return _latest;
    }

    /// <summary>
    /// To be told where the walk asks next, before the page at hand is handed out: that place is asked for at once, and what is likely to
    /// follow.
    /// </summary>
    public void Expect(int offset, int? limit, CancellationToken cancellationToken)
    {
        var place = new Place(offset, limit);
        _ahead.Expect(place);
        if (_ahead.Count > 0 || TryBegin(place, cancellationToken))
        {
            GuessOn(place, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _ahead.DisposeAsync();

    /// <summary>Asks for what follows if pages stay as long as the latest, as far as the vendor counts records.</summary>
    private void GuessOn(Place place, CancellationToken cancellationToken)
    {
        int stride = (_latest?.Items.Count ?? 0) - 1;
        int next = (_ahead.Count > 0 ? _ahead.LastPlace : place).Offset + stride;
        while (stride > 0 && next + 1 < _latest!.TotalItems && TryBegin(place with { Offset = next }, cancellationToken))
        {
            next += stride;
        }
    }

    private bool TryBegin(Place place, CancellationToken cancellationToken)
    {
        // None beside the first page: who stops inside it has cost one request.
        if (_asked < 2 || _ahead.Count >= paging.ReadAhead - _held || _asked + _ahead.Count >= paging.MaxPages)
        {
            return false;
        }

        _ahead.Begin(place, (at, token) => fetch(at.Offset, at.Limit, token), cancellationToken);
        return true;
    }

    /// <summary>
    /// Holds half of the requests back after one that had to be tried again, and lets them go one by one as pages come smoothly.
    /// </summary>
    private void Pace(int attempts)
    {
        if (attempts > 1)
        {
            _held += (paging.ReadAhead - _held + 1) / 2;
            _smooth = 0;
        }
        else if (_held > 0 && ++_smooth > paging.ReadAhead - _held)
        {
            _held--;
            _smooth = 0;
        }
    }

    private readonly record struct Place(int Offset, int? Limit);
}
