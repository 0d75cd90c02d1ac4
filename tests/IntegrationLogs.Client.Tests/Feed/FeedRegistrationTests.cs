using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class FeedRegistrationTests
{
    [Fact]
    public async Task The_container_gives_the_feed_of_each_client()
    {
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(options => options.Sendcloud = TestOptions.Good().Sendcloud);
        services.AddIntegrationLogsClient("nl", options => options.Sendcloud = TestOptions.Good().Sendcloud);
        await using ServiceProvider provider = services.BuildServiceProvider();

        Assert.Same(provider.GetRequiredService<IIntegrationLogsClient>().Feed, provider.GetRequiredService<IIntegrationLogFeed>());
        Assert.Same(
            provider.GetRequiredKeyedService<IIntegrationLogsClient>("nl").Feed,
            provider.GetRequiredKeyedService<IIntegrationLogFeed>("nl"));
        Assert.NotSame(provider.GetRequiredService<IIntegrationLogFeed>(), provider.GetRequiredKeyedService<IIntegrationLogFeed>("nl"));
    }

    [Fact]
    public async Task A_client_of_a_users_own_has_a_feed_over_its_lists()
    {
        await using TestClient test = await TestClient.StartAsync();
        IIntegrationLogsClient own = new OwnClient(test.Client);

        List<IntegrationLogEntry> entries = await own.Feed.GetEntriesAsync([LogSource.Sendcloud()]).ToListAsync();

        Assert.Equal(test.Vendors.Sendcloud.Logs.Snapshot(), entries.Select(entry => entry.Source));
    }

    private sealed class OwnClient(IIntegrationLogsClient inner) : IIntegrationLogsClient
    {
        public IElasticPathClient ElasticPath => inner.ElasticPath;

        public ISendcloudClient Sendcloud => inner.Sendcloud;
    }
}
