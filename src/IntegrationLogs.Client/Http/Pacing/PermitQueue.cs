namespace IntegrationLogs.Client.Http.Pacing;

/// <summary>Requests for permits in the order in which they came, in two lanes: those of the first lane go first.</summary>
internal sealed class PermitQueue
{
    private readonly LinkedList<PermitRequest> _first = new();
    private readonly LinkedList<PermitRequest> _others = new();

    public int Count => _first.Count + _others.Count;

    public void Add(PermitRequest request, bool goesFirst) => request.Place = (goesFirst ? _first : _others).AddLast(request);

    public PermitRequest Take()
    {
        PermitRequest request = (_first.First ?? _others.First)!.Value;
        Remove(request);
        return request;
    }

    /// <summary>Takes out all requests of a kind.</summary>
    public IReadOnlyList<PermitRequest> TakeAll(Func<PermitRequest, bool> isMeant)
    {
        PermitRequest[] meant = [.. _first.Concat(_others).Where(isMeant)];
        foreach (PermitRequest request in meant)
        {
            Remove(request);
        }

        return meant;
    }

    /// <summary>Takes out one request, if it is still here.</summary>
    public static void Remove(PermitRequest request)
    {
        if (request.Place is { List: LinkedList<PermitRequest> lane } place)
        {
            lane.Remove(place);
        }
    }
}
