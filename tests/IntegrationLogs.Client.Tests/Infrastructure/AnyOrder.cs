using IntegrationLogs.Client.Paging.Offset;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>
/// Lets the requests of a walk wait and answers them in any order, each with the list as it is then: a page that was asked for later can
/// show the list at an earlier time.
/// </summary>
internal sealed class AnyOrder(SimulatedList list, Random chance)
{
    private readonly object _lock = new();
    private readonly List<Request> _open = [];

    /// <summary>The most requests that were in flight.</summary>
    public int MostInFlight { get; private set; }

    public Task<OffsetPage<string>> FetchAsync(int offset, int? limit, CancellationToken cancellationToken)
    {
        var request = new Request(offset, limit, new TaskCompletionSource<OffsetPage<string>>());
        lock (_lock)
        {
            _open.Add(request);
            MostInFlight = Math.Max(MostInFlight, _open.Count);
        }

        return request.Answer.Task;
    }

    public List<string> Read(PagingOptions paging)
    {
        Task<List<string>> reading = Walks.Offset(FetchAsync, paging).ToListAsync();
        while (!reading.IsCompleted)
        {
            if (TakeAny() is not Request request)
            {
                // What was dropped is waited for on another thread.
                Thread.Yield();
                continue;
            }

            try
            {
                request.Answer.SetResult(list.FetchAsync(request.Offset, request.Limit, CancellationToken.None).Result);
            }
            catch (VendorApiException refusal)
            {
                request.Answer.SetException(refusal);
            }
        }

        return reading.GetAwaiter().GetResult();
    }

    private Request? TakeAny()
    {
        lock (_lock)
        {
            if (_open.Count == 0)
            {
                return null;
            }

            Request request = _open[chance.Next(_open.Count)];
            _open.Remove(request);
            return request;
        }
    }

    private sealed record Request(int Offset, int? Limit, TaskCompletionSource<OffsetPage<string>> Answer);
}
