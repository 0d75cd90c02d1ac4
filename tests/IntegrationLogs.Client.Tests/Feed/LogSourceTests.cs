namespace IntegrationLogs.Client.Tests.Feed;

public sealed class LogSourceTests
{
    [Fact]
    public void A_source_is_named_by_its_vendor_and_integration()
    {
        Assert.Equal(
            ["ElasticPath", "ElasticPath/a%2Fb", "Sendcloud", "Sendcloud/123"],
            new[] { LogSource.ElasticPath(), LogSource.ElasticPath("a/b"), LogSource.Sendcloud(), LogSource.Sendcloud(123) }
                .Select(source => source.Name));
        Assert.Equal("Sendcloud/123", LogSource.Sendcloud(123).ToString());
    }

    [Fact]
    public void Sources_of_one_list_are_equal()
    {
        Assert.Equal(LogSource.Sendcloud(1), LogSource.Sendcloud(1));
        Assert.NotEqual(LogSource.Sendcloud(1), LogSource.ElasticPath("1"));
        Assert.NotEqual(LogSource.Sendcloud(1), LogSource.Sendcloud());
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    public void An_id_that_cannot_be_part_of_an_address_is_refused(string id) =>
        Assert.Equal("integrationId", Assert.Throws<ArgumentException>(() => LogSource.ElasticPath(id)).ParamName);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_number_that_is_no_id_is_refused(long id) =>
        Assert.Equal("integrationId", Assert.Throws<ArgumentOutOfRangeException>(() => LogSource.Sendcloud(id)).ParamName);
}
