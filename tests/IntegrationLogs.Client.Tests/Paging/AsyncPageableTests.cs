namespace IntegrationLogs.Client.Tests.Paging;

public class AsyncPageableTests
{
    private static AsyncPageable<int> Given => AsyncPageable<int>.FromPages(
        [new Page<int>([1, 2], "after 2", totalItems: 3), new Page<int>([], "after nothing"), new Page<int>([3])]);

    [Fact]
    public async Task Given_pages_are_streamed_record_by_record_any_number_of_times()
    {
        Assert.Equal([1, 2, 3], await ToListAsync(Given));
        Assert.Equal([1, 2, 3], await ToListAsync(Given));
        Assert.Empty(await ToListAsync(AsyncPageable<int>.FromPages([])));
    }

    [Fact]
    public async Task Given_pages_come_as_they_were_given()
    {
        List<Page<int>> pages = await ToListAsync(Given.AsPages());

        Assert.Equal([2, 0, 1], pages.Select(page => page.Items.Count));
        Assert.Equal(["after 2", "after nothing", null], pages.Select(page => page.ContinuationToken));
        Assert.Equal([3, null, null], pages.Select(page => page.TotalItems));
        Assert.All(pages, page => Assert.Equal("200, request id none, attempts 1", page.Response.ToString()));
    }

    [Theory]
    [InlineData("after 2", new[] { 3 })]
    [InlineData("after nothing", new[] { 3 })]
    public async Task Given_pages_are_resumed_after_the_page_with_the_token(string token, int[] rest)
    {
        List<Page<int>> pages = await ToListAsync(Given.AsPages(token));

        Assert.Equal(rest, pages.SelectMany(page => page.Items));
        Assert.Equal(token == "after 2" ? 2 : 1, pages.Count);
    }

    [Fact]
    public void A_token_that_no_page_carries_is_refused()
    {
        var error = Assert.Throws<ArgumentException>("continuationToken", () => Given.AsPages("elsewhere"));

        Assert.StartsWith("None of the given pages carries this continuation token.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("after 2")]
    public async Task Given_pages_are_enumerated_once(string? token)
    {
        int enumerations = 0, given = 0;
        IEnumerable<Page<int>> Pages()
        {
            enumerations++;
            foreach (Page<int> page in (Page<int>[])[new([1, 2], "after 2"), new([3], "after 3"), new([4])])
            {
                given++;
                yield return page;
            }
        }

        List<Page<int>> read = await ToListAsync(AsyncPageable<int>.FromPages(Pages()).AsPages(token));

        Assert.Equal(token is null ? 3 : 2, read.Count);
        Assert.Equal((1, 3), (enumerations, given));
    }

    [Fact]
    public async Task Cancelling_stops_between_pages_with_the_callers_token()
    {
        using var source = new CancellationTokenSource();
        int read = 0;

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (Page<int> page in Given.AsPages().WithCancellation(source.Token))
            {
                read++;
                await source.CancelAsync();
            }
        });

        Assert.Equal((1, source.Token), (read, error.CancellationToken));
    }

    [Fact]
    public async Task Cancelling_stops_between_records_with_the_callers_token()
    {
        using var source = new CancellationTokenSource();
        var read = new List<int>();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (int record in Given.WithCancellation(source.Token))
            {
                read.Add(record);
                await source.CancelAsync();
            }
        });

        Assert.Equal([1], read);
        Assert.Equal(source.Token, error.CancellationToken);
    }

    [Fact]
    public void Nothing_given_is_refused()
    {
        Assert.Throws<ArgumentNullException>("pages", () => AsyncPageable<int>.FromPages(null!));
        Assert.Throws<ArgumentNullException>("items", () => new Page<int>(null!));
    }

    private static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> source)
    {
        var list = new List<T>();
        await foreach (T item in source)
        {
            list.Add(item);
        }

        return list;
    }
}
