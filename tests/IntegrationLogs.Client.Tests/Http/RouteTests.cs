using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client.Tests.Http;

public sealed class RouteTests
{
    [Theory]
    [InlineData("/v2/settings", "/v2/settings", true)]
    [InlineData("/v2/settings", "/v2/other", false)]
    [InlineData("/v2/settings", "/v2", false)]
    [InlineData("/v2/settings", "/v2/settings/", false)]
    [InlineData("/v2/settings/", "/v2/settings/", true)]
    [InlineData("/a/{id}/b", "/a/1/b", true)]
    [InlineData("/a/{id}/b", "/b", false)]
    [InlineData("/a/{id}/b", "/a/b", false)]
    [InlineData("/a/{id}/b", "/a//b", false)]
    [InlineData("/a/{id}", "/a/", false)]
    [InlineData("/a/{id}", "/a", false)]
    [InlineData("/a/{id}", "/a/..%2Fb", true)]
    [InlineData("/a/{id}.json", "/a/1.json", true)]
    [InlineData("/a?fixed={x}", "/a", true)]
    [InlineData("/a/{id?}", "/a", true)]
    [InlineData("/a/{id?}", "/a/1", true)]
    [InlineData("/a/{id?}", "/", false)]
    [InlineData("/a/{id?}?x=1", "/a/1", true)]
    [InlineData("/a/{id?}/{other?}?x=1", "/a/1/2", true)]
    [InlineData("/a/{**rest}", "/a/1/2/3", true)]
    [InlineData("/a/{**rest}", "/a", true)]
    [InlineData("/a/{**rest}", "/b", false)]
    [InlineData("/a/{**rest}/z", "/a/1/2/z", true)]
    [InlineData("/a/{**rest}/z", "/a/1/2", false)]
    public void An_address_belongs_to_its_route_or_not(string template, string path, bool matches)
    {
        foreach (string basePath in new[] { "/", "/api/v3", "/api/v3/" })
        {
            var address = new Uri("https://api.example.com" + basePath.TrimEnd('/') + path + "?q=/a/b");

            Assert.Equal(matches, Route.Matches(template, basePath, address));
        }
    }

    [Theory]
    [InlineData("/a", "/a")]
    [InlineData("/a?x={x}", "/a")]
    [InlineData("/a/{id?}", "/a/{id?}")]
    [InlineData("/a/{id?}?x={x}&y=?", "/a/{id?}")]
    [InlineData("/a?", "/a")]
    public void A_route_ends_where_its_query_begins(string template, string path) => Assert.Equal(path, Route.PathOf(template));

    [Fact]
    public void An_address_outside_of_the_base_path_belongs_to_no_route() =>
        Assert.False(Route.Matches("/{**all}", "/api/v3", new Uri("https://api.example.com/secret")));
}
