using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging;

public sealed class CallersStreamTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(8, true)]
    [InlineData(0, false)]
    [InlineData(8, false)]
    public async Task Cancelling_after_any_page_throws_with_the_callers_token_although_more_pages_are_there(int readAhead, bool byMethod)
    {
        for (int stop = 0; stop <= 5; stop++)
        {
            using var method = new CancellationTokenSource();
            using var enumerator = new CancellationTokenSource();
            CancellationTokenSource cancelled = byMethod ? method : enumerator;
            var list = new SimulatedList(seed: 1, length: 100) { Envelope = SimulatedList.Says.Totals };
            IAsyncEnumerator<Page<string>> pages = Walks
                .Offset(list, new PagingOptions { PageSize = 10, ReadAhead = readAhead }, cancellationToken: method.Token)
                .AsPages().GetAsyncEnumerator(enumerator.Token);
            for (int i = 0; i < stop; i++)
            {
                Assert.True(await pages.MoveNextAsync());
            }

            await cancelled.CancelAsync();
            var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pages.MoveNextAsync().AsTask());

            Assert.Equal(cancelled.Token, error.CancellationToken);
            await pages.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(8, true)]
    [InlineData(0, false)]
    [InlineData(8, false)]
    public async Task Cancelling_while_a_page_is_fetched_throws_with_the_callers_token(int readAhead, bool byMethod)
    {
        using var method = new CancellationTokenSource();
        using var enumerator = new CancellationTokenSource();
        CancellationTokenSource cancelled = byMethod ? method : enumerator;
        var held = new Gate();
        await using IAsyncEnumerator<Page<string>> pages = Walks
            .Offset(
                async (_, _, token) =>
                {
                    await held.PassAsync().WaitAsync(token);
                    throw new InvalidOperationException("It was not cancelled.");
                },
                new PagingOptions { PageSize = null, ReadAhead = readAhead },
                cancellationToken: method.Token)
            .AsPages().GetAsyncEnumerator(enumerator.Token);

        ValueTask<bool> reading = pages.MoveNextAsync();
        await held.Reached;
        await cancelled.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.AsTask());
        held.Open();

        Assert.Equal(cancelled.Token, error.CancellationToken);
        Assert.IsAssignableFrom<OperationCanceledException>(error.InnerException);
    }

    [Fact]
    public async Task Disposing_it_leaves_nothing_behind()
    {
        using var method = new CancellationTokenSource();
        CancellationToken given = default;
        var stream = new CallersStream<Page<string>>(
            token =>
            {
                given = token;
                return AsyncPageable<string>.FromPages([]).AsPages();
            },
            method.Token);

        Assert.Empty(await stream.ToListAsync());

        Assert.Throws<ObjectDisposedException>(() => given.WaitHandle);
    }

    [Fact]
    public async Task Leaving_waits_until_a_fetch_that_takes_no_notice_has_ended()
    {
        var list = new SimulatedList(seed: 1, length: 100) { Envelope = SimulatedList.Says.Totals };
        var held = new Gate();
        IAsyncEnumerator<Page<string>> pages = Walks.Offset(
            async (offset, limit, _) =>
            {
                if (list.Offsets.Count == 2)
                {
                    await held.PassAsync();
                }

                return await list.FetchAsync(offset, limit, CancellationToken.None);
            },
            new PagingOptions { PageSize = 10 }).AsPages().GetAsyncEnumerator();
        await pages.MoveNextAsync();
        await pages.MoveNextAsync();
        await held.Reached;

        Task leaving = pages.DisposeAsync().AsTask();
        Assert.False(leaving.IsCompleted);
        held.Open();
        await leaving;

        Assert.InRange(list.Offsets.Count, 2, 3);
    }

    [Fact]
    public async Task A_page_keeps_the_answer_it_was_made_with()
    {
        var response = new ResponseInfo(requestId: "r");

        Assert.Same(response, new Page<string>([], response: response).Response);
        await using IAsyncEnumerator<Page<string>> none = AsyncPageable<string>.FromPages([]).AsPages().GetAsyncEnumerator();
        Assert.False(await none.MoveNextAsync());
    }
}
