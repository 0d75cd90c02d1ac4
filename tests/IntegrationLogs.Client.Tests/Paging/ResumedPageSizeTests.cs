using IntegrationLogs.Client.Sendcloud;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging;

/// <summary>A resumed walk asks for pages of its own size, whatever its token was made with.</summary>
public sealed class ResumedPageSizeTests
{
    [Theory]
    [InlineData(10, 50)]
    [InlineData(50, 10)]
    [InlineData(10, 10)]
    [InlineData(null, 50)]
    public async Task The_page_size_of_the_resumed_walk_counts(int? before, int after)
    {
        foreach (SendcloudLinkForm form in Enum.GetValues<SendcloudLinkForm>())
        {
            await using var vendors = await FakeVendorServer.StartAsync(o => o.Sendcloud.LinkForm = form);
            await using var client = IntegrationLogsClient.Create(vendors.ClientOptions);
            var first = new PagingOptions { PageSize = before };
            Page<SendcloudLog> sendcloud = await client.Sendcloud.GetAllLogsAsync(first).AsPages().FirstAsync();
            Page<ElasticPathLog> elasticPath = await client.ElasticPath.GetAllLogsAsync(first).AsPages().FirstAsync();
            int requests = vendors.Requests.Count;
            var resumed = new PagingOptions { PageSize = after };

            List<SendcloudLog> sendcloudRest =
                await client.Sendcloud.GetAllLogsAsync(resumed).AsPages(sendcloud.ContinuationToken).SelectItemsAsync();
            List<ElasticPathLog> elasticPathRest =
                await client.ElasticPath.GetAllLogsAsync(resumed).AsPages(elasticPath.ContinuationToken).SelectItemsAsync();

            Assert.Equal(
                vendors.Sendcloud.Logs.Snapshot().Skip(sendcloud.Items.Count).Select(log => log.Id), sendcloudRest.Select(log => log.Id));
            Assert.Equal(vendors.ElasticPath.Logs.Snapshot().Skip(elasticPath.Items.Count), elasticPathRest);
            Assert.All(
                vendors.Requests.Skip(requests).Where(request => !request.IsTokenRequest),
                request => Assert.Equal(
                    $"{after}", request.Query[request.Vendor == IntegrationVendor.Sendcloud ? "page_size" : "page[limit]"]));
        }
    }

    [Fact]
    public async Task Without_one_the_resumed_walk_follows_its_link_as_it_came()
    {
        await using var vendors = await FakeVendorServer.StartAsync();
        await using var client = IntegrationLogsClient.Create(vendors.ClientOptions);
        Page<SendcloudLog> first = await client.Sendcloud.GetAllLogsAsync(new PagingOptions { PageSize = 10 }).AsPages().FirstAsync();

        await client.Sendcloud.GetAllLogsAsync(new PagingOptions { PageSize = null }).AsPages(first.ContinuationToken).FirstAsync();

        Assert.Equal("10", vendors.Requests[^1].Query["page_size"]);
    }

    [Theory]
    [InlineData("cursor=a%2Bb%3D", "cursor=a%2Bb%3D&page_size=50")]
    [InlineData("cursor=a==&page_size=25", "cursor=a==&page_size=50")]
    [InlineData("page_size=25&cursor=a&x", "page_size=50&cursor=a&x")]
    [InlineData("page_size=&page_size=7", "page_size=50&page_size=50")]
    [InlineData("my_page_size=25", "my_page_size=25&page_size=50")]
    public void All_else_in_the_query_stays_byte_for_byte(string query, string expected) =>
        Assert.Equal(expected, Client.Sendcloud.SendcloudCursor.WithPageSize(query, 50));
}
