using IntegrationLogs.Client.Paging.Link;
using IntegrationLogs.Client.Paging.Offset;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging;

/// <summary>However far a walk gets before an answer lets it wait, it does not go on in its caller's context: that may block.</summary>
public class CallersContextTests
{
    public static TheoryData<int, int, bool> Waits()
    {
        var rows = new TheoryData<int, int, bool>();
        foreach (int readAhead in new[] { 0, 1, 3 })
        {
            foreach (int heldRequest in new[] { 1, 2, 3, 4 })
            {
                rows.Add(readAhead, heldRequest, true);
                rows.Add(readAhead, heldRequest, false);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task An_offset_walk_goes_on_elsewhere(int readAhead, int heldRequest, bool byRecord)
    {
        var list = new SimulatedList(seed: 1, length: 35) { Envelope = SimulatedList.Says.Totals };
        var held = new Gate();
        AsyncPageable<string> walk = Walks.Offset(
            (offset, limit, token) => HoldAsync(held, list.Offsets.Count + 1 == heldRequest, () => list.FetchAsync(offset, limit, token)),
            new PagingOptions { PageSize = 10, ReadAhead = readAhead });

        Assert.Equal(list.Listed, await ReadElsewhereAsync(walk, held, byRecord));
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task A_link_walk_goes_on_elsewhere(int readAhead, int heldRequest, bool byRecord)
    {
        int request = 0;
        var held = new Gate();
        AsyncPageable<string> walk = Walks.Link(
            (_, _) => HoldAsync(held, ++request == heldRequest, () => Task.FromResult(Answer(request))),
            new PagingOptions { PageSize = null, ReadAhead = readAhead });

        Assert.Equal(["r1", "r2", "r3", "r4"], await ReadElsewhereAsync(walk, held, byRecord));
    }

    [Fact]
    public async Task The_search_for_an_endpoint_that_ignores_the_offset_goes_on_elsewhere()
    {
        var list = new SimulatedList(seed: 1, length: 5) { Envelope = SimulatedList.Says.Nothing, IgnoresOffset = true };
        var held = new Gate();
        AsyncPageable<string> walk = Walks.Offset(
            (offset, limit, token) => HoldAsync(held, list.Offsets.Count == 2, () => list.FetchAsync(offset, limit, token)),
            new PagingOptions { PageSize = null, ReadAhead = 0 });

        Assert.Equal(list.Listed, await ReadElsewhereAsync(walk, held, byRecord: true));
        Assert.Equal(3, list.Offsets.Count);
    }

    [Fact]
    public async Task The_records_of_a_list_of_ones_own_go_on_elsewhere()
    {
        var held = new Gate();

        Assert.Equal(["a", "b"], await ReadElsewhereAsync(new Ours(held), held, byRecord: true));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leaving_goes_on_elsewhere(bool byRecord)
    {
        var context = new CallersContext();
        var list = new SimulatedList(seed: 1, length: 35) { Envelope = SimulatedList.Says.Totals };
        using var isLeaving = new ManualResetEventSlim();
        async Task<OffsetPage<string>> Fetch(int offset, int? limit, CancellationToken token)
        {
            if (list.Offsets.Count < 2)
            {
                return await list.FetchAsync(offset, limit, token);
            }

            var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using CancellationTokenRegistration _ = token.Register(() =>
            {
                isLeaving.Wait(CancellationToken.None);
                cancelled.SetResult();
            });
            await cancelled.Task.ConfigureAwait(false);
            throw new OperationCanceledException(token);
        }

        AsyncPageable<string> walk = Walks.Offset(Fetch, new PagingOptions { PageSize = 10 });
        ValueTask left = byRecord
            ? await BeginToLeaveAsync(context, walk, records: 11)
            : await BeginToLeaveAsync(context, walk.AsPages(), records: 2);
        Assert.False(left.IsCompleted);
        isLeaving.Set();
        await left;

        Assert.Equal(0, context.Returns);
    }

    private static async Task<ValueTask> BeginToLeaveAsync<T>(CallersContext context, IAsyncEnumerable<T> list, int records)
    {
        IAsyncEnumerator<T> enumerator = list.GetAsyncEnumerator();
        for (int i = 0; i < records; i++)
        {
            Assert.True(await context.Begin(enumerator.MoveNextAsync).ConfigureAwait(false));
        }

        return context.Begin(enumerator.DisposeAsync);
    }

    private static async Task<List<string>> ReadElsewhereAsync(AsyncPageable<string> walk, Gate held, bool byRecord)
    {
        var context = new CallersContext();
        List<string> read = byRecord
            ? await ReadAsync(context, walk, held).ConfigureAwait(false)
            : [.. (await ReadAsync(context, walk.AsPages(), held).ConfigureAwait(false)).SelectMany(page => page.Items)];
        Assert.True(held.Reached.IsCompleted);
        Assert.Equal(0, context.Returns);
        return read;
    }

    /// <summary>Takes each step in the context, and lets the held answer go when a step waits for it.</summary>
    private static async Task<List<T>> ReadAsync<T>(CallersContext context, IAsyncEnumerable<T> list, Gate held)
    {
        List<T> read = [];
        IAsyncEnumerator<T> enumerator = list.GetAsyncEnumerator();
        while (true)
        {
            ValueTask<bool> step = context.Begin(enumerator.MoveNextAsync);
            if (!step.IsCompleted)
            {
                held.Open();
            }

            if (!await step.ConfigureAwait(false))
            {
                break;
            }

            read.Add(enumerator.Current);
        }

        await context.Begin(enumerator.DisposeAsync).ConfigureAwait(false);
        return read;
    }

    private static async Task<TPage> HoldAsync<TPage>(Gate held, bool isHeld, Func<Task<TPage>> answer)
    {
        if (isHeld)
        {
            await held.PassAsync().ConfigureAwait(false);
        }

        return await answer().ConfigureAwait(false);
    }

    private static LinkPage<string> Answer(int request)
    {
        var headers = new Dictionary<string, IReadOnlyList<string>>();
        if (request < 4)
        {
            headers["Link"] = [$"<?cursor={request}>; rel=next"];
        }

        return new LinkPage<string>([$"r{request}"], new ResponseInfo(headers: headers));
    }

    private sealed class Ours(Gate held) : AsyncPageable<string>
    {
        public override async IAsyncEnumerable<Page<string>> AsPages(string? continuationToken = null)
        {
            yield return new Page<string>(["a"]);
            await held.PassAsync().ConfigureAwait(false);
            yield return new Page<string>(["b"]);
        }
    }
}
