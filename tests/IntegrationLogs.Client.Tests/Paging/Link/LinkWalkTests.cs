using FsCheck;
using FsCheck.Fluent;
using IntegrationLogs.Client.Paging.Link;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging.Link;

public class LinkWalkTests
{
    [Fact]
    public async Task The_walk_follows_the_query_of_each_next_link_and_ends_without_one()
    {
        List<string?> queries = [];
        List<string> read = await Walks.Link((query, _) =>
        {
            queries.Add(query);
            return Answer(query switch
            {
                null => (["a", "b"], """<https://elsewhere.example/x?cursor=2023-03-01T02:02:00+01:00&page_size=2>; rel="next" """),
                "cursor=2023-03-01T02:02:00%2B01:00&page_size=2" => (["c"], """<?cursor=x>; rel="prev", </api?cursor=Zm9v=>; rel="next" """),
                _ => (["d"], """<?cursor=x>; rel="prev" """),
            });
        }).ToListAsync();

        Assert.Equal(["a", "b", "c", "d"], read);
        Assert.Equal([null, "cursor=2023-03-01T02:02:00%2B01:00&page_size=2", "cursor=Zm9v="], queries);
    }

    [Fact]
    public async Task A_short_page_does_not_end_the_walk()
    {
        List<string> read = await Walks.Link((query, _) => Answer(query is null ? (["a"], Next("1")) : (["b"], null))).ToListAsync();

        Assert.Equal(["a", "b"], read);
    }

    [Fact]
    public async Task Records_that_share_a_cursors_timestamp_and_come_again_come_once()
    {
        List<string> read = await Walks.Link((query, _) =>
            Answer(query is null ? (["a", "b"], Next("1")) : (["b", "c"], null))).ToListAsync();

        Assert.Equal(["a", "b", "c"], read);
    }

    [Theory]
    [InlineData("<?cursor=1")]
    [InlineData("?cursor=1; rel=next")]
    [InlineData("""<?cursor=1>; rel="next""")]
    [InlineData("garbage")]
    public async Task A_link_header_that_cannot_be_read_throws_instead_of_ending_the_list(string header)
    {
        List<string> read = [];
        await Assert.ThrowsAsync<PagingException>(async () =>
        {
            await foreach (string record in Walks.Link((_, _) => Answer((["a"], header))))
            {
                read.Add(record);
            }
        });

        Assert.Equal(["a"], read);
    }

    [Fact]
    public async Task A_next_link_without_a_query_throws() =>
        await Assert.ThrowsAsync<PagingException>(
            () => Walks.Link((_, _) => Answer((["a"], """<https://x.example/logs>; rel="next" """))).ToListAsync());

    [Theory]
    [InlineData(32_768, 2)]
    [InlineData(32_769, 0)]
    public async Task A_next_link_that_is_too_long_for_an_address_throws(int length, int expected)
    {
        string cursor = new('c', length - "cursor=".Length);
        List<string> read = [];
        Exception? error = await Record.ExceptionAsync(async () =>
            read = await Walks.Link((query, _) => Answer(query is null ? (["a"], Next(cursor)) : (["b"], null))).ToListAsync());

        Assert.Equal((expected, expected == 0), (read.Count, error is PagingException));
    }

    [Fact]
    public async Task A_next_links_escapes_count_to_its_length() => await Assert.ThrowsAsync<PagingException>(
        () => Walks.Link((_, _) => Answer((["a"], Next(new string('+', 11_000))))).ToListAsync());

    [Fact]
    public async Task A_cursor_that_comes_again_throws_after_what_was_read()
    {
        List<string> read = [];
        int calls = 0;
        var error = await Assert.ThrowsAsync<PagingException>(async () =>
        {
            await foreach (string record in Walks.Link((_, _) => Answer(([$"r{calls++}"], Next(calls % 2 == 0 ? "even" : "odd")))))
            {
                read.Add(record);
            }
        });

        Assert.Equal(["r0", "r1", "r2"], read);
        Assert.Contains("never end", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("even", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_empty_pages_in_a_row_throw()
    {
        int calls = 0;
        await Assert.ThrowsAsync<PagingException>(() => Walks
            .Link((_, _) => Answer(([], Next($"{++calls}"))), new PagingOptions { PageSize = null, ReadAhead = 0 }).ToListAsync());

        Assert.Equal(100, calls);
    }

    [Fact]
    public async Task Ninety_nine_empty_pages_in_a_row_are_followed()
    {
        int calls = 0;
        List<Page<string>> pages = await Walks.Link((_, _) => Answer(++calls == 100 ? (["a"], null) : ([], Next($"{calls}"))))
            .AsPages().ToListAsync();

        Assert.Equal(["a"], Assert.Single(pages).Items);
    }

    [Fact]
    public async Task Empty_pages_count_anew_after_one_that_is_not()
    {
        int calls = 0;
        List<string> read = await Walks.Link((_, _) => Answer(++calls switch
        {
            90 => (["a"], Next("90")),
            180 => (["b"], null),
            _ => ([], Next($"{calls}")),
        })).ToListAsync();

        Assert.Equal(["a", "b"], read);
    }

    [Fact]
    public async Task Pages_that_repeat_records_are_not_handed_out()
    {
        int calls = 0;
        List<Page<string>> pages = await Walks.Link((_, _) => Answer((["a"], ++calls == 90 ? null : Next($"{calls}"))))
            .AsPages().ToListAsync();

        Assert.Equal([1, 0], pages.Select(page => page.Items.Count));
    }

    [Fact]
    public async Task The_last_page_has_no_token_even_when_it_is_empty()
    {
        List<Page<string>> pages = await Walks.Link((query, _) => Answer(query is null ? (["a"], Next("1")) : ([], null)))
            .AsPages().ToListAsync();

        Assert.Equal(2, pages.Count);
        Assert.NotNull(pages[0].ContinuationToken);
        Assert.Null(pages[1].ContinuationToken);
    }

    [Fact]
    public void A_walk_resumed_from_any_page_gives_exactly_the_rest_at_any_read_ahead() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Effort.Cases(500)),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var chance = new System.Random(seed);
            string[] records = [.. Enumerable.Range(0, chance.Next(60)).Select(i => $"r{i}")];
            int size = chance.Next(1, 20);
            int overlap = chance.Next(2);
            AsyncPageable<string> pageable = Walks.Link(
                (query, _) =>
                {
                    int start = query is null ? 0 : int.Parse(query["cursor=".Length..], System.Globalization.CultureInfo.InvariantCulture);
                    int end = start + size;

                    // A cursor made of a time repeats the last record now and then.
                    return Answer((records[start..Math.Min(end, records.Length)], end < records.Length ? Next($"{end - (size > 1 ? overlap : 0)}") : null));
                },
                new PagingOptions { PageSize = null, ReadAhead = chance.Next(4) });
            List<Page<string>> pages = pageable.AsPages().ToListAsync().GetAwaiter().GetResult();
            int count = 0;
            bool holds = pages.SelectMany(page => page.Items).SequenceEqual(records);
            foreach (Page<string> page in pages.SkipLast(1))
            {
                count += page.Items.Count;
                List<string> rest = pageable.AsPages(page.ContinuationToken).SelectItemsAsync().GetAwaiter().GetResult();
                holds &= rest.SequenceEqual(records.Skip(count));
            }

            return holds;
        }));

    private static string Next(string cursor) => $"""<https://panel.example/api/v3/integrations/1/logs?cursor={cursor}>; rel="next" """;

    private static Task<LinkPage<string>> Answer((string[] Items, string? Link) answer)
    {
        var headers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        if (answer.Link is not null)
        {
            headers["link"] = [answer.Link];
        }

        return Task.FromResult(new LinkPage<string>(answer.Items, new ResponseInfo(headers: headers)));
    }
}
