using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Paging.Offset;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging;

/// <summary>Laziness, read-ahead, leaving early and cancellation, on lists whose answers the test holds back.</summary>
public class WalkPageableTests
{
    private const int Length = 100;

    [Fact]
    public void Nothing_is_asked_for_before_enumeration()
    {
        var list = NewList();

        _ = Walks.Offset(list).AsPages();
        _ = Walks.Offset(list).GetAsyncEnumerator();

        Assert.Empty(list.Offsets);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Stopping_inside_the_first_page_costs_one_request(int readAhead)
    {
        var list = NewList();
        int count = 0;
        await foreach (string _ in Walks.Offset(list, new PagingOptions { PageSize = null, ReadAhead = readAhead }))
        {
            if (++count == 10)
            {
                break;
            }
        }

        Assert.Single(list.Offsets);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 3)]
    [InlineData(3, 5)]
    public async Task On_the_second_page_as_many_pages_are_ahead_as_was_asked_for(int readAhead, int requests)
    {
        var list = NewList();
        int pages = 0;
        var asked = new SemaphoreSlim(0);
        await foreach (Page<string> _ in Walks.Offset(Counting(list, asked), new PagingOptions { PageSize = 10, ReadAhead = readAhead }).AsPages())
        {
            if (++pages == 2)
            {
                for (int i = 0; i < requests; i++)
                {
                    await asked.WaitAsync();
                }

                // One too many would come now.
                for (int i = 0; i < 1_000; i++)
                {
                    await Task.Yield();
                }

                break;
            }
        }

        Assert.Equal(requests, list.Offsets.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public async Task No_more_pages_are_asked_for_than_max_pages_allows(int readAhead)
    {
        var list = NewList();

        List<Page<string>> pages = await Walks
            .Offset(list, new PagingOptions { PageSize = 10, MaxPages = 3, ReadAhead = readAhead }).AsPages().ToListAsync();

        Assert.Equal(3, pages.Count);
        Assert.NotNull(pages[^1].ContinuationToken);
        Assert.Equal(3, list.Offsets.Count);
    }

    [Fact]
    public async Task Leaving_early_cancels_what_is_being_fetched_and_waits_for_it()
    {
        var list = NewList();
        var held = new TaskCompletionSource();
        bool wasCancelled = false;
        async Task<OffsetPage<string>> Fetch(int offset, int? limit, CancellationToken token)
        {
            if (offset > 10)
            {
                held.SetResult();
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                catch (OperationCanceledException)
                {
                    wasCancelled = true;
                    throw;
                }
            }

            return await list.FetchAsync(offset, limit, token);
        }

        int pages = 0;
        await foreach (Page<string> _ in Walks.Offset(Fetch, new PagingOptions { PageSize = 10 }).AsPages())
        {
            if (++pages == 2)
            {
                await held.Task;
                break;
            }
        }

        Assert.True(wasCancelled);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public async Task A_failure_comes_after_the_pages_that_came_before_it(int readAhead)
    {
        var list = NewList();
        List<string> read = [];
        var paging = new PagingOptions { PageSize = 10, ReadAhead = readAhead };

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (string record in Walks.Offset(
                (offset, limit, token) => offset > 30 ? throw new InvalidOperationException() : list.FetchAsync(offset, limit, token), paging))
            {
                read.Add(record);
            }
        });

        Assert.Equal(list.Listed.Take(37), read);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(8, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(8, false)]
    public async Task Cancelling_after_any_number_of_records_throws_with_the_callers_token(int readAhead, bool byMethod)
    {
        for (int stop = 0; stop <= 40; stop++)
        {
            using var method = new CancellationTokenSource();
            using var enumerator = new CancellationTokenSource();
            CancellationTokenSource cancelled = byMethod ? method : enumerator;
            var list = NewList();
            int count = 0;

            var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                if (stop == 0)
                {
                    await cancelled.CancelAsync();
                }

                AsyncPageable<string> pageable = Walks.Offset(list, new PagingOptions { PageSize = 10, ReadAhead = readAhead }, method.Token);
                await foreach (string _ in pageable.WithCancellation(enumerator.Token))
                {
                    if (++count == stop)
                    {
                        await cancelled.CancelAsync();
                    }
                }
            });

            Assert.Equal(cancelled.Token, error.CancellationToken);
            Assert.Equal(stop, count);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Cancelling_while_a_page_is_fetched_throws_with_the_callers_token(int readAhead)
    {
        foreach (int heldOffset in new[] { 0, 9, 18 })
        {
            using var method = new CancellationTokenSource();
            using var enumerator = new CancellationTokenSource();
            var list = NewList();
            async Task<OffsetPage<string>> Fetch(int offset, int? limit, CancellationToken token)
            {
                if (offset == heldOffset)
                {
                    await enumerator.CancelAsync();
                    await Task.Delay(Timeout.Infinite, token);
                }

                return await list.FetchAsync(offset, limit, token);
            }

            var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                AsyncPageable<string> pageable = Walks.Offset(Fetch, new PagingOptions { PageSize = 10, ReadAhead = readAhead }, cancellationToken: method.Token);
                await foreach (string _ in pageable.WithCancellation(enumerator.Token))
                {
                }
            });

            Assert.Equal(enumerator.Token, error.CancellationToken);
        }
    }

    [Fact]
    public async Task A_pageable_can_be_enumerated_again_and_by_two_at_once()
    {
        AsyncPageable<string> pageable = Walks.Offset(NewList(), new PagingOptions { PageSize = 10 });

        List<string>[] all = await Task.WhenAll(pageable.ToListAsync(), pageable.ToListAsync());

        Assert.Equal(all[0], all[1]);
        Assert.Equal(all[0], await pageable.ToListAsync());
    }

    [Fact]
    public void A_token_of_another_list_is_refused_before_enumeration()
    {
        string token = ContinuationToken.Encode(Walks.Info with { List = "another list" }, new WalkPosition("10", [1, 2]));

        var error = Assert.Throws<ArgumentException>(() => Walks.Offset(NewList()).AsPages(token));

        Assert.Contains("another list", error.Message, StringComparison.Ordinal);
        Assert.Contains(Walks.Info.List, error.Message, StringComparison.Ordinal);
    }

    private static SimulatedList NewList() => new(seed: 1, Length) { Envelope = SimulatedList.Says.Totals };

    private static FetchOffsetPage<string> Counting(SimulatedList list, SemaphoreSlim asked) => (offset, limit, token) =>
    {
        Task<OffsetPage<string>> page = list.FetchAsync(offset, limit, token);
        asked.Release();
        return page;
    };
}
