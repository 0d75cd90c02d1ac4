using IntegrationLogs.Client.Paging.Link;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging.Link;

/// <summary>When the page behind a link is asked for. The first page leads to "2", that to "3" and so on.</summary>
public sealed class LinkReadAheadTests
{
    [Fact]
    public async Task Beside_the_first_page_nothing_is_asked_for()
    {
        var list = new HeldLinks();
        await using LinkReadAhead<string> pages = list.ReadAhead();

        Task first = pages.FetchAsync(null);
        list.Arrive("1");
        list.Finish("1");
        await first;

        Assert.Equal(["1"], list.Asked);
    }

    [Fact]
    public async Task The_next_page_is_asked_for_as_soon_as_its_link_is_there()
    {
        var list = new HeldLinks();
        await using LinkReadAhead<string> pages = list.ReadAhead();
        await list.ReadAsync(pages, "1");

        Task<LinkPage<string>> second = pages.FetchAsync("2");
        Assert.Equal(["1", "2"], list.Asked);
        list.Arrive("2");

        Assert.Equal(["1", "2", "3"], list.Asked);
        Assert.False(second.IsCompleted);
        list.Finish("2");
        Assert.Equal(["2"], (await second).Items);
    }

    [Fact]
    public async Task It_is_one_page_until_that_is_asked_for()
    {
        var list = new HeldLinks();
        await using LinkReadAhead<string> pages = list.ReadAhead();
        await list.ReadAsync(pages, "1", "2");

        list.Arrive("3");
        list.Finish("3");
        Assert.Equal(["1", "2", "3"], list.Asked);

        Assert.Equal(["3"], (await pages.FetchAsync("3")).Items);
        Assert.Equal(["1", "2", "3", "4"], list.Asked);
    }

    [Fact]
    public async Task Where_nothing_is_told_before_the_next_page_is_asked_for_when_the_page_was_read()
    {
        var list = new HeldLinks();
        await using LinkReadAhead<string> pages = list.ReadAhead();
        await list.ReadAsync(pages, "1");

        Task<LinkPage<string>> second = pages.FetchAsync("2");
        list.Finish("2");
        await second;

        Assert.Equal(["1", "2", "3"], list.Asked);
    }

    [Theory]
    [InlineData(0, null, new[] { "1", "2", "3" })]
    [InlineData(1, 3, new[] { "1", "2", "3" })]
    [InlineData(1, 4, new[] { "1", "2", "3", "4" })]
    [InlineData(1, null, new[] { "1", "2", "3", "4" })]
    public async Task No_more_is_asked_for_than_is_wanted(int readAhead, int? maxPages, string[] expected)
    {
        var list = new HeldLinks();
        await using LinkReadAhead<string> pages = list.ReadAhead(readAhead, maxPages);

        await list.ReadAsync(pages, "1", "2", "3");

        Assert.Equal(expected, list.Asked);
    }

    [Fact]
    public async Task Behind_the_last_page_nothing_is_asked_for()
    {
        var list = new HeldLinks { Last = "2" };
        await using LinkReadAhead<string> pages = list.ReadAhead();

        await list.ReadAsync(pages, "1", "2");

        Assert.Equal(["1", "2"], list.Asked);
    }

    [Fact]
    public async Task As_many_pages_are_ahead_as_is_wanted_one_after_the_other()
    {
        var list = new HeldLinks();
        await using LinkReadAhead<string> pages = list.ReadAhead(readAhead: 3);
        await list.ReadAsync(pages, "1");

        Task<LinkPage<string>> second = pages.FetchAsync("2");
        foreach (string page in (string[])["2", "3", "4", "5"])
        {
            Assert.Equal(page, list.Asked[^1]);
            list.Arrive(page);
        }

        Assert.Equal(["1", "2", "3", "4", "5"], list.Asked);
        list.Finish("2");
        await second;
        Task<LinkPage<string>> third = pages.FetchAsync("3");
        Assert.Equal(["1", "2", "3", "4", "5", "6"], list.Asked);
        list.Finish("3");
        Assert.Equal(["3"], (await third).Items);
    }

    [Fact]
    public async Task Another_page_than_the_next_is_asked_for_and_those_ahead_are_cancelled_at_the_end()
    {
        var list = new HeldLinks();
        await using (LinkReadAhead<string> pages = list.ReadAhead())
        {
            await list.ReadAsync(pages, "1", "2");

            Task<LinkPage<string>> other = pages.FetchAsync("7");
            list.Arrive("7");
            list.Finish("7");

            Assert.Equal(["7"], (await other).Items);
            Assert.Equal(["1", "2", "3", "7", "8"], list.Asked);
        }

        Assert.Equal(["3", "8"], list.Cancelled.Order());
    }

    [Fact]
    public async Task Its_end_cancels_what_is_ahead_and_waits_for_it()
    {
        var list = new HeldLinks { IgnoresCancellation = true };
        LinkReadAhead<string> pages = list.ReadAhead();
        await list.ReadAsync(pages, "1", "2");

        Task ending = pages.DisposeAsync().AsTask();
        Assert.False(ending.IsCompleted);
        list.Finish("3");

        await ending;
    }

    [Fact]
    public async Task A_failure_ahead_comes_when_its_page_is_asked_for()
    {
        var list = new HeldLinks();
        await using LinkReadAhead<string> pages = list.ReadAhead();
        await list.ReadAsync(pages, "1");
        Task<LinkPage<string>> second = pages.FetchAsync("2");
        list.Arrive("2");
        list.Fail("3");
        list.Finish("2");

        Assert.Equal(["2"], (await second).Items);
        await Assert.ThrowsAsync<IOException>(() => pages.FetchAsync("3"));
    }

    [Fact]
    public async Task A_page_that_fails_after_its_link_was_there_fails()
    {
        var list = new HeldLinks();
        await using LinkReadAhead<string> pages = list.ReadAhead();
        await list.ReadAsync(pages, "1");
        Task<LinkPage<string>> second = pages.FetchAsync("2");
        list.Arrive("2");
        list.Fail("2");

        await Assert.ThrowsAsync<IOException>(() => second);
    }

    [Fact]
    public async Task A_page_that_fails_before_its_link_was_there_fails()
    {
        var list = new HeldLinks();
        await using LinkReadAhead<string> pages = list.ReadAhead();

        Task<LinkPage<string>> first = pages.FetchAsync(null);
        list.Fail("1");

        await Assert.ThrowsAsync<IOException>(() => first);
    }

    [Fact]
    public async Task A_page_that_is_asked_for_ahead_has_nothing_of_a_callers_or_another_pages_context()
    {
        var list = new HeldLinks();
        list.Context.Value = "caller";
        await using LinkReadAhead<string> pages = list.ReadAhead();

        await list.ReadAsync(pages, "1", "2", "3");

        Assert.Equal(["1 by caller", "2 by caller", "3 by ", "4 by "], list.AskedBy);
    }

    /// <summary>A list whose answers wait until a test lets them go.</summary>
    private sealed class HeldLinks
    {
        private readonly Dictionary<string, TaskCompletionSource> _held = [];
        private readonly Dictionary<string, Action> _arrivals = [];

        public List<string> Asked { get; } = [];

        public List<string> AskedBy { get; } = [];

        public List<string> Cancelled { get; } = [];

        public AsyncLocal<string> Context { get; } = new();

        public bool IgnoresCancellation { get; init; }

        public string? Last { get; init; }

        public LinkReadAhead<string> ReadAhead(int readAhead = 1, int? maxPages = null) => new(
            FetchAsync, new PagingOptions { PageSize = null, ReadAhead = readAhead, MaxPages = maxPages }, CancellationToken.None);

        public void Arrive(string page) => _arrivals[page]();

        public void Finish(string page) => _held[page].TrySetResult();

        public void Fail(string page) => _held[page].SetException(new IOException("It broke."));

        /// <summary>Reads pages one after the other.</summary>
        public async Task ReadAsync(LinkReadAhead<string> pages, params string[] queries)
        {
            foreach (string query in queries)
            {
                Task<LinkPage<string>> page = pages.FetchAsync(query == "1" ? null : query);
                Arrive(query);
                Finish(query);
                Assert.Equal([query], (await page).Items);
            }
        }

        private async Task<LinkPage<string>> FetchAsync(
            string? query, Action<ResponseInfo> arrived, CancellationToken cancellationToken)
        {
            string page = query ?? "1";
            Asked.Add(page);
            AskedBy.Add($"{page} by {Context.Value}");
            Context.Value = page;
            var headers = new Dictionary<string, IReadOnlyList<string>>();
            if (page != Last)
            {
                headers["Link"] = [$"<?{int.Parse(page, System.Globalization.CultureInfo.InvariantCulture) + 1}>; rel=next"];
            }

            var response = new ResponseInfo(headers: headers);
            var held = new TaskCompletionSource();
            _held[page] = held;
            var context = ExecutionContext.Capture()!;
            _arrivals[page] = () => ExecutionContext.Run(context, _ => arrived(response), null);
            using CancellationTokenRegistration _ = IgnoresCancellation ? default : cancellationToken.Register(() =>
            {
                Cancelled.Add(page);
                held.TrySetCanceled(cancellationToken);
            });
            await held.Task;
            return new LinkPage<string>([page], response);
        }
    }
}
