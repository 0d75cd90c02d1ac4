using IntegrationLogs.Client.Paging.Offset;
using IntegrationLogs.Client.Tests.Infrastructure;
using Says = IntegrationLogs.Client.Tests.Infrastructure.SimulatedList.Says;

namespace IntegrationLogs.Client.Tests.Paging.Offset;

public class OffsetWalkTests
{
    private static readonly PagingOptions NoReadAhead = new() { PageSize = null, ReadAhead = 0 };

    [Fact]
    public async Task Each_page_after_the_first_starts_at_the_last_record_of_the_one_before()
    {
        var list = new SimulatedList(seed: 1, length: 60) { Envelope = Says.Totals };

        List<string> read = await Walks.Offset(list, NoReadAhead).ToListAsync();

        Assert.Equal(list.Listed, read);
        Assert.Equal([0, 24, 48], list.Offsets);
    }

    [Fact]
    public async Task The_offset_advances_by_what_came_back_not_by_what_was_asked_for()
    {
        var list = new SimulatedList(seed: 1, length: 30) { Envelope = Says.Totals, ServerCap = 10 };

        List<string> read = await Walks.Offset(list, NoReadAhead with { PageSize = 100 }).ToListAsync();

        Assert.Equal(list.Listed, read);
        Assert.Equal([0, 9, 18, 27], list.Offsets);
    }

    [Fact]
    public async Task A_total_that_is_reached_by_a_full_page_is_proved_by_one_more_request()
    {
        var list = new SimulatedList(seed: 1, length: 25) { Envelope = Says.Totals };

        await Walks.Offset(list, NoReadAhead).ToListAsync();

        Assert.Equal([0, 24], list.Offsets);
    }

    [Fact]
    public async Task A_short_page_whose_links_have_no_next_one_ends_the_walk_without_another_request()
    {
        var list = new SimulatedList(seed: 1, length: 40) { Envelope = Says.Links };

        await Walks.Offset(list, NoReadAhead).ToListAsync();

        Assert.Equal([0, 24], list.Offsets);
    }

    [Fact]
    public async Task Without_totals_and_links_only_an_empty_page_ends_the_walk()
    {
        var list = new SimulatedList(seed: 1, length: 30) { Envelope = Says.Nothing };

        List<Page<string>> pages = await Walks.Offset(list, NoReadAhead).AsPages().ToListAsync();

        Assert.Equal(list.Listed, pages.SelectMany(page => page.Items));
        Assert.Equal([0, 24, 29, 30], list.Offsets);
        Assert.Equal([25, 5, 0], pages.Select(page => page.Items.Count));
        Assert.Null(pages[^1].ContinuationToken);
    }

    [Fact]
    public async Task A_next_link_outweighs_a_total_that_is_too_low()
    {
        string[] records = [.. Enumerable.Range(0, 30).Select(i => $"r{i}")];
        List<string> read = await Walks.Offset((offset, _, _) => Task.FromResult(new OffsetPage<string>(
            [.. records.Skip(offset).Take(10)], 10, HasLinks: true, HasNextLink: offset + 10 < 30, new ResponseInfo()))).ToListAsync();

        Assert.Equal(records, read);
    }

    [Fact]
    public async Task An_empty_list_is_one_empty_page()
    {
        foreach (Says envelope in Enum.GetValues<Says>())
        {
            var list = new SimulatedList(seed: 1, length: 0) { Envelope = envelope };

            Page<string> page = Assert.Single(await Walks.Offset(list).AsPages().ToListAsync());

            Assert.Empty(page.Items);
            Assert.Null(page.ContinuationToken);
        }
    }

    [Fact]
    public async Task A_list_that_lost_records_is_stepped_back_in_until_a_known_one_comes()
    {
        var list = new SimulatedList(seed: 1, length: 200) { Envelope = Says.Totals };
        List<string> read = [];
        await foreach (Page<string> page in Walks.Offset(list, NoReadAhead).AsPages())
        {
            read.AddRange(page.Items);
            for (int i = 0; i < 10 && read.Count < 60; i++)
            {
                list.RemoveAt(0);
            }
        }

        Assert.All(list.AlwaysListed, record => Assert.Single(read, record));
        Assert.Contains(list.Offsets.Zip(list.Offsets.Skip(1)), pair => pair.Second < pair.First);
    }

    [Fact]
    public async Task Records_that_arrive_at_the_head_repeat_nothing()
    {
        var list = new SimulatedList(seed: 1, length: 100) { Envelope = Says.Totals };
        List<string> read = [];
        await foreach (Page<string> page in Walks.Offset(list, NoReadAhead).AsPages())
        {
            read.AddRange(page.Items);
            list.Insert(0);
            list.Insert(0);
        }

        Assert.Equal(list.AlwaysListed.Count, read.Count);
        Assert.All(list.AlwaysListed, record => Assert.Single(read, record));
    }

    [Fact]
    public async Task An_endpoint_that_answers_everything_every_time_is_read_once()
    {
        var list = new SimulatedList(seed: 1, length: 250) { Envelope = Says.Nothing, IgnoresOffset = true };

        List<string> read = await Walks.Offset(list).ToListAsync();

        Assert.Equal(list.Listed, read);
        Assert.Equal([0, 249, 249 + 250 + 1_000], list.Offsets);
    }

    [Fact]
    public async Task An_endpoint_that_answers_everything_every_time_can_be_resumed()
    {
        var list = new SimulatedList(seed: 1, length: 50) { Envelope = Says.Nothing, IgnoresOffset = true };
        Page<string> first = await Walks.Offset(list).AsPages().FirstAsync();

        List<string> rest = await Walks.Offset(list).AsPages(first.ContinuationToken).SelectItemsAsync();

        Assert.Empty(rest);
    }

    [Theory]
    [InlineData((int)Says.Totals)]
    [InlineData((int)Says.Links)]
    [InlineData((int)Says.Nothing)]
    public async Task An_offset_limit_that_answers_with_nothing_is_told_instead_of_cutting_the_list(int envelope)
    {
        var list = new SimulatedList(seed: 1, length: 400) { Envelope = (Says)envelope, SilentLimit = 200 };
        List<string> read = [];

        var error = await Assert.ThrowsAsync<PagingException>(async () =>
        {
            await foreach (string record in Walks.Offset(list))
            {
                read.Add(record);
            }
        });

        Assert.Equal(list.Listed.Take(read.Count), read);
        Assert.InRange(read.Count, 200, 225);
        Assert.Contains("offset", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_page_that_counts_more_records_is_asked_for_once_more()
    {
        int calls = 0;
        List<string> read = await Walks.Offset((_, _, _) => Task.FromResult(++calls == 1
            ? new OffsetPage<string>([], 1, HasLinks: false, HasNextLink: false, new ResponseInfo())
            : new OffsetPage<string>(["a"], 1, HasLinks: false, HasNextLink: false, new ResponseInfo()))).ToListAsync();

        Assert.Equal(["a"], read);
    }

    [Fact]
    public async Task An_empty_page_that_counts_more_records_is_asked_for_once_more_each_time()
    {
        var list = new SimulatedList(seed: 1, length: 100) { Envelope = Says.Totals };
        int calls = 0;
        List<string> read = await Walks.Offset((offset, limit, token) => ++calls % 2 == 0
            ? Task.FromResult(new OffsetPage<string>([], 100, HasLinks: false, HasNextLink: false, new ResponseInfo()))
            : list.FetchAsync(offset, limit, token), NoReadAhead).ToListAsync();

        Assert.Equal(list.Listed, read);
    }

    [Fact]
    public async Task A_server_that_ignores_the_offset_and_counts_more_records_throws()
    {
        int calls = 0;
        var error = await Assert.ThrowsAsync<PagingException>(() => Walks.Offset((_, _, _) =>
        {
            calls++;
            return Task.FromResult(new OffsetPage<string>(["a", "b"], 10, HasLinks: false, HasNextLink: false, new ResponseInfo()));
        }, NoReadAhead).ToListAsync());

        Assert.Contains("ignored", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task A_list_that_changes_faster_than_it_can_be_read_throws_after_a_hundred_requests()
    {
        int calls = 0;
        var error = await Assert.ThrowsAsync<PagingException>(() => Walks.Offset((offset, _, _) =>
        {
            string[] records = offset == 0 ? ["a", "b"] : [$"never seen {calls}"];
            calls++;
            return Task.FromResult(new OffsetPage<string>(records, 10, HasLinks: false, HasNextLink: false, new ResponseInfo()));
        }, NoReadAhead).ToListAsync());

        Assert.Equal(101, calls);
        Assert.Contains("changes faster", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_last_page_that_brings_nothing_new_is_handed_out_for_its_missing_token()
    {
        var list = new SimulatedList(seed: 1, length: 26) { Envelope = Says.Totals };
        List<Page<string>> pages = [];
        await foreach (Page<string> page in Walks.Offset(list, NoReadAhead).AsPages())
        {
            pages.Add(page);
            if (pages.Count == 1)
            {
                list.RemoveAt(25);
            }
        }

        Assert.Equal([25, 0], pages.Select(page => page.Items.Count));
        Assert.Equal([false, true], pages.Select(page => page.ContinuationToken is null));
    }

    [Fact]
    public async Task A_record_that_is_inserted_where_the_walk_goes_on_is_read()
    {
        var list = new SimulatedList(seed: 1, length: 40) { Envelope = Says.Totals };
        List<string> read = [];
        await foreach (Page<string> page in Walks.Offset(list, NoReadAhead).AsPages())
        {
            read.AddRange(page.Items);
            if (read.Count == 25)
            {
                list.Insert(24);
            }
        }

        Assert.Equal(list.Listed.Order(), read.Order());
    }

    [Fact]
    public async Task A_page_size_of_one_asks_for_two_once_there_is_something_to_overlap()
    {
        List<int?> limits = [];
        var list = new SimulatedList(seed: 1, length: 4) { Envelope = Says.Totals };
        List<Page<string>> pages = await Walks.Offset(
            (offset, limit, token) =>
            {
                limits.Add(limit);
                return list.FetchAsync(offset, limit, token);
            },
            new PagingOptions { PageSize = 1 }).AsPages().ToListAsync();

        Assert.Equal([1, 1, 1, 1, 0], pages.Select(page => page.Items.Count));
        Assert.Equal([1, 2, 2, 2, 2], limits);
    }

    [Fact]
    public async Task A_record_that_comes_twice_in_one_page_comes_once()
    {
        List<string> read = await Walks.Offset((_, _, _) => Task.FromResult(
            new OffsetPage<string>(["a", "a", "b"], 3, HasLinks: false, HasNextLink: false, new ResponseInfo()))).ToListAsync();

        Assert.Equal(["a", "b"], read);
    }
}
