using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests.Paging;

/// <summary>A continuation token of one account would skip another's records.</summary>
public sealed class TokenAccountTests
{
    private static readonly PagingOptions OnePage = new() { PageSize = 10, MaxPages = 1 };

    [Fact]
    public async Task A_token_is_refused_by_a_client_of_another_name()
    {
        await using var vendors = await FakeVendorServer.StartAsync();
        await using ServiceProvider provider = Provide(vendors, "north", "south", string.Empty);
        IIntegrationLogsClient north = Client(provider, "north");
        (string elasticPath, string sendcloud) = await TokensAsync(north);

        foreach (string other in (string[])["south", string.Empty])
        {
            IIntegrationLogsClient client = Client(provider, other);
            AssertRefused(() => client.ElasticPath.GetAllLogsAsync(OnePage).AsPages(elasticPath), "north", vendors.BaseAddress);
            AssertRefused(() => client.Sendcloud.GetAllLogsAsync(OnePage).AsPages(sendcloud), "north", vendors.BaseAddress);
        }

        Assert.NotEmpty(await north.ElasticPath.GetAllLogsAsync(OnePage).AsPages(elasticPath).ToListAsync());
        Assert.NotEmpty(await north.Sendcloud.GetAllLogsAsync(OnePage).AsPages(sendcloud).ToListAsync());
    }

    [Fact]
    public async Task A_token_is_refused_by_a_client_of_another_address()
    {
        await using var here = await FakeVendorServer.StartAsync();
        await using var there = await FakeVendorServer.StartAsync();
        await using var ours = IntegrationLogsClient.Create(here.ClientOptions);
        await using var theirs = IntegrationLogsClient.Create(there.ClientOptions);
        (string elasticPath, string sendcloud) = await TokensAsync(ours);

        AssertRefused(() => theirs.ElasticPath.GetAllLogsAsync(OnePage).AsPages(elasticPath), null, here.BaseAddress);
        AssertRefused(() => theirs.Sendcloud.GetAllLogsAsync(OnePage).AsPages(sendcloud), null, here.BaseAddress);
    }

    [Fact]
    public async Task A_token_is_taken_by_another_client_of_the_same_account()
    {
        await using var vendors = await FakeVendorServer.StartAsync();
        await using var before = IntegrationLogsClient.Create(vendors.ClientOptions);
        await using var after = IntegrationLogsClient.Create(vendors.ClientOptions);
        (string elasticPath, string sendcloud) = await TokensAsync(before);

        Assert.Equal(
            vendors.ElasticPath.Logs.Snapshot().Skip(10),
            await after.ElasticPath.GetAllLogsAsync().AsPages(elasticPath).SelectItemsAsync());
        Assert.Equal(
            vendors.Sendcloud.Logs.Snapshot().Skip(10).Select(log => log.Id),
            (await after.Sendcloud.GetAllLogsAsync().AsPages(sendcloud).SelectItemsAsync()).Select(log => log.Id));
    }

    [Fact]
    public async Task A_walk_that_cannot_go_on_names_its_account_and_endpoint()
    {
        await using var vendors = await FakeVendorServer.StartAsync();
        vendors.ElasticPath.Faults.Always(Fault.Answer("""{"data":[{"id":"a"},{"id":"b"}],"results":{"total":9}}"""));
        await using ServiceProvider provider = Provide(vendors, "north");

        var error = await Assert.ThrowsAsync<PagingException>(
            () => Client(provider, "north").ElasticPath.GetAllLogsAsync().ToListAsync());

        Assert.Equal(("north", "GET /v2/integrations/logs"), (error.Account, error.Endpoint));
    }

    private static void AssertRefused(Action resume, string? name, Uri address)
    {
        var error = Assert.Throws<ArgumentException>("continuationToken", resume);

        string account = (name is null ? null : name + " at ") + address.GetLeftPart(UriPartial.Authority);
        Assert.Contains($"belongs to the account '{account}'", error.Message, StringComparison.Ordinal);
    }

    private static async Task<(string ElasticPath, string Sendcloud)> TokensAsync(IIntegrationLogsClient client) => (
        (await client.ElasticPath.GetAllLogsAsync(OnePage).AsPages().FirstAsync()).ContinuationToken!,
        (await client.Sendcloud.GetAllLogsAsync(OnePage).AsPages().FirstAsync()).ContinuationToken!);

    private static IIntegrationLogsClient Client(ServiceProvider provider, string name) =>
        provider.GetRequiredKeyedService<IIntegrationLogsClient>(name);

    private static ServiceProvider Provide(FakeVendorServer vendors, params string[] names)
    {
        var services = new ServiceCollection();
        foreach (string name in names)
        {
            IntegrationLogsClientOptions options = vendors.ClientOptions;
            services.AddIntegrationLogsClient(name, target =>
            {
                target.ElasticPath.BaseAddress = options.ElasticPath.BaseAddress;
                target.ElasticPath.ClientId = options.ElasticPath.ClientId;
                target.ElasticPath.ClientSecret = options.ElasticPath.ClientSecret;
                target.Sendcloud.BaseAddress = options.Sendcloud.BaseAddress;
                target.Sendcloud.TokenEndpoint = options.Sendcloud.TokenEndpoint;
                target.Sendcloud.PublicKey = options.Sendcloud.PublicKey;
                target.Sendcloud.SecretKey = options.Sendcloud.SecretKey;
                target.Sendcloud.ClientId = options.Sendcloud.ClientId;
                target.Sendcloud.ClientSecret = options.Sendcloud.ClientSecret;
            });
        }

        return services.BuildServiceProvider();
    }
}
