using System.Buffers;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Http.Pacing;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.Tests.Http.Pacing;

/// <summary>Clients of one account share its limiter, whatever containers they are from.</summary>
public sealed class SharedAccountTests
{
    [Theory]
    [InlineData(IntegrationVendor.ElasticPath)]
    [InlineData(IntegrationVendor.Sendcloud)]
    public async Task A_refusal_of_one_client_pauses_the_others_of_its_account(IntegrationVendor vendor)
    {
        await using TestClient test = await TestClient.StartAsync();
        await using IntegrationLogsClient other = TestClient.Create(test.Vendors.ClientOptions, test.Time);
        test.Faults(vendor).Enqueue(Fault.Status(429, retryAfter: "3600"));

        await Assert.ThrowsAsync<ApiRateLimitException>(() => test.GetAsync(vendor));
        var error = await Assert.ThrowsAsync<ApiRateLimitException>(() => TestClient.GetAsync(other, vendor));

        Assert.Equal((TimeSpan.FromHours(1), 1), (error.RetryAfter, test.PageRequests));
    }

    [Theory]
    [InlineData("another key")]
    [InlineData("another address")]
    [InlineData("own tokens")]
    [InlineData("another vendor")]
    public async Task Another_account_goes_on(string other)
    {
        await using TestClient test = await TestClient.StartAsync(
            server: options => options.ElasticPath.ClientId = options.ElasticPath.ClientSecret = "elastic-path");
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Status(429, retryAfter: "3600"));
        await Assert.ThrowsAsync<ApiRateLimitException>(() => test.GetElasticPathAsync());
        IntegrationLogsClientOptions options = test.Vendors.ClientOptions;
        switch (other)
        {
            case "another key":
                options.ElasticPath.ClientId = "ELASTIC-PATH";
                break;
            case "another address":
                options.ElasticPath.BaseAddress = new UriBuilder(options.ElasticPath.BaseAddress) { Host = "localhost" }.Uri;
                break;
        }

        await using IntegrationLogsClient client = TestClient.Create(options, test.Time, builder =>
        {
            if (other == "own tokens")
            {
                builder.ElasticPath.UseAccessTokenProvider(_ => new FixedTokens());
            }
        });
        Exception? error = await Record.ExceptionAsync(() => other == "another vendor"
            ? TestClient.GetAsync(client, IntegrationVendor.Sendcloud)
            : TestClient.GetAsync(client, IntegrationVendor.ElasticPath));

        Assert.IsNotType<ApiRateLimitException>(error);
    }

    [Fact]
    public async Task Clients_of_one_container_share_it_too()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        vendors.Sendcloud.Faults.Enqueue(Fault.Status(429, retryAfter: "3600"));
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient("one", options => vendors.ClientOptions.CopyTo(options));
        services.AddIntegrationLogsClient("two", options => vendors.ClientOptions.CopyTo(options));
        services.AddSingleton(new ClientRuntime(new FakeTimeProvider(), () => 0.5, ArrayPool<byte>.Shared));
        await using ServiceProvider provider = services.BuildServiceProvider();

        foreach (string name in (string[])["one", "two"])
        {
            await Assert.ThrowsAsync<ApiRateLimitException>(
                () => TestClient.GetAsync(provider.GetRequiredKeyedService<IIntegrationLogsClient>(name), IntegrationVendor.Sendcloud));
        }

        Assert.Single(vendors.Requests);
    }

    [Fact]
    public async Task An_account_is_gone_with_its_last_client()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        var time = new FakeTimeProvider();
        for (int i = 0; i < 1_000; i++)
        {
            IntegrationLogsClientOptions options = vendors.ClientOptions;
            options.Sendcloud.PublicKey = $"{options.Sendcloud.PublicKey}-{i}";
            await using IntegrationLogsClient client = TestClient.Create(options, time);
            _ = client.GetApi<ISendcloudApi>();
            _ = client.GetApi<IElasticPathApi>();
            Assert.NotEmpty(AccountsOn(time));
        }

        Assert.Empty(AccountsOn(time));
    }

    [Fact]
    public void A_limiter_stays_as_long_as_one_client_has_it()
    {
        var limiters = new AccountLimiters();
        var key = new AccountKey(IntegrationVendor.Sendcloud, "https://api.example.com", "key", IsForTokens: false, new FakeTimeProvider());

        AccountLimiter limiter = limiters.Rent(key, new RequestRate(10, 1));
        Assert.Same(limiter, limiters.Rent(key with { }, new RequestRate(5, 1)));
        limiters.Return(key);
        Assert.Same(limiter, limiters.Rent(key, null));
        limiters.Return(key);
        limiters.Return(key);

        Assert.Empty(limiters.Accounts);
        Assert.NotSame(limiter, limiters.Rent(key, null));
    }

    private static IEnumerable<AccountKey> AccountsOn(TimeProvider time) =>
        AccountLimiters.OfProcess.Accounts.Where(account => account.Time == time);

    private sealed class FixedTokens : IAccessTokenProvider
    {
        public ValueTask<AccessToken> GetAccessTokenAsync(AccessToken? rejected, CancellationToken cancellationToken) =>
            new(new AccessToken("token", DateTimeOffset.MaxValue));
    }
}
