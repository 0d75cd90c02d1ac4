using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Tests.Infrastructure;
using Says = IntegrationLogs.Client.Tests.Infrastructure.SimulatedList.Says;

namespace IntegrationLogs.Client.Tests.Paging;

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
        Assert.Equal([78, 68, 48], list.Offsets.Take(3));
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
        Assert.InRange(list.Offsets.Min(), read.Count - 10, read.Count);
    }
}
