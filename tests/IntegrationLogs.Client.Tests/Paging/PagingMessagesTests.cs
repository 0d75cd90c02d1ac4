using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Paging.Link;
using IntegrationLogs.Client.Paging.Offset;
using IntegrationLogs.Client.Tests.Infrastructure;
using Says = IntegrationLogs.Client.Tests.Infrastructure.SimulatedList.Says;

namespace IntegrationLogs.Client.Tests.Paging;

/// <summary>Why a list cannot be followed any further is told in full: it is all that its reader has.</summary>
public sealed class PagingMessagesTests
{
    [Fact]
    public Task A_cursor_that_comes_again() => AssertToldAsync(
        "the next link leads to a page that was read before, so the list would never end.",
        Walks.Link((_, _) => Link(["a"], "<?cursor=1>; rel=next")));

    [Fact]
    public Task Pages_that_lead_on_without_anything_new() => AssertToldAsync(
        "100 pages in a row brought nothing new, each with a link to the next.",
        Walks.Link((query, _) => Link([], $"<?cursor={query}1>; rel=next")));

    [Fact]
    public Task A_header_that_cannot_be_read() => AssertToldAsync(
        "the Link header cannot be read, so whether there is a next page is not known.", Walks.Link((_, _) => Link(["a"], "garbage")));

    [Fact]
    public Task A_link_without_a_query() => AssertToldAsync(
        "the next link has no query, so it does not say where the next page starts.",
        Walks.Link((_, _) => Link(["a"], "<https://x.example/logs>; rel=next")));

    [Fact]
    public Task A_link_that_is_too_long() => AssertToldAsync(
        "the next link's query has 40007 characters, more than an address can have.",
        Walks.Link((_, _) => Link(["a"], $"<?cursor={new string('c', 40_000)}>; rel=next")));

    [Fact]
    public Task A_link_of_another_resource() => AssertToldAsync(
        "the next link has an anchor, so it belongs to another resource, and whether there is a next page is not known.",
        Walks.Link((_, _) => Link(["a"], "<?cursor=2>; rel=next; anchor=\"#x\"")));

    [Fact]
    public Task An_offset_limit_that_answers_with_nothing() => AssertToldAsync(
        "100 requests in a row brought nothing new at offset 71. "
        + "The list changes faster than it can be read, or its offsets do not advance.",
        Walks.Offset(new SimulatedList(seed: 1, length: 100) { Envelope = Says.Totals, SilentLimit = 50 }));

    [Fact]
    public Task A_list_that_never_stands_still()
    {
        int calls = 0;
        return AssertToldAsync(
            "100 requests in a row brought nothing new at offset 2. "
            + "The list changes faster than it can be read, or its offsets do not advance.",
            Walks.Offset((offset, _, _) => Offset(offset == 0 ? ["a", "b"] : [$"never seen {++calls}"])));
    }

    [Fact]
    public Task An_offset_that_is_ignored() => AssertToldAsync(
        "the offset is ignored: every page holds the same records, although the answer says that there are more.",
        Walks.Offset((_, _, _) => Offset("a", "b")));

    [Fact]
    public Task A_place_that_is_lost() => AssertToldAsync(
        "none of the records before the place to go on from was found in 3 requests around it, so the place is lost. "
        + "Read the list from its start.",
        Walks.Offset((offset, _, _) => offset > 2 ? Offset() : Offset("a", "b")),
        ContinuationToken.Encode(Walks.Info, new WalkPosition("2", [1, 2])));

    private static async Task AssertToldAsync(string reason, AsyncPageable<string> list, string? token = null)
    {
        var error = await Assert.ThrowsAsync<PagingException>(() => list.AsPages(token).ToListAsync());

        Assert.Equal($"ElasticPath, GET /list: {reason}", error.Message);
    }

    private static Task<OffsetPage<string>> Offset(params string[] items) =>
        Task.FromResult(new OffsetPage<string>(items, TotalItems: 10, HasLinks: false, HasNextLink: false, new ResponseInfo()));

    private static Task<LinkPage<string>> Link(string[] items, string link) => Task.FromResult(new LinkPage<string>(
        items, new ResponseInfo(headers: new Dictionary<string, IReadOnlyList<string>> { ["Link"] = [link] })));
}
