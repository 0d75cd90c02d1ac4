using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.Logging;
using Says = IntegrationLogs.Client.Tests.Infrastructure.SimulatedList.Says;

namespace IntegrationLogs.Client.Tests.Paging.Offset;

public class OffsetWalkResumeTests
{
    [Fact]
    public async Task A_resume_whose_remembered_records_are_all_gone_says_so()
    {
        var list = new SimulatedList(seed: 1, length: 40) { Envelope = Says.Totals, DefaultPageSize = 10 };
        Page<string> first = await Walks.Offset(list).AsPages().FirstAsync();
        for (int i = 0; i < 12; i++)
        {
            list.RemoveAt(0);
        }

        var error = await Assert.ThrowsAsync<PagingException>(
            () => Walks.Offset(list).AsPages(first.ContinuationToken).ToListAsync());

        Assert.Contains("from its start", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(25)]
    public async Task A_resume_finds_its_place_however_far_the_list_has_moved(int pageSize)
    {
        foreach (int moved in (int[])[-190, -100, -40, -33, 33, 40, 100, 1_000])
        {
            var list = new SimulatedList(seed: 1, length: 400) { Envelope = Says.Totals, DefaultPageSize = pageSize };
            List<string> read = [];
            string? token = null;
            await foreach (Page<string> page in Walks.Offset(list, new PagingOptions { PageSize = null, ReadAhead = 0 }).AsPages())
            {
                read.AddRange(page.Items);
                token = page.ContinuationToken;
                if (read.Count >= 250)
                {
                    break;
                }
            }

            string[] rest = [.. list.Listed.Skip(read.Count)];
            for (int i = 0; i < Math.Abs(moved); i++)
            {
                if (moved > 0)
                {
                    list.Insert(0);
                }
                else
                {
                    list.RemoveAt(0);
                }
            }

            Assert.Equal(rest, (await Walks.Offset(list).AsPages(token).ToListAsync()).SelectMany(page => page.Items));
        }
    }

    [Fact]
    public async Task A_resume_behind_the_end_of_a_list_that_shrank_steps_back()
    {
        var list = new SimulatedList(seed: 1, length: 100) { Envelope = Says.Nothing, DefaultPageSize = 40 };
        List<Page<string>> pages = await Walks.Offset(list, new PagingOptions { PageSize = null, MaxPages = 2 }).AsPages().ToListAsync();
        for (int i = 0; i < 50; i++)
        {
            list.RemoveAt(0);
        }

        string[] rest = [.. list.Listed.Skip(29)];
        list.Offsets.Clear();
        List<string> read = await Walks
            .Offset(list, new PagingOptions { PageSize = null, ReadAhead = 0 }).AsPages(pages[^1].ContinuationToken).SelectItemsAsync();

        Assert.Equal(rest, read);
        Assert.Equal([78, 0, 28], list.Offsets.Take(3));
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(25, 100)]
    [InlineData(10, 10)]
    [InlineData(null, 100)]
    public async Task A_place_that_is_gone_is_looked_for_in_twenty_requests(int? pageSize, int serverCap)
    {
        var list = new SimulatedList(seed: 1, length: 10_000) { Envelope = Says.Totals, ServerCap = serverCap };
        string? token = (await Walks
            .Offset(list, new PagingOptions { PageSize = pageSize, MaxPages = 8 }).AsPages().ToListAsync())[^1].ContinuationToken;
        for (int i = 0; i < 800; i++)
        {
            list.RemoveAt(0);
        }

        list.Offsets.Clear();
        using var telemetry = new Telemetry();
        using ILoggerFactory loggers = LoggerFactory.Create(
            logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(telemetry));
        var error = await Assert.ThrowsAsync<PagingException>(() => Walks
            .Offset(list.FetchAsync, new PagingOptions { PageSize = pageSize }, loggers).AsPages(token).ToListAsync());

        Assert.Contains("in 20 requests around it", error.Message, StringComparison.Ordinal);
        Assert.Equal(20, list.Offsets.Count);
        string[] steps = [.. telemetry.Logs.Where(log => log.Contains("PlaceSearched", StringComparison.Ordinal))];
        Assert.Equal(list.Offsets.Skip(1), steps.Select(step => int.Parse(
            step.Split("looking for it at offset ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.StartsWith(
            "IntegrationLogs.Client Information 20 PlaceSearched ElasticPath: the place to go on from in the list of GET /list has moved; "
            + $"looking for it at offset {list.Offsets[1]} instead of {list.Offsets[0]}, request 2 of at most 20.",
            steps[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_far_behind_the_end_of_a_list_that_shrank_is_found()
    {
        var list = new SimulatedList(seed: 1, length: 3_000) { Envelope = Says.Nothing };
        List<string> read = [];
        string? token = null;
        await foreach (Page<string> page in Walks.Offset(list, new PagingOptions { ReadAhead = 0 }).AsPages())
        {
            read.AddRange(page.Items);
            token = page.ContinuationToken;
            if (read.Count >= 2_000)
            {
                break;
            }
        }

        string[] rest = [.. list.Listed.Skip(read.Count)];
        for (int i = 0; i < 1_950; i++)
        {
            list.RemoveAt(0);
        }

        list.Offsets.Clear();

        Assert.Equal(rest, await Walks.Offset(list, new PagingOptions { ReadAhead = 0 }).AsPages(token).SelectItemsAsync());
        Assert.InRange(list.Offsets.FindLastIndex(offset => offset > 1_050), 3, 6);
    }

    [Fact]
    public async Task A_record_that_is_removed_when_it_was_the_last_one_read_does_not_hold_the_place_to_go_on_from()
    {
        var list = new SimulatedList(seed: 1, length: 400) { Envelope = Says.Totals, DefaultPageSize = 5 };
        List<string> read = [];
        string? token = null;
        await foreach (Page<string> page in Walks.Offset(list, new PagingOptions { PageSize = null, ReadAhead = 0 }).AsPages())
        {
            read.AddRange(page.Items);
            token = page.ContinuationToken;
            if (read.Count == 101)
            {
                list.RemoveAt(100);
            }

            if (read.Count >= 300)
            {
                break;
            }
        }

        string[] rest = [.. list.Listed.Skip(read.Count - 1)];
        list.Offsets.Clear();

        Assert.Equal(rest, (await Walks.Offset(list).AsPages(token).ToListAsync()).SelectMany(page => page.Items));
        Assert.InRange(list.Offsets.Min(), read.Count - 110, read.Count);
    }
}
