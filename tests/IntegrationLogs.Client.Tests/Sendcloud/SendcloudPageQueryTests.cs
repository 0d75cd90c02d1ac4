namespace IntegrationLogs.Client.Tests.Sendcloud;

public class SendcloudPageQueryTests
{
    [Fact]
    public void The_first_page_is_asked_for_by_its_size_alone()
    {
        Assert.Equal(string.Empty, SendcloudPageQuery.First().ToQueryString());
        Assert.Equal("page_size=50", SendcloudPageQuery.First(50).ToQueryString());
        Assert.Equal(default, SendcloudPageQuery.First());
        Assert.False(SendcloudPageQuery.First(50).IsNext);
    }

    [Fact]
    public void The_page_of_a_next_link_is_asked_for_by_its_query_and_does_not_tell_it()
    {
        var query = SendcloudPageQuery.FromNextLink("cursor=canary&page_size=25");

        Assert.True(query.IsNext);
        Assert.Equal("cursor=canary&page_size=25", query.ToQueryString());
        Assert.DoesNotContain("canary", query.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SendcloudPageQuery.FromNextLink(string.Empty));
    }

    [Fact]
    public void Two_are_equal_that_ask_for_the_same()
    {
        Assert.True(SendcloudPageQuery.First(5) == SendcloudPageQuery.First(5));
        Assert.True(SendcloudPageQuery.First(5) != SendcloudPageQuery.First(6));
        Assert.False(SendcloudPageQuery.First(5).Equals("page_size=5"));
        Assert.Equal(SendcloudPageQuery.FromNextLink("a=b").GetHashCode(), SendcloudPageQuery.FromNextLink("a=b").GetHashCode());
    }
}
