using IntegrationLogs.Client.Paging.Link;
using IntegrationLogs.Client.Paging.Offset;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging;

/// <summary>A list that does not advance has an end all the same, whatever its pages hold.</summary>
public sealed class NoProgressTests
{
    private static readonly PagingOptions NoReadAhead = new() { PageSize = null, ReadAhead = 0 };

    public static TheoryData<string> Pages => ["empty", "the same record", "the same records in another order", "records that take turns"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_hundred_pages_without_anything_new_under_ever_new_cursors_throw(string pages)
    {
        int requests = 0;

        var error = await Assert.ThrowsAsync<PagingException>(
            () => Walks.Link((_, _) => Link(RecordsOf(pages, requests), $"<?cursor={++requests}>; rel=next"), NoReadAhead).ToListAsync());

        Assert.Contains("100 pages in a row", error.Message, StringComparison.Ordinal);
        Assert.InRange(requests, 100, 102);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task They_throw_with_pages_fetched_ahead_too(string pages)
    {
        int requests = 0;

        await Assert.ThrowsAsync<PagingException>(() => Walks.Link(
            (_, _) => Link(RecordsOf(pages, requests), $"<?cursor={++requests}>; rel=next"),
            NoReadAhead with { ReadAhead = 8 }).ToListAsync());

        Assert.InRange(requests, 100, 111);
    }

    [Fact]
    public async Task Ninety_nine_pages_without_anything_new_are_followed()
    {
        int requests = 0;

        List<string> read = await Walks.Link((_, _) => ++requests switch
        {
            101 => Link(["b"], link: null),
            _ => Link(["a"], $"<?cursor={requests}>; rel=next"),
        }).ToListAsync();

        Assert.Equal(["a", "b"], read);
    }

    [Theory]
    [InlineData("wraps around")]
    [InlineData("the same records in another order")]
    [InlineData("records that take turns")]
    public async Task A_hundred_pages_without_anything_new_at_ever_new_offsets_throw(string pages)
    {
        int requests = 0;
        string[] all = [.. Enumerable.Range(0, 30).Select(number => $"r{number}")];

        await Assert.ThrowsAsync<PagingException>(() => Walks.Offset(
            (offset, _, _) =>
            {
                requests++;
                string[] items = pages == "wraps around"
                    ? [.. Enumerable.Range(offset, 10).Select(index => all[index % all.Length])]
                    : RecordsOf(pages, requests);
                return Task.FromResult(new OffsetPage<string>(items, null, HasLinks: false, HasNextLink: false, new ResponseInfo()));
            },
            NoReadAhead).ToListAsync());

        Assert.InRange(requests, 100, 110);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(2, 1)]
    [InlineData(2, 8)]
    [InlineData(7, 8)]
    public async Task Max_pages_counts_pages_that_bring_nothing_new(int maxPages, int readAhead)
    {
        int requests = 0;

        List<Page<string>> pages = await Walks.Link(
            (_, _) => Link(["a"], $"<?cursor={++requests}>; rel=next"),
            new PagingOptions { PageSize = null, MaxPages = maxPages, ReadAhead = readAhead }).AsPages().ToListAsync();

        Assert.Equal(maxPages, requests);
        Assert.Equal(["a"], pages.SelectMany(page => page.Items));
        Assert.NotNull(pages[^1].ContinuationToken);
    }

    [Fact]
    public async Task Max_pages_leads_on_through_pages_that_bring_nothing_new()
    {
        List<string> read = [];
        int walks = 0;
        string? token = null;
        do
        {
            List<Page<string>> pages = await Walks.Link(
                (query, _) => query switch
                {
                    null => Link(["a"], "<?cursor=1>; rel=next"),
                    "cursor=1" => Link(["a"], "<?cursor=2>; rel=next"),
                    "cursor=2" => Link([], "<?cursor=3>; rel=next"),
                    _ => Link(["b"], link: null),
                },
                new PagingOptions { PageSize = null, MaxPages = 1 }).AsPages(token).ToListAsync();
            read.AddRange(pages.SelectMany(page => page.Items));
            token = Assert.Single(pages).ContinuationToken;
            walks++;
        }
        while (token is not null);

        Assert.Equal((4, "a b"), (walks, string.Join(' ', read)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Max_pages_leads_to_the_end_of_a_list_by_offset(int maxPages)
    {
        foreach (SimulatedList.Says envelope in Enum.GetValues<SimulatedList.Says>())
        {
            var list = new SimulatedList(seed: 1, length: 50) { Envelope = envelope };
            List<string> read = [];
            int walks = 0;
            string? token = null;
            do
            {
                int before = list.Offsets.Count;
                List<Page<string>> pages = await Walks
                    .Offset(list, NoReadAhead with { MaxPages = maxPages }).AsPages(token).ToListAsync();
                Assert.InRange(list.Offsets.Count - before, 1, Math.Max(2, maxPages));
                read.AddRange(pages.SelectMany(page => page.Items));
                token = pages[^1].ContinuationToken;
            }
            while (token is not null && ++walks < 10);

            Assert.Null(token);
            Assert.Equal(list.Listed, read);
        }
    }

    private static string[] RecordsOf(string pages, int request) => pages switch
    {
        "empty" => [],
        "the same record" => ["a"],
        "the same records in another order" => request % 2 == 0 ? ["a", "b", "c"] : ["c", "a", "b"],
        _ => request % 2 == 0 ? ["a", "b"] : ["b", "c"],
    };

    private static Task<LinkPage<string>> Link(string[] items, string? link)
    {
        var headers = new Dictionary<string, IReadOnlyList<string>>();
        if (link is not null)
        {
            headers["Link"] = [link];
        }

        return Task.FromResult(new LinkPage<string>(items, new ResponseInfo(headers: headers)));
    }
}
