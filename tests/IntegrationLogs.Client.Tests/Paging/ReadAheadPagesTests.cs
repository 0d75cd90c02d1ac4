using System.Runtime.CompilerServices;
using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging;

public sealed class ReadAheadPagesTests
{
    [Fact]
    public async Task From_the_second_page_on_so_many_are_ahead_and_no_more()
    {
        int fetched = 0, handedOut = 0, mostAhead = 0;
        async IAsyncEnumerable<Page<string>> WalkAsync([EnumeratorCancellation] CancellationToken token)
        {
            for (int page = 1; page <= 200; page++)
            {
                await Task.CompletedTask.WaitAsync(token);
                mostAhead = Math.Max(mostAhead, ++fetched - Volatile.Read(ref handedOut));
                yield return new Page<string>([$"{page}"]);
            }
        }

        await foreach (Page<string> _ in ReadAheadPages.ReadAsync(WalkAsync, readAhead: 2, CancellationToken.None))
        {
            Volatile.Write(ref handedOut, handedOut + 1);
            if (handedOut == 1)
            {
                Assert.Equal(1, fetched);
            }
            else
            {
                await Eventually.IsTrueAsync(() => fetched == Math.Min(handedOut + 2, 200));
            }
        }

        // The page that is asked for is fetched before it is handed out.
        Assert.Equal((200, 200, 3), (fetched, handedOut, mostAhead));
    }

    [Fact]
    public async Task An_error_comes_after_the_pages_that_were_fetched_before_it()
    {
        async IAsyncEnumerable<Page<string>> WalkAsync([EnumeratorCancellation] CancellationToken token)
        {
            yield return new Page<string>(["1"]);
            yield return new Page<string>(["2"]);
            yield return new Page<string>(["3"]);
            await Task.CompletedTask.WaitAsync(token);
            throw new IOException("It broke.");
        }

        List<string> read = [];
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (Page<string> page in ReadAheadPages.ReadAsync(WalkAsync, readAhead: 8, CancellationToken.None))
            {
                read.AddRange(page.Items);
            }
        });

        Assert.Equal(["1", "2", "3"], read);
    }

    [Fact]
    public async Task Leaving_cancels_what_is_being_fetched_and_waits_until_it_has_stopped()
    {
        var stopping = new Gate();
        bool hasStopped = false;
        async IAsyncEnumerable<Page<string>> WalkAsync([EnumeratorCancellation] CancellationToken token)
        {
            yield return new Page<string>(["1"]);
            yield return new Page<string>(["2"]);
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                await stopping.PassAsync();
                hasStopped = true;
            }
        }

        IAsyncEnumerator<Page<string>> pages = ReadAheadPages
            .ReadAsync(WalkAsync, readAhead: 1, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await pages.MoveNextAsync());
        Assert.True(await pages.MoveNextAsync());
        Task leaving = pages.DisposeAsync().AsTask();
        await stopping.Reached.WaitAsync(Effort.Patience);
        Assert.False(leaving.IsCompleted);
        stopping.Open();
        await leaving.WaitAsync(Effort.Patience);

        Assert.True(hasStopped);
    }
}
