using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests;

/// <summary>An integration or a job that was read leads to its lists without its id in between.</summary>
public sealed class ListsOfRecordsTests
{
    [Fact]
    public async Task Sendclouds_integrations_lead_to_their_logs()
    {
        await using TestClient test = await TestClient.StartAsync();
        var paging = new PagingOptions { PageSize = 3, MaxPages = 1 };

        await foreach (SendcloudIntegration shop in test.Client.Sendcloud.GetIntegrationsAsync())
        {
            Assert.Equal(
                await test.Client.Sendcloud.GetIntegrationLogsAsync(shop.Id!.Value, paging).ToListAsync(),
                await test.Client.Sendcloud.GetIntegrationLogsAsync(shop, paging).ToListAsync());
        }
    }

    [Fact]
    public async Task Elastic_Paths_integrations_and_jobs_lead_to_their_lists()
    {
        await using TestClient test = await TestClient.StartAsync();
        IElasticPathClient client = test.Client.ElasticPath;
        int jobs = 0;

        await foreach (ElasticPathIntegration integration in client.GetIntegrationsAsync())
        {
            string id = integration.Id!;
            Assert.Equal(
                await client.GetIntegrationLogsAsync(id).ToListAsync(), await client.GetIntegrationLogsAsync(integration).ToListAsync());
            await foreach (ElasticPathJob job in client.GetIntegrationJobsAsync(integration).Take(2))
            {
                jobs++;
                Assert.Equal(
                    await client.GetJobLogsAsync(id, job.Id!).ToListAsync(), await client.GetJobLogsAsync(integration, job).ToListAsync());
            }
        }

        Assert.NotEqual(0, jobs);
    }

    [Fact]
    public async Task A_record_without_an_id_is_refused_by_name()
    {
        await using TestClient test = await TestClient.StartAsync();
        IElasticPathClient client = test.Client.ElasticPath;
        var good = new ElasticPathIntegration { Id = "a" };

        Assert.Throws<ArgumentException>("integration", () => test.Client.Sendcloud.GetIntegrationLogsAsync(new SendcloudIntegration()));
        Assert.Throws<ArgumentException>("integration", () => client.GetIntegrationLogsAsync(new ElasticPathIntegration()));
        Assert.Throws<ArgumentException>("integration", () => client.GetIntegrationJobsAsync(new ElasticPathIntegration()));
        Assert.Throws<ArgumentException>(
            "integration", () => client.GetJobLogsAsync(new ElasticPathIntegration(), new ElasticPathJob { Id = "b" }));
        Assert.Throws<ArgumentException>("job", () => client.GetJobLogsAsync(good, new ElasticPathJob()));
        Assert.Throws<ArgumentNullException>("job", () => client.GetJobLogsAsync(good, null!));
        Assert.Throws<ArgumentNullException>("integration", () => client.GetIntegrationLogsAsync((ElasticPathIntegration)null!));
        Assert.Throws<ArgumentNullException>("integration", () => test.Client.Sendcloud.GetIntegrationLogsAsync(null!));
        Assert.Throws<ArgumentException>(() => client.GetIntegrationLogsAsync(new ElasticPathIntegration { Id = ".." }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => test.Client.Sendcloud.GetIntegrationLogsAsync(new SendcloudIntegration { Id = 0 }));
    }
}
