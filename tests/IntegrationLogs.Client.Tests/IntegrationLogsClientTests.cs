using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests;

public sealed class IntegrationLogsClientTests
{
    [Fact]
    public async Task Reads_both_vendors_in_full()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        await using IntegrationLogsClient client = IntegrationLogsClient.Create(vendors.ClientOptions);
        var elasticPath = new List<string?>();
        var sendcloud = new List<string>();

        await foreach (ElasticPathLog log in client.ElasticPath.GetAllLogsAsync())
        {
            elasticPath.Add(log.Id);
        }

        await foreach (SendcloudLog log in client.Sendcloud.GetAllLogsAsync())
        {
            sendcloud.Add($"{log.CreatedAtText} {log.FullUrl}");
        }

        Assert.Equal(vendors.ElasticPath.Logs.Snapshot().Select(log => log.Id), elasticPath);
        Assert.Equal(vendors.Sendcloud.Logs.Snapshot().Select(log => $"{log.CreatedAtText} {log.FullUrl}"), sendcloud);
    }

    [Fact]
    public async Task Speaks_https_through_a_handler_of_ones_own()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync(options => options.UseHttps = true);
        await using IntegrationLogsClient client = IntegrationLogsClient.Create(vendors.ClientOptions, builder =>
        {
            builder.ElasticPath.ConfigurePrimaryHttpMessageHandler(vendors.CreateHandler);
            builder.Sendcloud.ConfigurePrimaryHttpMessageHandler(vendors.CreateHandler);
        });

        Assert.Equal(1, (await TestClient.GetAsync(client, IntegrationVendor.ElasticPath)).Attempts);
        Assert.Equal(1, (await TestClient.GetAsync(client, IntegrationVendor.Sendcloud)).Attempts);
    }

    [Fact]
    public async Task Settings_that_are_changed_later_have_no_effect()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        IntegrationLogsClientOptions options = vendors.ClientOptions;
        options.ElasticPath.Headers["X-Given"] = "yes";
        options.Resilience.MaxRetries = 0;
        await using IntegrationLogsClient client = IntegrationLogsClient.Create(options);

        options.ElasticPath.ClientSecret = "wrong";
        options.ElasticPath.BaseAddress = new Uri("https://elsewhere.example");
        options.ElasticPath.Headers["X-Later"] = "no";
        options.ElasticPath.Headers.Remove("X-Given");
        options.Sendcloud.SecretKey = "wrong";
        options.Resilience.MaxRetries = 3;
        options.Resilience = null!;

        await TestClient.GetAsync(client, IntegrationVendor.ElasticPath);
        vendors.Sendcloud.Faults.Enqueue(Fault.Status(503));
        var error = await Assert.ThrowsAsync<VendorApiException>(() => TestClient.GetAsync(client, IntegrationVendor.Sendcloud));
        Assert.Equal(1, error.Attempts);
        Assert.All(vendors.Requests.Take(2), request => Assert.Equal("yes", request.Headers["X-Given"]));
        Assert.DoesNotContain(vendors.Requests, request => request.Headers.ContainsKey("X-Later"));
    }

    [Fact]
    public void A_vendor_that_was_left_out_says_which_settings_are_missing()
    {
        using IntegrationLogsClient client = IntegrationLogsClient.Create(new IntegrationLogsClientOptions());

        for (int time = 0; time < 2; time++)
        {
            var elasticPath = Assert.Throws<InvalidOperationException>(() => client.ElasticPath);
            var sendcloud = Assert.Throws<InvalidOperationException>(() => client.Sendcloud);

            Assert.Contains("ElasticPath.ClientId and ElasticPath.ClientSecret", elasticPath.Message, StringComparison.Ordinal);
            Assert.Contains("Sendcloud.PublicKey and Sendcloud.SecretKey", sendcloud.Message, StringComparison.Ordinal);
            Assert.Contains("Sendcloud.ClientId and Sendcloud.ClientSecret", sendcloud.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_vendor_that_was_left_out_does_not_keep_the_other_from_working()
    {
        await using TestClient test = await TestClient.StartAsync(
            options => options.ElasticPath.ClientId = options.ElasticPath.ClientSecret = null);

        Assert.Equal(1, (await test.GetSendcloudAsync()).Attempts);
        Assert.Throws<InvalidOperationException>(() => test.Client.ElasticPath);
    }

    [Fact]
    public async Task Can_be_disposed_of_more_than_once_in_both_ways()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        IntegrationLogsClient client = IntegrationLogsClient.Create(vendors.ClientOptions);
        await TestClient.GetAsync(client, IntegrationVendor.ElasticPath);

        client.Dispose();
        client.Dispose();
        await client.DisposeAsync();
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Disposing_of_a_containers_client_leaves_it_working()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(options => (options.ElasticPath, options.Sendcloud) = (vendors.ClientOptions.ElasticPath, vendors.ClientOptions.Sendcloud));
        await using ServiceProvider provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IIntegrationLogsClient>();

        await ((IAsyncDisposable)client).DisposeAsync();

        Assert.Equal(1, (await TestClient.GetAsync(client, IntegrationVendor.Sendcloud)).Attempts);
    }

    [Fact]
    public void Needs_settings() => Assert.Throws<ArgumentNullException>(() => IntegrationLogsClient.Create(null!));
}
