using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging;

/// <summary>Neither vendor promises an id; a record without one is known by its content.</summary>
public class RecordsWithoutIdTests
{
    [Fact]
    public async Task Elastic_Path_records_without_an_id_come_once_across_pages_that_overlap()
    {
        await using var vendors = await FakeVendorServer.StartAsync(o => o.ElasticPath.LogCount = 60);
        IReadOnlyList<ElasticPathLog> logs = vendors.ElasticPath.Logs.Snapshot();
        IReadOnlyList<ElasticPathIntegration> integrations = vendors.ElasticPath.Integrations.Snapshot();
        vendors.ElasticPath.Logs.Clear();
        vendors.ElasticPath.Integrations.Clear();
        foreach (ElasticPathLog log in logs)
        {
            vendors.ElasticPath.Logs.Add(log with { Id = null });
        }

        foreach (ElasticPathIntegration integration in integrations)
        {
            vendors.ElasticPath.Integrations.Add(integration with { Id = null });
        }

        await using var client = IntegrationLogsClient.Create(vendors.ClientOptions);
        var paging = new PagingOptions { PageSize = 2 };

        List<ElasticPathLog> read = await client.ElasticPath.GetAllLogsAsync(paging).ToListAsync();

        Assert.Equal(logs.Select(log => log with { Id = null }), read);
        Assert.Equal(integrations.Count, (await client.ElasticPath.GetIntegrationsAsync(paging).ToListAsync()).Count);
    }

    [Fact]
    public async Task Sendcloud_records_without_an_id_come_once()
    {
        const string Body = """{"data":[{"base_url":"https://a.example"},{"base_url":"https://b.example"},{"base_url":"https://a.example"}]}""";
        await using var vendors = await FakeVendorServer.StartAsync();
        vendors.Sendcloud.Faults.Always(Fault.Answer(Body));
        await using var client = IntegrationLogsClient.Create(vendors.ClientOptions);

        Assert.Equal(
            ["https://a.example", "https://b.example"],
            (await client.Sendcloud.GetAllLogsAsync().ToListAsync()).Select(log => log.BaseUrl));
        Assert.Equal(2, (await client.Sendcloud.GetIntegrationsAsync().ToListAsync()).Count);
    }

    [Fact]
    public async Task Jobs_without_an_id_are_known_by_what_else_they_hold()
    {
        await using var vendors = await FakeVendorServer.StartAsync();
        vendors.ElasticPath.Faults.Always(Fault.Answer("""{"data":[{"n":1},{"n":2},{"n":3}],"results":{"total":3}}"""));
        await using var client = IntegrationLogsClient.Create(vendors.ClientOptions);

        Assert.Equal(3, (await client.ElasticPath.GetIntegrationJobsAsync("any").ToListAsync()).Count);
    }
}
