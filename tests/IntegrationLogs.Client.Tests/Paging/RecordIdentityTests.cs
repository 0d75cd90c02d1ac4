using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging;

/// <summary>An id counts within its integration: in a list of all logs, several integrations may have the same.</summary>
public sealed class RecordIdentityTests
{
    [Fact]
    public async Task Sendcloud_logs_of_two_integrations_with_one_id_are_two()
    {
        await using var vendors = await FakeVendorServer.StartAsync();
        vendors.Sendcloud.Faults.Always(Fault.Answer(
            """
            {"data":[{"id":7,"integration_id":1,"base_url":"https://a.example"},{"id":7,"integration_id":2,"base_url":"https://a.example"},
                     {"id":7,"base_url":"https://a.example"},{"id":7,"integration_id":1,"base_url":"https://a.example"}]}
            """));
        await using var client = IntegrationLogsClient.Create(vendors.ClientOptions);

        Assert.Equal([1, 2, null], (await client.Sendcloud.GetAllLogsAsync().ToListAsync()).Select(log => log.IntegrationId));
    }

    [Fact]
    public async Task Elastic_Path_logs_of_two_integrations_with_one_id_are_two()
    {
        await using var vendors = await FakeVendorServer.StartAsync(o => o.ElasticPath.LogCount = 1);
        ElasticPathLog log = vendors.ElasticPath.Logs.Snapshot()[0];
        vendors.ElasticPath.Logs.Clear();
        foreach (string? integration in (string?[])["one", "two", null, "three", "one"])
        {
            vendors.ElasticPath.Logs.Add(log with { IntegrationId = integration });
        }

        await using var client = IntegrationLogsClient.Create(vendors.ClientOptions);

        foreach (int pageSize in (int[])[1, 2, 3, 100])
        {
            List<ElasticPathLog> read = await client.ElasticPath.GetAllLogsAsync(new PagingOptions { PageSize = pageSize }).ToListAsync();

            Assert.Equal(["one", "two", null, "three"], read.Select(one => one.IntegrationId));
        }
    }

    [Fact]
    public async Task A_feed_hands_out_both()
    {
        await using var vendors = await FakeVendorServer.StartAsync();
        vendors.Sendcloud.Faults.Always(Fault.Answer(
            """
            {"data":[{"id":7,"integration_id":1,"base_url":"https://a.example"},{"id":7,"integration_id":2,"base_url":"https://a.example"}]}
            """));
        await using var client = IntegrationLogsClient.Create(vendors.ClientOptions);

        List<IntegrationLogEntry> entries = await client.Feed.GetEntriesAsync([LogSource.Sendcloud()]).ToListAsync();

        Assert.Equal(["1", "2"], entries.Select(entry => entry.IntegrationId).Order());
    }

    [Fact]
    public void A_watch_tells_them_apart()
    {
        Assert.Equal(3, ((long?[])[1, 2, null, 1])
            .Select(integration => new SendcloudLog { Id = 7, IntegrationId = integration })
            .Select(log => new ListedLog(log).Fingerprint).Distinct().Count());
        Assert.Equal(3, ((string?[])["1", "2", null, "1"])
            .Select(integration => new ElasticPathLog { Id = "7", IntegrationId = integration })
            .Select(log => new ListedLog(log).Fingerprint).Distinct().Count());
    }
}
