using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.Logging;
using Says = IntegrationLogs.Client.Tests.Infrastructure.SimulatedList.Says;

namespace IntegrationLogs.Client.Tests.Paging.Offset;

/// <summary>How an offset walk finds its place in a list that has lost records before it.</summary>
public sealed class StepBackTests
{
    [Fact]
    public async Task The_steps_back_are_a_page_long_at_first_and_double()
    {
        var list = new SimulatedList(seed: 1, length: 200) { Envelope = Says.Totals };

        await ReadAsync(list, pageSize: null, losesAt: 97, loses: 60);

        Assert.Equal([0, 24, 48, 72, 96, 71, 21, 45, 69, 93, 117], list.Offsets);
    }

    [Fact]
    public async Task The_steps_back_are_no_shorter_than_ten()
    {
        var list = new SimulatedList(seed: 1, length: 30) { Envelope = Says.Totals };

        await ReadAsync(list, pageSize: 3, losesAt: 21, loses: 9);

        Assert.Equal([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 10, 12, 14, 16, 18, 20], list.Offsets);
    }

    [Fact]
    public async Task Steps_back_are_logged()
    {
        using var telemetry = new Telemetry();
        using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(telemetry));
        var list = new SimulatedList(seed: 1, length: 60) { Envelope = Says.Totals };
        var paging = new PagingOptions { PageSize = null, ReadAhead = 0 };
        await foreach (Page<string> page in Walks.Offset(list.FetchAsync, paging, loggers: loggers).AsPages())
        {
            for (int i = 0; i < 20 && list.Offsets.Count == 2; i++)
            {
                list.RemoveAt(0);
            }
        }

        string[] moved = [.. telemetry.Logs.Where(log => log.Contains("ListMoved", StringComparison.Ordinal))];
        const string start = "IntegrationLogs.Client Debug 2 ListMoved ElasticPath: the list of GET /list has moved; going from offset ";
        Assert.Equal(2, moved.Length);
        Assert.StartsWith(start + "48 to 38.", moved[0], StringComparison.Ordinal);
        Assert.StartsWith(start + "38 to 18.", moved[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_search_begins_with_a_short_step_again()
    {
        var list = new SimulatedList(seed: 1, length: 200) { Envelope = Says.Totals };

        List<string> read = await ReadAsync(list, pageSize: null, losesAt: 97, loses: 60, losesAgainAt: 140);

        Assert.Equal([0, 24, 48, 72, 96, 71, 21, 45, 69, 93, 83, 63, 23], list.Offsets.Take(13));
        Assert.Equal(read.Distinct(), read);
    }

    [Fact]
    public async Task A_list_that_moves_on_under_the_walk_is_read_for_as_long_as_it_brings_something()
    {
        const int enough = 400;
        var list = new SimulatedList(seed: 1, length: 3) { Envelope = Says.Nothing };
        List<string> read = [];
        await foreach (string record in Walks.Offset(
            (offset, limit, token) =>
            {
                list.Insert(list.Listed.Count);
                list.RemoveAt(0);
                return list.FetchAsync(offset, limit, token);
            },
            new PagingOptions { PageSize = null, ReadAhead = 0 }))
        {
            read.Add(record);
            if (read.Count == enough)
            {
                break;
            }
        }

        Assert.Equal(enough, read.Count);
    }

    [Fact]
    public async Task Everything_new_is_read_when_all_that_was_known_is_gone()
    {
        var list = new SimulatedList(seed: 1, length: 30) { Envelope = Says.Totals, DefaultPageSize = 10 };

        List<string> read = await ReadAsync(list, pageSize: null, losesAt: 10, loses: 10);

        Assert.Equal(30, read.Count);
        Assert.Equal(list.Listed, read.Skip(10));
    }

    private static async Task<List<string>> ReadAsync(
        SimulatedList list, int? pageSize, int losesAt, int loses, int losesAgainAt = int.MaxValue)
    {
        List<string> read = [];
        await foreach (Page<string> page in Walks.Offset(list, new PagingOptions { PageSize = pageSize, ReadAhead = 0 }).AsPages())
        {
            bool before = read.Count < losesAt, beforeAgain = read.Count < losesAgainAt;
            read.AddRange(page.Items);
            int lost = (before && read.Count >= losesAt) || (beforeAgain && read.Count >= losesAgainAt) ? loses : 0;
            for (int i = 0; i < lost; i++)
            {
                list.RemoveAt(0);
            }
        }

        return read;
    }
}
