using IntegrationLogs.Client.Reliability.Infrastructure;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.Cancellation;

/// <summary>Cancelling after every number of logs and of pages.</summary>
[Collection(Alone.Name)]
public sealed class ItemSweepTests(ITestOutputHelper output)
{
    private const int PageSize = 4;

    private static readonly int LogCount = Form.Of(13, 40);

    /// <summary>Attempts, counted where they leave: the server may hear of one that was cancelled much later.</summary>
    private int _sent;

    [Fact]
    public Task A_walk_can_be_cancelled_after_any_number_of_logs() =>
        Tally.CountAsync(output, "Cancellation after every number of logs", CancelAfterLogsAsync);

    [Fact]
    public Task A_walk_can_be_cancelled_after_any_number_of_pages() =>
        Tally.CountAsync(output, "Cancellation after every number of pages", CancelAfterPagesAsync);

    private Task CancelAfterLogsAsync(Tally tally) =>
        ForEachAsync(async (trial, logs, readAhead, place) =>
        {
            for (int stop = 0; stop <= LogCount; stop++)
            {
                await CancelAsync(logs, readAhead, place, stop);
                tally.Add();
                await AssertNothingIsLeftAsync(trial);
            }
        });

    private Task CancelAfterPagesAsync(Tally tally) =>
        ForEachAsync(async (trial, logs, readAhead, place) =>
        {
            int pageCount = (await logs.Pages(new PagingOptions { PageSize = null }).ToListAsync()).Count;
            for (int stop = 0; stop <= pageCount; stop++)
            {
                using var canceller = new Canceller(place);
                int count = 0;
                await canceller.EndAsync(async () =>
                {
                    CancelAfter(stop, 0, canceller);
                    await foreach (LogPage _ in logs
                        .Pages(new PagingOptions { PageSize = null, ReadAhead = readAhead }, null, canceller.Method)
                        .WithCancellation(canceller.Enumerator))
                    {
                        CancelAfter(stop, ++count, canceller);
                    }
                });
                tally.Add();

                Assert.Equal(stop, count);
                await AssertNothingIsLeftAsync(trial);
            }
        });

    private async Task CancelAsync(VendorLogs logs, int readAhead, TokenPlace place, int stop)
    {
        using var canceller = new Canceller(place);
        List<string> read = [];
        int sent = _sent;
        await canceller.EndAsync(async () =>
        {
            CancelAfter(stop, 0, canceller);
            await foreach (string log in logs
                .Items(new PagingOptions { PageSize = null, ReadAhead = readAhead }, canceller.Method)
                .WithCancellation(canceller.Enumerator))
            {
                read.Add(log);
                CancelAfter(stop, read.Count, canceller);
            }
        });

        Assert.Equal(logs.Listed.Take(stop), read);
        Assert.True(stop > 0 || _sent == sent, "Something was sent although it was cancelled before.");
    }

    private static void CancelAfter(int stop, int count, Canceller canceller)
    {
        if (count == stop)
        {
            canceller.Cancel();
        }
    }

    private async Task ForEachAsync(Func<Trial, VendorLogs, int, TokenPlace, Task> sweep)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            foreach (int readAhead in (int[])[0, 1, 8])
            {
                await using Trial trial = await Trial.StartAsync(
                    server: server =>
                    {
                        server.ElasticPath.LogCount = server.Sendcloud.LogCount = LogCount;
                        server.ElasticPath.DefaultPageSize = server.Sendcloud.DefaultPageSize = PageSize;
                    },
                    build: builder => Intercept.Add(builder, sending: _ =>
                    {
                        Interlocked.Increment(ref _sent);
                        return Task.CompletedTask;
                    }));
                foreach (TokenPlace place in Enum.GetValues<TokenPlace>())
                {
                    await sweep(trial, new VendorLogs(trial, vendor), readAhead, place);
                }
            }
        }
    }

    private static async Task AssertNothingIsLeftAsync(Trial trial)
    {
        Assert.Equal((trial.Time.Clock.Start, 0), (trial.Time.Clock.GetUtcNow(), trial.Time.Clock.PendingTimers));
        await Eventually.IsTrueAsync(() => trial.Vendors.OpenRequests == 0);
        await trial.Pool.AssertWholeAsync();
    }
}
