using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.PositionMatrix;

/// <summary>A page of a list's walk by its query, and how many logs have been handed out before it.</summary>
internal sealed record Place(Position Position, string Query, int LogsBefore)
{
    /// <summary>Finds the three places of a list by walking it once while nothing fails.</summary>
    public static async Task<IReadOnlyList<Place>> FindAsync(Cell cell, FaultyList list)
    {
        List<int> logsAfter = [0];
        list.Clear();
        list.Trial.Vendors.ClearRequests();
        await foreach (LogPage page in list.Logs.Pages(new PagingOptions { PageSize = cell.Paging.PageSize, ReadAhead = 0 }))
        {
            // A request can bring no page: the list's end is sometimes confirmed by asking again.
            logsAfter.AddRange(Enumerable.Repeat(logsAfter[^1], list.Logs.Requests.Count - logsAfter.Count));
            logsAfter.Add(logsAfter[^1] + page.Keys.Count);
        }

        Assert.Equal(list.Logs.Listed.Count, logsAfter[^1]);
        string[] queries = [.. list.Logs.Requests.Select(request => request.QueryString)];
        int last = queries.Length;
        Assert.True(last > 2, "There is no middle.");
        return [At(Position.First, 1), At(Position.Middle, (last + 1) / 2), At(Position.Last, last)];

        Place At(Position position, int request) => new(position, queries[request - 1], logsAfter[request - 1]);
    }
}
