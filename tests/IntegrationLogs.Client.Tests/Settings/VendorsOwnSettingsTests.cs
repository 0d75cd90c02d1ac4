using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Settings;

/// <summary>What both vendors have in common can be different for one of them.</summary>
public sealed class VendorsOwnSettingsTests
{
    [Fact]
    public async Task Each_vendor_can_have_its_own_resilience()
    {
        await using TestClient test = await TestClient.StartAsync(options =>
        {
            options.Resilience.MaxRetries = 2;
            options.Sendcloud.Resilience = new ResilienceOptions { MaxRetries = 0 };
        });
        test.Vendors.ElasticPath.Faults.Always(Fault.Status(503));
        test.Vendors.Sendcloud.Faults.Always(Fault.Status(503));

        var elasticPath = await Assert.ThrowsAsync<VendorApiException>(() => test.GetElasticPathAsync());
        var sendcloud = await Assert.ThrowsAsync<VendorApiException>(() => test.GetSendcloudAsync());

        Assert.Equal((3, 1), (elasticPath.Attempts, sendcloud.Attempts));
    }

    [Fact]
    public async Task A_vendors_resilience_rules_its_token_requests_and_its_answers_too()
    {
        await using TestClient test = await TestClient.StartAsync(options =>
            options.ElasticPath.Resilience = new ResilienceOptions { MaxRetries = 1, MaxResponseBytes = 1024 });
        test.Vendors.ElasticPath.TokenFaults.Enqueue(Fault.Status(503));
        test.Vendors.ElasticPath.TokenFaults.Enqueue(Fault.Status(503));

        var noToken = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());
        var tooLong = await Assert.ThrowsAsync<ApiResponseFormatException>(() => test.GetElasticPathAsync());

        Assert.Equal(2, noToken.Attempts);
        Assert.Contains(
            "longer than ElasticPath.Resilience.MaxResponseBytes allows (1024 bytes", tooLong.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await test.GetSendcloudAsync()).Attempts);
    }

    [Theory]
    [InlineData(false, "(Resilience.AttemptTimeout, 15 s)")]
    [InlineData(true, "(Sendcloud.Resilience.AttemptTimeout, 15 s)")]
    public async Task A_time_out_names_the_setting_that_counts(bool isOwn, string expected)
    {
        ClientTime? time = null;
        await using RawServer server = RawServer.Start(async (_, _, stopping) =>
        {
            time!.Clock.Advance(TimeSpan.FromSeconds(15));
            await Task.Delay(Timeout.Infinite, stopping);
        });
        IntegrationLogsClientOptions options = TestClient.SendcloudAt(server.BaseAddress);
        options.Resilience.MaxRetries = 0;
        options.Sendcloud.Resilience = isOwn ? new ResilienceOptions { MaxRetries = 0 } : null;
        time = new ClientTime(options.Resilience);
        await using IntegrationLogsClient client = TestClient.Create(options, time);

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => TestClient.GetAsync(client, IntegrationVendor.Sendcloud));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_are_read_as_the_settings_say_where_a_call_does_not()
    {
        await using TestClient test = await TestClient.StartAsync(options =>
        {
            options.Paging = new PagingOptions { PageSize = 7, MaxPages = 2, ReadAhead = 0 };
            options.Sendcloud.Paging = new PagingOptions { PageSize = 5, MaxPages = 3, ReadAhead = 0 };
        });

        List<ElasticPathLog> elasticPath = await test.Client.ElasticPath.GetAllLogsAsync().ToListAsync();
        List<SendcloudLog> sendcloud = await test.Client.Sendcloud.GetAllLogsAsync().ToListAsync();
        var ownPaging = new PagingOptions { PageSize = 4, MaxPages = 1 };
        List<SendcloudLog> asked = await test.Client.Sendcloud.GetAllLogsAsync(ownPaging).ToListAsync();

        // From the second page on, Elastic Path's pages begin with a record that is known.
        Assert.Equal((7 + 6, 5 * 3, 4), (elasticPath.Count, sendcloud.Count, asked.Count));
    }

    [Fact]
    public async Task The_feed_reads_whole_lists_whatever_the_settings_say_of_calls()
    {
        await using TestClient test = await TestClient.StartAsync(
            options => options.Paging = new PagingOptions { PageSize = 2, MaxPages = 1 });

        int sources = await test.Client.Feed.DiscoverSourcesAsync(IntegrationVendor.Sendcloud).CountAsync();
        int entries = await test.Client.Feed.GetEntriesAsync([LogSource.ElasticPath()]).CountAsync();

        Assert.Equal(test.Vendors.Sendcloud.Integrations.Count, sources);
        Assert.Equal(test.Vendors.ElasticPath.Logs.Count, entries);
    }

    [Fact]
    public async Task Settings_of_a_vendor_that_are_changed_later_have_no_effect()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        IntegrationLogsClientOptions options = vendors.ClientOptions;
        options.Sendcloud.Resilience = new ResilienceOptions { MaxRetries = 0 };
        options.ElasticPath.Resilience = new ResilienceOptions { MaxRetries = 0 };
        await using IntegrationLogsClient client = IntegrationLogsClient.Create(options);
        options.Sendcloud.Resilience.MaxRetries = -1;
        options.ElasticPath.Resilience.MaxRetries = -1;
        vendors.Sendcloud.Faults.Always(Fault.Status(503));
        vendors.ElasticPath.Faults.Always(Fault.Status(503));

        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            var error = await Assert.ThrowsAsync<VendorApiException>(() => TestClient.GetAsync(client, vendor));
            Assert.Equal(1, error.Attempts);
        }
    }

    [Fact]
    public async Task A_call_has_the_time_that_its_cancellation_token_gives_it()
    {
        await using TestClient test = await TestClient.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), test.Time.Clock);
        test.Vendors.Sendcloud.Faults.Always(Fault.StallBeforeHeaders());
        Task<SendcloudIntegration> one = test.Client.Sendcloud.GetIntegrationAsync(1, limit.Token);
        Task<List<SendcloudLog>> list = test.Client.Sendcloud.GetAllLogsAsync(cancellationToken: limit.Token).ToListAsync();

        test.Time.Clock.Advance(TimeSpan.FromSeconds(5));

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        Assert.Equal(limit.Token, error.CancellationToken);
        error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => list);
        Assert.Equal(limit.Token, error.CancellationToken);
    }
}
