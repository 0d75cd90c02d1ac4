namespace IntegrationLogs.Client.Testing.Http;

internal sealed class RequestLog
{
    private readonly object _lock = new();
    private readonly List<RecordedRequest> _requests = [];
    private int _received;

    public IReadOnlyList<RecordedRequest> Snapshot()
    {
        lock (_lock)
        {
            return [.. _requests];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
        }
    }

    /// <summary>Numbers and keeps a request in one step, so that the list is in the numbers' order.</summary>
    public RecordedRequest Add(Func<int, RecordedRequest> record)
    {
        lock (_lock)
        {
            RecordedRequest request = record(++_received);
            _requests.Add(request);
            return request;
        }
    }
}
