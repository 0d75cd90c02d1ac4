using IntegrationLogs.Client.Paging.Link;

namespace IntegrationLogs.Client.Tests.Paging.Link;

public class LinkTargetTests
{
    [Theory]
    [InlineData("https://x.example/a?cursor=2023-03-01T02:02:00+01:00", "cursor=2023-03-01T02:02:00%2B01:00")]
    [InlineData("https://x.example/a?cursor=2023-03-01T02:02:00%2B01:00", "cursor=2023-03-01T02:02:00%2B01:00")]
    [InlineData("?a=%2b+%2B++", "a=%2b%2B%2B%2B%2B")]
    [InlineData("?cursor=cD0x==&page_size=25", "cursor=cD0x==&page_size=25")]
    [InlineData("?cursor=cD0x%3D%3D", "cursor=cD0x%3D%3D")]
    [InlineData("/v3/a?b=c#d?e=f", "b=c")]
    [InlineData("a?b?c", "b?c")]
    [InlineData("a?b=\u00c3\u00a9\u00e9", "b=%C3%A9%E9")]
    [InlineData("a?b= c\t #d", "b=%20c%09%20")]
    [InlineData("a?b=~\u007f\u00ff\u0100", "b=~%7F%FF\u0100")]
    [InlineData("a?#b", null)]
    [InlineData("a#b?c=d", null)]
    [InlineData("#?c=d", null)]
    [InlineData("a?", null)]
    [InlineData("a", null)]
    [InlineData("", null)]
    public void The_query_is_passed_on_as_it_stands_but_for_what_cannot_be_sent_so(string target, string? query) =>
        Assert.Equal(query, LinkTarget.QueryOf(target));
}
