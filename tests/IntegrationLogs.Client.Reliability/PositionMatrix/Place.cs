using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.PositionMatrix;

/// <summary>A request of a list's walk, and how many logs have been handed out when it is sent.</summary>
internal sealed record Place(Position Position, int Request, int LogsBefore)
{
    /// <summary>Finds the three places of a list by walking it once while nothing fails.</summary>
    public static async Task<IReadOnlyList<Place>> FindAsync(Cell cell, FaultyList list)
    {
        List<int> logsAfter = [0];
        list.Clear();
        await foreach (LogPage page in list.Logs.Pages(new PagingOptions { PageSize = cell.Paging.PageSize, ReadAhead = 0 }))
        {
            // A request can bring no page: the list's end is sometimes confirmed by asking again.
            logsAfter.AddRange(Enumerable.Repeat(logsAfter[^1], list.Requests - logsAfter.Count));
            logsAfter.Add(logsAfter[^1] + page.Keys.Count);
        }

        Assert.Equal(list.Logs.Listed.Count, logsAfter[^1]);
        int last = list.Requests;
        Assert.True(last > 2, "There is no middle.");
        return [At(Position.First, 1), At(Position.Middle, (last + 1) / 2), At(Position.Last, last)];

        Place At(Position position, int request) => new(position, request, logsAfter[request - 1]);
    }
}
