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
        using IntegrationLogsClient client = IntegrationLogsClient.Create(new IntegrationLogsClientOptions { AllowNoVendor = true });
        Assert.False(client.IsConfigured(IntegrationVendor.ElasticPath));
        Assert.False(client.IsConfigured(IntegrationVendor.Sendcloud));

        for (int time = 0; time < 2; time++)
        {
            var elasticPath = Assert.Throws<InvalidOperationException>(() => client.ElasticPath.GetAllLogsAsync());
            var sendcloud = Assert.Throws<InvalidOperationException>(() => client.Sendcloud.GetIntegrationLogsAsync(1));

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
        Assert.Equal(
            (false, true),
            (test.Client.IsConfigured(IntegrationVendor.ElasticPath), test.Client.IsConfigured(IntegrationVendor.Sendcloud)));
        Assert.Throws<InvalidOperationException>(() => test.Client.ElasticPath.GetAllLogsAsync());
        Assert.Throws<ArgumentOutOfRangeException>(() => test.Client.IsConfigured((IntegrationVendor)7));
    }

    public static TheoryData<string, Func<IIntegrationLogsClient, object>> CallsOfLeftOutVendors => new()
    {
        { "ElasticPath.ClientId", client => client.ElasticPath.GetAllLogsAsync() },
        { "ElasticPath.ClientId", client => client.ElasticPath.GetIntegrationLogsAsync("a") },
        { "ElasticPath.ClientId", client => client.ElasticPath.GetIntegrationJobsAsync("a") },
        { "ElasticPath.ClientId", client => client.ElasticPath.GetJobLogsAsync("a", "b") },
        { "ElasticPath.ClientId", client => client.ElasticPath.GetIntegrationsAsync() },
        { "ElasticPath.ClientId", client => client.Feed.GetEntriesAsync([LogSource.ElasticPath()]) },
        { "ElasticPath.ClientId", client => client.Feed.WatchAsync([LogSource.ElasticPath("a")]) },
        { "ElasticPath.ClientId", client => client.Feed.DiscoverSourcesAsync(IntegrationVendor.ElasticPath) },
        { "ElasticPath.ClientId", client => client.Feed.GetJobOutcomesAsync("a") },
        { "Sendcloud.PublicKey", client => client.Sendcloud.GetAllLogsAsync() },
        { "Sendcloud.PublicKey", client => client.Sendcloud.GetIntegrationLogsAsync(1) },
        { "Sendcloud.PublicKey", client => client.Sendcloud.GetIntegrationsAsync() },
        { "Sendcloud.PublicKey", client => client.Feed.GetEntriesAsync([LogSource.Sendcloud()]) },
        { "Sendcloud.PublicKey", client => client.Feed.GetFailingIntegrationsAsync() },
    };

    [Theory]
    [MemberData(nameof(CallsOfLeftOutVendors))]
    public async Task Every_call_of_a_vendor_that_was_left_out_says_so_at_once(string setting, Func<IIntegrationLogsClient, object> call)
    {
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient("shop", options => options.AllowNoVendor = true);
        await using ServiceProvider provider = services.BuildServiceProvider();
        var client = provider.GetRequiredKeyedService<IIntegrationLogsClient>("shop");

        var error = Assert.Throws<InvalidOperationException>(() => call(client));

        Assert.Contains(setting, error.Message, StringComparison.Ordinal);
        Assert.Contains("'shop'", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.ElasticPath.GetIntegrationAsync("a"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.Sendcloud.GetIntegrationAsync(1));
        Assert.NotNull(provider.GetRequiredKeyedService<ISendcloudClient>("shop"));
    }

    [Fact]
    public void A_vendor_with_tokens_or_endpoints_of_ones_own_is_configured()
    {
        var options = new IntegrationLogsClientOptions();
        using IntegrationLogsClient tokens = IntegrationLogsClient.Create(
            options, builder => builder.ElasticPath.UseTokenSource(_ => throw new NotSupportedException()));
        using IntegrationLogsClient endpoints = IntegrationLogsClient.Create(
            options, builder => builder.Sendcloud.UseApi(_ => new CountingSendcloud(null)).DecorateApi((_, api) => api));
        using IntegrationLogsClient wrapped = IntegrationLogsClient.Create(
            new IntegrationLogsClientOptions { AllowNoVendor = true }, builder => builder.Sendcloud.DecorateApi((_, api) => api));

        Assert.Equal((true, false), Configured(tokens));
        Assert.Equal((false, true), Configured(endpoints));
        Assert.Equal((false, false), Configured(wrapped));

        static (bool ElasticPath, bool Sendcloud) Configured(IntegrationLogsClient client) =>
            (client.IsConfigured(IntegrationVendor.ElasticPath), client.IsConfigured(IntegrationVendor.Sendcloud));
    }

    [Fact]
    public async Task Disposing_leaves_alone_what_the_user_brought()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        using var shared = new WatchedHandler();
        var delegating = new WatchedDelegatingHandler();
        for (int time = 0; time < 2; time++)
        {
            await using IntegrationLogsClient client = IntegrationLogsClient.Create(vendors.ClientOptions, builder =>
            {
                builder.ElasticPath.ConfigurePrimaryHttpMessageHandler(() => shared);
                builder.Sendcloud.ConfigurePrimaryHttpMessageHandler(() => shared);
                if (time == 1)
                {
                    builder.Sendcloud.AddHttpMessageHandler(() => delegating);
                }
            });
            await TestClient.GetAsync(client, IntegrationVendor.ElasticPath);
            await TestClient.GetAsync(client, IntegrationVendor.Sendcloud);
        }

        Assert.False(shared.IsDisposed);
        Assert.False(delegating.IsDisposed);
    }

    [Fact]
    public async Task Disposing_closes_a_handler_that_the_user_only_changed()
    {
        SocketsHttpHandler? changed = null;
        await using TestClient test = await TestClient.StartAsync(build: builder =>
            builder.Sendcloud.ConfigurePrimaryHttpMessageHandler((handler, _) => changed = (SocketsHttpHandler)handler));
        await test.GetSendcloudAsync();

        await test.Client.DisposeAsync();

        using var invoker = new HttpMessageInvoker(changed!, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, test.Vendors.BaseAddress);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => invoker.SendAsync(request, CancellationToken.None));
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
        services.AddIntegrationLogsClient(vendors.ClientOptions);
        await using ServiceProvider provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IIntegrationLogsClient>();

        await ((IAsyncDisposable)client).DisposeAsync();

        Assert.Equal(1, (await TestClient.GetAsync(client, IntegrationVendor.Sendcloud)).Attempts);
    }

    private sealed class WatchedHandler : HttpClientHandler
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    private sealed class WatchedDelegatingHandler : DelegatingHandler
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    [Fact]
    public void Needs_settings() => Assert.Throws<ArgumentNullException>(() => IntegrationLogsClient.Create(null!));
}
