using System.Text;
using System.Text.Json;
using IntegrationLogs.Client.ElasticPath;
using IntegrationLogs.Client.Json;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.ElasticPath;

public class ElasticPathPageReaderTests
{
    [Fact]
    public void The_documented_envelope_is_read()
    {
        ElasticPathPage<ElasticPathJob> page = Read(Examples.Text(Examples.AllLogs));

        Assert.Equal("11de4222-fbda-498c-9ecb-cd46d598712f", Assert.Single(page.Data).Id);
        Assert.Equal((100, 0, 1, 1), (page.Limit, page.Offset, page.CurrentPage, page.TotalPages));
        Assert.Equal(1, page.TotalItems);
        Assert.False(page.HasLinks);
        Assert.Null(page.NextLink);
    }

    [Fact]
    public void The_envelope_of_the_general_guide_is_read()
    {
        ElasticPathPage<ElasticPathJob> page = Read(
            """{"data":[],"meta":{"page":{"limit":25,"offset":50,"current":3,"total":7},"results":{"total":160}}}""");

        Assert.Equal((25, 50, 3, 7), (page.Limit, page.Offset, page.CurrentPage, page.TotalPages));
        Assert.Equal(160, page.TotalItems);
    }

    [Theory]
    [InlineData(
        """{"data":[],"links":{"first":"/a","next":"/integrations/logs?page[offset]=25","prev":null}}""",
        "/integrations/logs?page[offset]=25")]
    [InlineData("""{"data":[],"links":{"next":{"href":"/b"}}}""", "/b")]
    [InlineData("""{"data":[],"links":{"next":null}}""", null)]
    [InlineData("""{"data":[],"links":{"next":""}}""", null)]
    [InlineData("""{"data":[],"links":{"next":5}}""", null)]
    [InlineData("""{"data":[],"links":{}}""", null)]
    public void The_envelope_with_links_alone_is_read(string json, string? next)
    {
        ElasticPathPage<ElasticPathJob> page = Read(json);

        Assert.True(page.HasLinks);
        Assert.Equal(next, page.NextLink);
        Assert.Null(page.TotalItems);
        Assert.Null(page.Limit);
    }

    [Fact]
    public void The_envelope_of_data_alone_is_read()
    {
        ElasticPathPage<ElasticPathJob> page = Read(Examples.Text(Examples.IntegrationJobs));

        Assert.Equal(3, page.Data.Count);
        Assert.False(page.HasLinks);
        Assert.Null(page.TotalItems);
    }

    [Theory]
    [InlineData("""{"meta":5,"results":"x","links":[],"data":null}""")]
    [InlineData("""{"meta":{"limit":"x","page":[],"results":null,"new":{}},"results":{"total":-1},"links":null,"data":[],"new":[]}""")]
    public void What_is_not_promised_is_not_needed(string json)
    {
        ElasticPathPage<ElasticPathJob> page = Read(json);

        Assert.Empty(page.Data);
        Assert.Null(page.TotalItems);
        Assert.Null(page.Limit);
        Assert.False(page.HasLinks);
    }

    [Fact]
    public void Numbers_as_text_are_read()
    {
        ElasticPathPage<ElasticPathJob> page = Read("""{"data":[],"meta":{"limit":"25"},"results":{"total":"7"}}""");

        Assert.Equal(25, page.Limit);
        Assert.Equal(7, page.TotalItems);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"login\"")]
    [InlineData("<html>")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":[{"id":"a"}""")]
    [InlineData("""{"errors":[]}""")]
    public void What_is_no_page_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));

    private static ElasticPathPage<ElasticPathJob> Read(string json)
    {
        var reader = new ObjectReader(Encoding.UTF8.GetBytes(json));
        return ElasticPathPageReader.Read<ElasticPathJob>(ref reader);
    }
}
