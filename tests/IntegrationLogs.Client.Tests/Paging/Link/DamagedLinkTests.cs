using IntegrationLogs.Client.Paging.Link;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging.Link;

/// <summary>A sound page whose next link is damaged: its records come before the fault is told, and its token leads to it again.</summary>
public sealed class DamagedLinkTests
{
    public static TheoryData<string> Damaged =>
    [
        "string",
        "<?cursor=2>; rel=\"next",
        "<?cursor=2>",
        "<https://x.example/logs>; rel=next",
        "<?cursor=2>; rel=next; anchor=\"#x\"",
        $"<?cursor={new string('c', 40_000)}>; rel=next",
    ];

    [Theory]
    [MemberData(nameof(Damaged))]
    public async Task The_records_of_a_page_come_before_the_fault_of_its_link(string damaged)
    {
        foreach (int readAhead in (int[])[0, 1, 8])
        {
            foreach (int damagedPage in (int[])[1, 2, 5])
            {
                var list = new DamagedList(damagedPage, damaged);
                List<string> read = [];

                await Assert.ThrowsAsync<PagingException>(async () =>
                {
                    await foreach (string record in Walks.Link(list.FetchAsync, new PagingOptions { ReadAhead = readAhead }))
                    {
                        read.Add(record);
                    }
                });

                Assert.Equal(Enumerable.Range(1, damagedPage).Select(page => $"r{page}"), read);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task The_token_of_such_a_page_leads_to_it_again_and_on_once_it_is_mended(int damagedPage)
    {
        var list = new DamagedList(damagedPage, "string");
        string? token = null;
        await Assert.ThrowsAsync<PagingException>(async () =>
        {
            await foreach (Page<string> page in Walks.Link(list.FetchAsync).AsPages())
            {
                token = page.ContinuationToken;
            }
        });
        Assert.NotNull(token);

        await Assert.ThrowsAsync<PagingException>(() => Walks.Link(list.FetchAsync).AsPages(token).ToListAsync());
        list.IsMended = true;

        Assert.Equal(
            Enumerable.Range(damagedPage + 1, 6 - damagedPage).Select(page => $"r{page}"),
            await Walks.Link(list.FetchAsync).AsPages(token).SelectItemsAsync());
    }

    [Fact]
    public async Task No_record_of_a_long_page_comes_again_when_it_is_read_again()
    {
        string[] records = [.. Enumerable.Range(0, 100).Select(number => $"r{number}")];
        bool isMended = false;
        AsyncPageable<string> walk = Walks.Link((query, _) => query is null
            ? Answer(records, isMended ? "<?cursor=2>; rel=next" : "string")
            : Answer(["last"], link: null));
        string? token = (await walk.AsPages().FirstAsync()).ContinuationToken;
        isMended = true;

        Assert.Equal(["last"], await walk.AsPages(token).SelectItemsAsync());
    }

    [Fact]
    public async Task With_one_page_wanted_the_fault_is_told_too()
    {
        var list = new DamagedList(damagedPage: 1, "string");
        List<string> read = [];

        await Assert.ThrowsAsync<PagingException>(async () =>
        {
            await foreach (string record in Walks.Link(list.FetchAsync, new PagingOptions { MaxPages = 1 }))
            {
                read.Add(record);
            }
        });

        Assert.Equal(["r1"], read);
    }

    [Fact]
    public async Task A_page_of_a_users_own_without_a_response_gives_its_records_first()
    {
        List<string> read = [];

        var error = await Assert.ThrowsAsync<PagingException>(async () =>
        {
            await foreach (string record in AsyncPageable.FollowLink<OwnPage, string>("list", (_, _) => Task.FromResult(new OwnPage())))
            {
                read.Add(record);
            }
        });

        Assert.Equal(["a"], read);
        Assert.Contains("OwnPage.Response is null", error.Message, StringComparison.Ordinal);
    }

    private static Task<LinkPage<string>> Answer(string[] items, string? link)
    {
        var headers = new Dictionary<string, IReadOnlyList<string>>();
        if (link is not null)
        {
            headers["Link"] = [link];
        }

        return Task.FromResult(new LinkPage<string>(items, new ResponseInfo(headers: headers)));
    }

    /// <summary>Six pages of one record each.</summary>
    private sealed class DamagedList(int damagedPage, string damaged)
    {
        public bool IsMended { get; set; }

        public Task<LinkPage<string>> FetchAsync(string? query, CancellationToken cancellationToken)
        {
            int page = query is null ? 1 : int.Parse(query["cursor=".Length..], System.Globalization.CultureInfo.InvariantCulture);
            return Answer(
                [$"r{page}"],
                page == damagedPage && !IsMended ? damaged : page == 6 ? null : $"<?cursor={page + 1}>; rel=next");
        }
    }

    private sealed record OwnPage : IApiPage<string>
    {
        public IReadOnlyList<string> Records => ["a"];

        public ResponseInfo? Response { get; set; }

        public static string GetIdentity(string record) => record;
    }
}
