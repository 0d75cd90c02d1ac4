using System.Net;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging.Offset;

/// <summary>Elastic Path lists no more than 10,000 records on some endpoints. Only a refusal there means so.</summary>
public sealed class OffsetLimitTests
{
    public static TheoryData<int, int> Refusals()
    {
        var data = new TheoryData<int, int>();
        foreach (int status in (int[])[400, 404, 409, 416, 422])
        {
            data.Add(status, 100);
            data.Add(status, 7);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_past_the_limit_says_how_to_go_on(int status, int pageSize)
    {
        var read = new List<int>();

        var error = await Assert.ThrowsAsync<PagingException>(() => ReadAsync(
            read, query => (query.Offset ?? 0) >= 10_000 ? throw Refusal(status) : Answer(query, 10_300, total: 10_300), pageSize));

        Assert.Equal(Enumerable.Range(0, read.Count), read);
        Assert.InRange(read.Count, 10_000, 10_100);
        Assert.Contains("GetIntegrationLogsAsync", error.Message, StringComparison.Ordinal);
        Assert.Contains("10,000", error.Message, StringComparison.Ordinal);
        Assert.Equal(status, (int)Assert.IsType<VendorApiException>(error.InnerException, exactMatch: false).StatusCode);
    }

    [Theory]
    [InlineData(10_300)]
    [InlineData(10_000)]
    [InlineData(0)]
    public async Task A_server_that_counts_the_page_into_the_limit_is_read_up_to_it(int total)
    {
        var read = new List<int>();

        await Assert.ThrowsAsync<PagingException>(() => ReadAsync(
            read,
            query => (query.Offset ?? 0) + query.Limit!.Value > 10_000 ? throw Refusal(400) : Answer(query, 10_300, total)));

        Assert.Equal(Enumerable.Range(0, 10_000), read);
    }

    [Fact]
    public async Task A_list_of_exactly_as_many_records_ends_where_its_total_says_so()
    {
        var read = new List<int>();

        await ReadAsync(read, query => (query.Offset ?? 0) >= 10_000 ? throw Refusal(400) : Answer(query, 10_000, total: 10_000));

        Assert.Equal(Enumerable.Range(0, 10_000), read);
    }

    [Theory]
    [InlineData(9_990)]
    [InlineData(9_999)]
    public async Task A_list_that_ends_before_the_limit_ends_at_a_refusal(int length)
    {
        var read = new List<int>();

        await ReadAsync(read, query => (query.Offset ?? 0) >= length ? throw Refusal(400) : Answer(query, length, total: null));

        Assert.Equal(Enumerable.Range(0, length), read);
    }

    [Theory]
    [InlineData(500, 9_900)]
    [InlineData(502, 9_900)]
    [InlineData(503, 9_900)]
    [InlineData(503, 10_000)]
    [InlineData(408, 9_900)]
    [InlineData(408, 10_000)]
    public async Task A_failure_that_is_no_refusal_stays_what_it_is(int status, int from)
    {
        var error = await Assert.ThrowsAsync<VendorApiException>(() => ReadAsync(
            [], query => (query.Offset ?? 0) >= from ? throw Refusal(status) : Answer(query, 10_300, total: 10_300)));

        Assert.Equal(status, (int)error.StatusCode);
    }

    [Fact]
    public async Task A_time_out_at_the_limit_stays_what_it_is() => await Assert.ThrowsAsync<ApiConnectionException>(() => ReadAsync(
        [],
        query => (query.Offset ?? 0) >= 9_900
            ? throw new ApiConnectionException(IntegrationVendor.ElasticPath, "too late")
            : Answer(query, 10_300, total: 10_300)));

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(422)]
    public async Task A_refusal_just_before_the_limit_stays_what_it_is(int status)
    {
        var error = await Assert.ThrowsAsync<VendorApiException>(() => ReadAsync(
            [], query => (query.Offset ?? 0) >= 9_900 ? throw Refusal(status) : Answer(query, 10_300, total: 10_300)));

        Assert.Equal(status, (int)error.StatusCode);
    }

    [Fact]
    public async Task A_total_capped_at_the_limit_ends_no_list_that_goes_on()
    {
        var read = new List<int>();

        await ReadAsync(read, query => Answer(query, 10_150, total: 10_000));

        Assert.Equal(Enumerable.Range(0, 10_150), read);
    }

    private static VendorApiException Refusal(int status) => new(IntegrationVendor.ElasticPath, (HttpStatusCode)status, "refused");

    private static ElasticPathPage<string> Answer(ElasticPathPageQuery query, int length, long? total)
    {
        int offset = query.Offset ?? 0;
        int count = Math.Clamp(length - offset, 0, query.Limit!.Value);
        return new ElasticPathPage<string>
        {
            Data = [.. Enumerable.Range(offset, count).Select(number => $"{number}")],
            TotalItems = total,
            Limit = query.Limit,
        };
    }

    private static async Task ReadAsync(
        List<int> read, Func<ElasticPathPageQuery, ElasticPathPage<string>> answer, int pageSize = 100)
    {
        AsyncPageable<string> list = AsyncPageable.FollowOffset(
            "list", (query, _) => Task.FromResult(answer(query)), record => record, new PagingOptions { PageSize = pageSize });
        await foreach (string record in list)
        {
            read.Add(int.Parse(record, System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
