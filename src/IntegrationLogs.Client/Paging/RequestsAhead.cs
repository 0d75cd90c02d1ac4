namespace IntegrationLogs.Client.Paging;

/// <summary>Requests that were begun before anyone asks for their answers, in the order in which these are expected.</summary>
internal sealed class RequestsAhead<TPlace, TPage> : IAsyncDisposable
    where TPlace : IEquatable<TPlace>
{
    private readonly Queue<Request> _requests = new();
    private readonly List<Task> _dropped = [];
    private CancellationTokenSource? _dropping;

    public int Count => _requests.Count;

    /// <summary>The place that was begun last; needs one.</summary>
    public TPlace LastPlace { get; private set; } = default!;

    /// <summary>Begins a request. A failure, however early, is for who takes the answer.</summary>
    public void Begin(TPlace place, Func<TPlace, CancellationToken, Task<TPage>> fetch, CancellationToken cancellationToken)
    {
        _dropping ??= CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _requests.Enqueue(new Request(place, BeginAsync(place, fetch, _dropping.Token)));
        LastPlace = place;
    }

    /// <summary>Drops everything if the next answer is not that of this place: then others were expected.</summary>
    public void Expect(TPlace place)
    {
        if (_requests.TryPeek(out Request? next) && !next.Place.Equals(place))
        {
            Drop();
        }
    }

    /// <summary>The answer from a place, if it was begun; whatever else was expected before it is dropped.</summary>
    public Task<TPage>? Take(TPlace place)
    {
        Expect(place);
        return _requests.TryDequeue(out Request? request) ? request.Page : null;
    }

    /// <summary>Cancels what is under way and waits until it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        Drop();
        await Task.WhenAll(_dropped).ConfigureAwait(false);
    }

    private static async Task<TPage> BeginAsync(
        TPlace place, Func<TPlace, CancellationToken, Task<TPage>> fetch, CancellationToken cancellationToken) =>
        await fetch(place, cancellationToken).ConfigureAwait(false);

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

    private sealed record Request(TPlace Place, Task<TPage> Page);
}
