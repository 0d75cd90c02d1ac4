namespace IntegrationLogs.Client.Tests.Paging;

public class PagingOptionsTests
{
    [Fact]
    public void Without_options_a_page_has_a_hundred_records_and_one_page_is_fetched_ahead()
    {
        PagingOptions paging = PagingOptions.Validated(null);

        Assert.Equal(new PagingOptions { PageSize = 100, ReadAhead = 1, MaxPages = null }, paging);
        Assert.Equal(paging, PagingOptions.Validated(new PagingOptions()));
    }

    [Theory]
    [InlineData(null, 0, null)]
    [InlineData(1, 1, 1)]
    [InlineData(100, 100, int.MaxValue)]
    public void What_is_in_range_is_taken_as_it_is(int? pageSize, int readAhead, int? maxPages)
    {
        var paging = new PagingOptions { PageSize = pageSize, ReadAhead = readAhead, MaxPages = maxPages };

        Assert.Same(paging, PagingOptions.Validated(paging));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_page_size_out_of_range_is_refused_by_name(int value) =>
        AssertRefused(new PagingOptions { PageSize = value }, "PageSize", value, "1 to 100");

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void A_read_ahead_out_of_range_is_refused_by_name(int value) =>
        AssertRefused(new PagingOptions { ReadAhead = value }, "ReadAhead", value, "0 to 100");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_number_of_pages_out_of_range_is_refused_by_name(int value) =>
        AssertRefused(new PagingOptions { MaxPages = value }, "MaxPages", value, "1 or more");

    private static void AssertRefused(PagingOptions paging, string name, int value, string range)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>("PagingOptions." + name, () => PagingOptions.Validated(paging));

        Assert.Equal(value, error.ActualValue);
        Assert.Contains($"{name} must be {range}.", error.Message, StringComparison.Ordinal);
    }
}
