using System.Collections.Concurrent;
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
        await list.ArriveAsync("1");
        await list.FinishAsync("1");
        await first;

        await list.AssertAskedAsync("1");
    }

    [Fact]
    public async Task The_next_page_is_asked_for_as_soon_as_its_link_is_there()
    {
        var list = new HeldLinks();
        await using LinkReadAhead<string> pages = list.ReadAhead();
        await list.ReadAsync(pages, "1");

        Task<LinkPage<string>> second = pages.FetchAsync("2");
        await list.AssertAskedAsync("1", "2");
        await list.ArriveAsync("2");

        await list.AssertAskedAsync("1", "2", "3");
        Assert.False(second.IsCompleted);
        await list.FinishAsync("2");
        Assert.Equal(["2"], (await second).Items);
    }

    [Fact]
    public async Task It_is_one_page_until_that_is_asked_for()
    {
        var list = new HeldLinks();
        await using LinkReadAhead<string> pages = list.ReadAhead();
        await list.ReadAsync(pages, "1", "2");

        await list.ArriveAsync("3");
        await list.FinishAsync("3");
        await list.AssertAskedAsync("1", "2", "3");

        Assert.Equal(["3"], (await pages.FetchAsync("3")).Items);
        await list.AssertAskedAsync("1", "2", "3", "4");
    }

    [Fact]
    public async Task Where_nothing_is_told_before_the_next_page_is_asked_for_when_the_page_was_read()
    {
        var list = new HeldLinks();
        await using LinkReadAhead<string> pages = list.ReadAhead();
        await list.ReadAsync(pages, "1");

        Task<LinkPage<string>> second = pages.FetchAsync("2");
        await list.FinishAsync("2");
        await second;

        await list.AssertAskedAsync("1", "2", "3");
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

        await list.AssertAskedAsync(expected);
    }

    [Fact]
    public async Task Behind_the_last_page_nothing_is_asked_for()
    {
        var list = new HeldLinks { Last = "2" };
        await using LinkReadAhead<string> pages = list.ReadAhead();

        await list.ReadAsync(pages, "1", "2");

        await list.AssertAskedAsync("1", "2");
    }

    [Fact]
    public async Task As_many_pages_are_ahead_as_is_wanted_one_after_the_other()
    {
        var list = new HeldLinks();
        await using LinkReadAhead<string> pages = list.ReadAhead(readAhead: 3);
        await list.ReadAsync(pages, "1");

        Task<LinkPage<string>> second = pages.FetchAsync("2");
        await list.AssertAskedAsync("1", "2");
        await list.ArriveAsync("2");
        await list.AssertAskedAsync("1", "2", "3");
        await list.ArriveAsync("3");
        await list.AssertAskedAsync("1", "2", "3", "4");
        await list.ArriveAsync("4");
        await list.AssertAskedAsync("1", "2", "3", "4", "5");
        await list.ArriveAsync("5");
        Assert.False(second.IsCompleted);
        await list.FinishAsync("2");
        await second;
        Task<LinkPage<string>> third = pages.FetchAsync("3");
        await list.AssertAskedAsync("1", "2", "3", "4", "5", "6");
        await list.FinishAsync("3");
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
            await list.ArriveAsync("7");
            await list.FinishAsync("7");

            Assert.Equal(["7"], (await other).Items);
            await list.AssertAskedAsync("1", "2", "3", "7", "8");
        }

        Assert.Equal(["3", "8"], list.Cancelled.Order());
    }

    [Fact]
    public async Task Its_end_cancels_what_is_ahead_and_waits_for_it()
    {
        var list = new HeldLinks { IgnoresCancellation = true };
        LinkReadAhead<string> pages = list.ReadAhead();
        await list.ReadAsync(pages, "1", "2");
        await list.AssertAskedAsync("1", "2", "3");

        Task ending = pages.DisposeAsync().AsTask();
        Assert.False(ending.IsCompleted);
        await list.FinishAsync("3");

        await ending;
    }

    [Fact]
    public async Task A_failure_ahead_comes_when_its_page_is_asked_for()
    {
        var list = new HeldLinks();
        await using LinkReadAhead<string> pages = list.ReadAhead();
        await list.ReadAsync(pages, "1");
        Task<LinkPage<string>> second = pages.FetchAsync("2");
        await list.ArriveAsync("2");
        await list.FailAsync("3");
        await list.FinishAsync("2");

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
        await list.ArriveAsync("2");
        await list.FailAsync("2");

        await Assert.ThrowsAsync<IOException>(() => second);
    }

    [Fact]
    public async Task A_page_that_fails_before_its_link_was_there_fails()
    {
        var list = new HeldLinks();
        await using LinkReadAhead<string> pages = list.ReadAhead();

        Task<LinkPage<string>> first = pages.FetchAsync(null);
        await list.FailAsync("1");

        await Assert.ThrowsAsync<IOException>(() => first);
    }

    [Fact]
    public async Task A_page_that_is_asked_for_ahead_has_nothing_of_a_callers_or_another_pages_context()
    {
        var list = new HeldLinks();
        list.Context.Value = "caller";
        await using LinkReadAhead<string> pages = list.ReadAhead();

        await list.ReadAsync(pages, "1", "2", "3");

        await list.AssertAskedAsync("1", "2", "3", "4");
        Assert.Equal(["1 by caller", "2 by caller", "3 by ", "4 by "], list.AskedBy);
    }

    /// <summary>A list whose answers wait until a test lets them go.</summary>
    private sealed class HeldLinks
    {
        private readonly ConcurrentDictionary<string, HeldPage> _held = [];
        private readonly ConcurrentQueue<string> _asked = [];

        public ConcurrentQueue<string> AskedBy { get; } = [];

        public ConcurrentQueue<string> Cancelled { get; } = [];

        public AsyncLocal<string> Context { get; } = new();

        public bool IgnoresCancellation { get; init; }

        public string? Last { get; init; }

        public LinkReadAhead<string> ReadAhead(int readAhead = 1, int? maxPages = null) => new(
            FetchAsync, new PagingOptions { PageSize = null, ReadAhead = readAhead, MaxPages = maxPages }, CancellationToken.None);

        /// <summary>Waits for as many pages: in the test runner's context, those ahead are asked for on another thread.</summary>
        public async Task AssertAskedAsync(params string[] pages)
        {
            await Eventually.IsTrueAsync(() => _asked.Count >= pages.Length);
            Assert.Equal(pages, _asked);
        }

        public async Task ArriveAsync(string page) => (await HeldAsync(page)).Arrive();

        public async Task FinishAsync(string page) => (await HeldAsync(page)).Content.TrySetResult();

        public async Task FailAsync(string page) => (await HeldAsync(page)).Content.SetException(new IOException("It broke."));

        /// <summary>Reads pages one after the other.</summary>
        public async Task ReadAsync(LinkReadAhead<string> pages, params string[] queries)
        {
            foreach (string query in queries)
            {
                Task<LinkPage<string>> page = pages.FetchAsync(query == "1" ? null : query);
                await ArriveAsync(query);
                await FinishAsync(query);
                Assert.Equal([query], (await page).Items);
            }
        }

        private async Task<LinkPage<string>> FetchAsync(
            string? query, Action<ResponseInfo> arrived, CancellationToken cancellationToken)
        {
            string page = query ?? "1";
            AskedBy.Enqueue($"{page} by {Context.Value}");
            _asked.Enqueue(page);
            Context.Value = page;
            var headers = new Dictionary<string, IReadOnlyList<string>>();
            if (page != Last)
            {
                headers["Link"] = [$"<?{int.Parse(page, System.Globalization.CultureInfo.InvariantCulture) + 1}>; rel=next"];
            }

            var response = new ResponseInfo(headers: headers);
            var held = new TaskCompletionSource();
            var context = ExecutionContext.Capture()!;
            _held[page] = new HeldPage(() => ExecutionContext.Run(context, _ => arrived(response), null), held);
            using CancellationTokenRegistration _ = IgnoresCancellation ? default : cancellationToken.Register(() =>
            {
                Cancelled.Enqueue(page);
                held.TrySetCanceled(cancellationToken);
            });
            await held.Task;
            return new LinkPage<string>([page], response);
        }

        private async Task<HeldPage> HeldAsync(string page)
        {
            HeldPage? held = null;
            await Eventually.IsTrueAsync(() => _held.TryGetValue(page, out held));
            return held!;
        }

        /// <summary>An answer: its headers, and then its content, come when the test says so.</summary>
        private sealed record HeldPage(Action Arrive, TaskCompletionSource Content);
    }
}
