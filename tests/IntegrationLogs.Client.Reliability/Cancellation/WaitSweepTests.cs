using IntegrationLogs.Client.Reliability.Infrastructure;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.Cancellation;

/// <summary>Cancelling inside every kind of wait.</summary>
[Collection(Alone.Name)]
public sealed class WaitSweepTests(ITestOutputHelper output)
{
    [Fact]
    public Task A_walk_that_is_cancelled_while_it_waits_ends_at_once_and_leaves_nothing() =>
        Tally.CountAsync(output, "Cancellation inside every wait", CancelWalksAsync);

    [Fact]
    public Task A_reader_that_is_cancelled_while_pages_are_read_ahead_gets_no_other_log() =>
        Tally.CountAsync(output, "Cancellation of read-ahead", CancelReadAheadAsync);

    [Fact]
    public Task A_single_request_that_is_cancelled_while_it_waits_ends_at_once_and_leaves_nothing() =>
        Tally.CountAsync(output, "Cancellation of single requests", CancelSingleRequestsAsync);

    [Fact]
    public async Task A_reader_that_leaves_while_pages_are_read_ahead_leaves_nothing()
    {
        foreach ((WaitKind kind, IntegrationVendor vendor, int readAhead, _) in CellsReadAhead())
        {
            await using WaitStage stage = await WaitStage.StartAsync(kind, vendor, page: 3);
            int pages = 0;

            await foreach (LogPage _ in stage.Logs.Pages(new PagingOptions { PageSize = null, ReadAhead = readAhead }))
            {
                if (++pages == 2)
                {
                    await stage.ReachAsync();
                    break;
                }
            }

            await stage.AssertNothingIsLeftAsync();
        }
    }

    private static async Task CancelWalksAsync(Tally tally)
    {
        int cell = 0;
        foreach ((WaitKind kind, IntegrationVendor vendor, int readAhead, int page) in Cells())
        {
            // The short form gives each cell one of the places in turn.
            TokenPlace[] places = Enum.GetValues<TokenPlace>();
            foreach (TokenPlace place in Form.Of([places[++cell * 5 / 4 % places.Length]], places))
            {
                await using WaitStage stage = await WaitStage.StartAsync(kind, vendor, page);
                using var canceller = new Canceller(place);
                List<string> read = [];

                Task ended = canceller.EndAsync(async () =>
                {
                    await foreach (string log in stage.Logs
                        .Items(new PagingOptions { PageSize = null, ReadAhead = readAhead }, canceller.Method)
                        .WithCancellation(canceller.Enumerator))
                    {
                        read.Add(log);
                    }
                });
                await stage.ReachAsync();
                canceller.Cancel();

                await ended.WaitAsync(Effort.Patience);
                tally.Add();
                Assert.Equal(stage.Logs.Listed.Take(read.Count), read);
                await stage.AssertNothingIsLeftAsync();
            }
        }
    }

    private static async Task CancelReadAheadAsync(Tally tally)
    {
        foreach ((WaitKind kind, IntegrationVendor vendor, int readAhead, _) in CellsReadAhead())
        {
            await using WaitStage stage = await WaitStage.StartAsync(kind, vendor, page: 3);
            using var canceller = new Canceller(TokenPlace.Method);
            int pages = 0;

            await canceller.EndAsync(async () =>
            {
                var paging = new PagingOptions { PageSize = null, ReadAhead = readAhead };
                await foreach (LogPage _ in stage.Logs.Pages(paging, null, canceller.Method))
                {
                    if (++pages == 2)
                    {
                        await stage.ReachAsync();
                        canceller.Cancel();
                    }
                }
            });
            tally.Add();

            Assert.Equal(2, pages);
            await stage.AssertNothingIsLeftAsync();
        }
    }

    private static async Task CancelSingleRequestsAsync(Tally tally)
    {
        foreach ((WaitKind kind, IntegrationVendor vendor, _, _) in Cells().Where(cell => cell is { ReadAhead: 0, Page: 1 }))
        {
            await using WaitStage stage = await WaitStage.StartAsync(kind, vendor, page: 1);
            using var canceller = new Canceller(TokenPlace.Method);

            Task ended = canceller.EndAsync(() => stage.Logs.GetIntegrationAsync(canceller.Method));
            await stage.ReachAsync();
            canceller.Cancel();

            await ended.WaitAsync(Effort.Patience);
            tally.Add();
            await stage.AssertNothingIsLeftAsync();
        }
    }

    /// <summary>Every wait at the first and at a later page. A token is only waited for at the first, and refused at any.</summary>
    private static IEnumerable<(WaitKind Kind, IntegrationVendor Vendor, int ReadAhead, int Page)> Cells() =>
        from kind in Enum.GetValues<WaitKind>()
        from vendor in Enum.GetValues<IntegrationVendor>()
        from readAhead in (int[])[0, 1, 8]
        from page in (int[])[1, 3]
        where kind != WaitKind.Token || page == 1
        select (kind, vendor, readAhead, page);

    private static IEnumerable<(WaitKind Kind, IntegrationVendor Vendor, int ReadAhead, int Page)> CellsReadAhead() =>
        Cells().Where(cell => cell is { ReadAhead: > 0, Page: > 1 });
}
