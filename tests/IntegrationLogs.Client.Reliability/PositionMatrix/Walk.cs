using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.PositionMatrix;

/// <summary>What a walk brought: logs, the token of its last page, and the exception that ended it, if one did.</summary>
internal sealed record Walk(IReadOnlyList<string> Keys, IReadOnlyList<LogPage> Pages, Exception? Error)
{
    public static async Task<Walk> ByPageAsync(FaultyList list, PagingOptions paging, string? from = null)
    {
        List<LogPage> pages = [];
        Exception? error = await EnumerateAsync(list, list.Logs.Pages(paging, from), pages.Add);
        return new Walk([.. pages.SelectMany(page => page.Keys)], pages, error);
    }

    public static async Task<Walk> ByItemAsync(FaultyList list, PagingOptions paging)
    {
        List<string> keys = [];
        Exception? error = await EnumerateAsync(list, list.Logs.Items(paging), keys.Add);
        return new Walk(keys, [], error);
    }

    private static async Task<Exception?> EnumerateAsync<T>(FaultyList list, IAsyncEnumerable<T> source, Action<T> add)
    {
        await using IAsyncEnumerator<T> enumerator = source.GetAsyncEnumerator();
        Exception? error = await list.Trial.RecordAsync(async () =>
        {
            while (await enumerator.MoveNextAsync())
            {
                add(enumerator.Current);
            }
        });

        // One exception is all: after it the walk is over.
        Assert.False(await enumerator.MoveNextAsync());
        return error;
    }
}
