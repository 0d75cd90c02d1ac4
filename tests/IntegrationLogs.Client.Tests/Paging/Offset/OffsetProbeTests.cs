using System.Net;
using IntegrationLogs.Client.Paging.Offset;
using IntegrationLogs.Client.Tests.Infrastructure;
using Says = IntegrationLogs.Client.Tests.Infrastructure.SimulatedList.Says;

namespace IntegrationLogs.Client.Tests.Paging.Offset;

/// <summary>The one request far behind a list's end that tells an endpoint without paging from a list that moved.</summary>
public sealed class OffsetProbeTests
{
    public static TheoryData<string> Refusals => ["api", "paging"];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_of_it_means_that_the_offset_counts(string refusal)
    {
        int calls = 0;
        List<int> offsets = [];
        List<string> read = await Walks.Offset((offset, _, _) =>
        {
            offsets.Add(offset);
            return ++calls switch
            {
                1 or 2 => Answer("a", "b"),
                3 => throw (refusal == "api"
                    ? new VendorApiException(IntegrationVendor.ElasticPath, HttpStatusCode.BadRequest, "too far")
                    : new PagingException(IntegrationVendor.ElasticPath, "too far")),
                4 => Answer("b", "c"),
                5 => Answer("c"),
                _ => Answer(),
            };
        }).ToListAsync();

        Assert.Equal(["a", "b", "c"], read);
        Assert.Equal([0, 1, 1_003, 2, 3, 4], offsets);
    }

    [Fact]
    public async Task Any_other_failure_of_it_is_the_callers()
    {
        int calls = 0;

        await Assert.ThrowsAsync<ApiConnectionException>(() => Walks.Offset((_, _, _) => ++calls < 3
            ? Answer("a", "b")
            : throw new ApiConnectionException(IntegrationVendor.ElasticPath, "no answer")).ToListAsync());
    }

    [Fact]
    public async Task It_asks_for_two_when_one_a_page_is_wanted()
    {
        List<int?> limits = [];
        var list = new SimulatedList(seed: 1, length: 5) { Envelope = Says.Nothing, IgnoresOffset = true };

        await Walks.Offset(
            (offset, limit, token) =>
            {
                limits.Add(limit);
                return list.FetchAsync(offset, limit, token);
            },
            new PagingOptions { PageSize = 1, ReadAhead = 0 }).ToListAsync();

        Assert.Equal([1, 2, 2], limits);
    }

    [Theory]
    [InlineData((int)Says.Totals)]
    [InlineData((int)Says.Links)]
    [InlineData((int)Says.Nothing)]
    public async Task A_server_that_gives_one_record_a_page_is_read_whole(int envelope)
    {
        var list = new SimulatedList(seed: 1, length: 4) { Envelope = (Says)envelope, ServerCap = 1 };

        List<string> read = await Walks.Offset(list, new PagingOptions { PageSize = null, ReadAhead = 0 }).ToListAsync();

        Assert.Equal(list.Listed, read);
    }

    [Fact]
    public async Task After_a_resume_only_what_comes_behind_a_known_record_is_new()
    {
        int calls = 0;
        AsyncPageable<string> walk = Walks.Offset((_, _, _) => ++calls == 1 ? Answer("a", "b") : Answer("new", "b", "c"));
        string? token = null;
        await foreach (Page<string> page in walk.AsPages())
        {
            token = page.ContinuationToken;
            break;
        }

        IAsyncEnumerator<Page<string>> rest = walk.AsPages(token).GetAsyncEnumerator();
        Assert.True(await rest.MoveNextAsync());

        Assert.Equal(["c"], rest.Current.Items);
        await rest.DisposeAsync();
    }

    private static Task<OffsetPage<string>> Answer(params string[] items) =>
        Task.FromResult(new OffsetPage<string>(items, TotalItems: null, HasLinks: false, HasNextLink: false, new ResponseInfo()));
}
