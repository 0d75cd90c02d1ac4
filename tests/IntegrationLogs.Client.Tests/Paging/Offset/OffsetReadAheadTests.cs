using IntegrationLogs.Client.Paging.Offset;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging.Offset;

/// <summary>Which pages are asked for before a walk asks for them. Pages of ten, which overlap by one.</summary>
public sealed class OffsetReadAheadTests
{
    [Fact]
    public async Task Beside_the_first_page_nothing_is_asked_for()
    {
        var list = new HeldList(total: 100);
        await using var pages = new OffsetReadAhead<string>(list.FetchAsync, Ahead(3));

        Task first = pages.FetchAsync(0, 10, CancellationToken.None);
        list.Answer(0);
        await first;

        Assert.Equal([0], list.Asked);
    }

    [Fact]
    public async Task From_the_second_page_on_so_many_are_in_flight_and_each_comes_to_who_asks_for_it()
    {
        var list = new HeldList(total: 100);
        await using var pages = new OffsetReadAhead<string>(list.FetchAsync, Ahead(3));
        await list.ReadAsync(pages, 0);

        Task<OffsetPage<string>> second = pages.FetchAsync(9, 10, CancellationToken.None);
        Assert.Equal([0, 9, 18, 27, 36], list.Asked);
        list.Answer(27);
        list.Answer(9);
        Assert.Equal("9", (await second).Items[0]);
        pages.Expect(18, 10, CancellationToken.None);
        Assert.Equal([0, 9, 18, 27, 36], list.Asked);
        Task<OffsetPage<string>> third = pages.FetchAsync(18, 10, CancellationToken.None);
        list.Answer(18);
        Assert.Equal("18", (await third).Items[0]);
        Assert.Equal("27", (await pages.FetchAsync(27, 10, CancellationToken.None)).Items[0]);

        Assert.Equal([0, 9, 18, 27, 36, 45, 54], list.Asked);
    }

    [Fact]
    public async Task Nothing_is_asked_for_behind_the_end_that_is_counted()
    {
        var list = new HeldList(total: 28);
        await using var pages = new OffsetReadAhead<string>(list.FetchAsync, Ahead(8));

        await list.ReadAsync(pages, 0, 9, 18);

        Assert.Equal([0, 9, 18], list.Asked);
    }

    [Theory]
    [InlineData(1, new[] { 0 })]
    [InlineData(2, new[] { 0, 9 })]
    [InlineData(4, new[] { 0, 9, 18, 27 })]
    public async Task No_more_is_asked_for_than_is_wanted(int maxPages, int[] expected)
    {
        var list = new HeldList(total: 100);
        await using var pages = new OffsetReadAhead<string>(list.FetchAsync, Ahead(8) with { MaxPages = maxPages });

        await list.ReadAsync(pages, [.. expected.Take(2)]);

        Assert.Equal(expected, list.Asked);
    }

    [Fact]
    public async Task Who_asks_for_another_place_gets_it_and_what_is_ahead_is_cancelled()
    {
        var list = new HeldList(total: 100);
        await using var pages = new OffsetReadAhead<string>(list.FetchAsync, Ahead(2));
        await list.ReadAsync(pages, 0, 9);

        Task<OffsetPage<string>> elsewhere = pages.FetchAsync(5, 10, CancellationToken.None);

        Assert.Equal([0, 9, 18, 27, 5, 14, 23], list.Asked);
        await Eventually.IsTrueAsync(() => list.Cancelled.Count == 2);
        Assert.Equal([18, 27], list.Cancelled.Order());
        list.Answer(5);
        Assert.Equal("5", (await elsewhere).Items[0]);
    }

    [Fact]
    public async Task Another_limit_is_another_place()
    {
        var list = new HeldList(total: 100);
        await using var pages = new OffsetReadAhead<string>(list.FetchAsync, Ahead(1));
        await list.ReadAsync(pages, 0, 9);

        Task<OffsetPage<string>> other = pages.FetchAsync(18, 5, CancellationToken.None);
        list.Answer(18);
        await other;

        Assert.Equal([0, 9, 18, 18, 27], list.Asked);
    }

    [Fact]
    public async Task Its_end_cancels_what_is_ahead_and_waits_for_it()
    {
        var list = new HeldList(total: 100) { IgnoresCancellation = true };
        var pages = new OffsetReadAhead<string>(list.FetchAsync, Ahead(2));
        await list.ReadAsync(pages, 0, 9);

        Task ending = pages.DisposeAsync().AsTask();
        Assert.False(ending.IsCompleted);
        list.Answer(18);
        Assert.False(ending.IsCompleted);
        list.Answer(27);

        await ending;
    }

    [Fact]
    public async Task A_failure_ahead_comes_to_who_asks_for_its_page_and_to_nobody_else()
    {
        var list = new HeldList(total: 100);
        await using var pages = new OffsetReadAhead<string>(list.FetchAsync, Ahead(3));
        await list.ReadAsync(pages, 0);
        Task<OffsetPage<string>> second = pages.FetchAsync(9, 10, CancellationToken.None);
        list.Fail(18);
        list.Fail(27);
        list.Answer(9);

        Assert.Equal("9", (await second).Items[0]);
        await Assert.ThrowsAsync<IOException>(() => pages.FetchAsync(18, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Where_nothing_is_counted_only_what_the_walk_expects_is_asked_for()
    {
        var list = new HeldList(total: 100) { CountsNothing = true };
        await using var pages = new OffsetReadAhead<string>(list.FetchAsync, Ahead(3));
        await list.ReadAsync(pages, 0);
        Task<OffsetPage<string>> second = pages.FetchAsync(9, 10, CancellationToken.None);
        list.Answer(9);
        await second;
        Assert.Equal([0, 9], list.Asked);

        pages.Expect(18, 10, CancellationToken.None);

        Assert.Equal([0, 9, 18], list.Asked);
    }

    [Fact]
    public async Task What_the_walk_does_not_expect_is_cancelled_at_once()
    {
        var list = new HeldList(total: 100);
        await using var pages = new OffsetReadAhead<string>(list.FetchAsync, Ahead(2));
        await list.ReadAsync(pages, 0, 9);

        pages.Expect(17, 10, CancellationToken.None);

        await Eventually.IsTrueAsync(() => list.Cancelled.Count == 2);
        Assert.Equal([0, 9, 18, 27, 17, 26], list.Asked);
    }

    [Fact]
    public async Task What_ends_a_list_is_asked_for_after_all_else_has_been_read()
    {
        // Pages of two, so that the page ahead is the one that an overlap without more asks for.
        string[] listed = ["a", "b", "c", "d"];
        List<int> asked = [];
        List<string> read = await Walks.Offset((offset, limit, _) =>
        {
            asked.Add(offset);
            if (asked.Count(one => one == 4) == 2)
            {
                listed = ["a", "b", "c", "d", "e"];
            }

            string[] items = [.. listed.Skip(offset).Take(limit!.Value)];
            long total = offset < 4 ? 100 : listed.Length;
            return Task.FromResult(new OffsetPage<string>(items, total, HasLinks: false, HasNextLink: false, new ResponseInfo()));
        }, new PagingOptions { PageSize = 2, ReadAhead = 1 }).ToListAsync();

        Assert.Equal(["a", "b", "c", "d", "e"], read);
        Assert.Equal([0, 1, 2, 3, 4, 4], asked.Take(6));
    }

    [Theory]
    [InlineData((int)SimulatedList.Says.Links)]
    [InlineData((int)SimulatedList.Says.Nothing)]
    public async Task A_walk_asks_for_its_next_page_before_it_hands_out_one_whatever_the_vendor_counts(int envelope)
    {
        var list = new SimulatedList(seed: 1, length: 100) { Envelope = (SimulatedList.Says)envelope };
        await using IAsyncEnumerator<Page<string>> pages = Walks
            .Offset(list, new PagingOptions { PageSize = 10, ReadAhead = 1 }).AsPages().GetAsyncEnumerator();

        await pages.MoveNextAsync();
        Assert.Equal([0], list.Offsets);
        await pages.MoveNextAsync();
        Assert.Equal([0, 9, 18], list.Offsets);
    }

    private static PagingOptions Ahead(int pages) => new() { PageSize = null, ReadAhead = pages };

    /// <summary>A list whose answers wait until a test lets them go.</summary>
    private sealed class HeldList(int total)
    {
        private readonly Dictionary<int, TaskCompletionSource> _held = [];

        public List<int> Asked { get; } = [];

        public List<int> Cancelled { get; } = [];

        public bool CountsNothing { get; init; }

        public bool IgnoresCancellation { get; init; }

        public async Task<OffsetPage<string>> FetchAsync(int offset, int? limit, CancellationToken cancellationToken)
        {
            Asked.Add(offset);
            var held = new TaskCompletionSource();
            _held[offset] = held;
            using CancellationTokenRegistration _ = IgnoresCancellation ? default : cancellationToken.Register(() =>
            {
                lock (Cancelled)
                {
                    Cancelled.Add(offset);
                }

                held.TrySetCanceled(cancellationToken);
            });
            await held.Task;
            string[] items = [.. Enumerable.Range(offset, Math.Clamp(total - offset, 0, limit ?? 10)).Select(number => $"{number}")];
            return new OffsetPage<string>(
                items, CountsNothing ? null : total, HasLinks: false, HasNextLink: false, new ResponseInfo());
        }

        public void Answer(int offset) => _held[offset].TrySetResult();

        public void Fail(int offset) => _held[offset].SetException(new IOException("It broke."));

        /// <summary>Reads pages one after the other.</summary>
        public async Task ReadAsync(OffsetReadAhead<string> pages, params int[] offsets)
        {
            foreach (int offset in offsets)
            {
                Task<OffsetPage<string>> page = pages.FetchAsync(offset, 10, CancellationToken.None);
                Answer(offset);
                OffsetPage<string> read = await page;
                Assert.Equal($"{offset}", read.Items[0]);
                if (read.HasMoreAfter(offset + read.Items.Count) is not false)
                {
                    pages.Expect(offset + read.Items.Count - 1, 10, CancellationToken.None);
                }
            }
        }
    }
}
