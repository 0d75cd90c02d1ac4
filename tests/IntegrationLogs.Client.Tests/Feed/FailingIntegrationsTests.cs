using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class FailingIntegrationsTests
{
    [Fact]
    public async Task Those_that_Sendcloud_says_are_failing_come_in_its_order_and_no_others()
    {
        await using TestClient test = await TestClient.StartAsync(server: server =>
        {
            server.Sendcloud.IntegrationCount = 108;
        });
        IReadOnlyList<SendcloudIntegration> integrations = test.Vendors.Sendcloud.Integrations.Snapshot();

        List<FailingIntegration> failing = await test.Client.Feed.GetFailingIntegrationsAsync().ToListAsync();

        Assert.Equal(72, failing.Count);
        Assert.Equal(
            integrations.Where(integration => integration.StartedFailingAt is not null).Select(integration => new FailingIntegration
            {
                Vendor = IntegrationVendor.Sendcloud,
                IntegrationId = $"{integration.Id}",
                Name = integration.ShopName,
                FailingSince = integration.StartedFailingAt,
                Integration = integration,
                Source = LogSource.Sendcloud(integration.Id!.Value),
            }),
            failing);
    }

    [Fact]
    public async Task A_failing_integrations_source_has_its_logs()
    {
        await using TestClient test = await TestClient.StartAsync();
        FailingIntegration failing = (await test.Client.Feed.GetFailingIntegrationsAsync().ToListAsync())[0];

        List<IntegrationLogEntry> entries = await test.Client.Feed.GetEntriesAsync([failing.Source!]).ToListAsync();

        Assert.NotEmpty(entries);
        Assert.Equal(
            test.Vendors.Sendcloud.Logs.Snapshot().Where(log => $"{log.IntegrationId}" == failing.IntegrationId),
            entries.Select(entry => entry.Source));
    }

    [Theory]
    [InlineData("null", false)]
    [InlineData("\"\"", false)]
    [InlineData("\" \"", false)]
    [InlineData("false", false)]
    [InlineData("\"yesterday\"", true)]
    [InlineData("1677632520", true)]
    [InlineData("true", true)]
    [InlineData("{\"at\":\"2023-03-01\"}", true)]
    public async Task What_says_that_it_is_failing_counts_even_if_it_is_no_time(string startedFailingAt, bool isFailing)
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Always(Fault.Answer($$"""{"data":[{"id":7,"started_failing_at":{{startedFailingAt}}}]}"""));

        List<FailingIntegration> failing = await test.Client.Feed.GetFailingIntegrationsAsync().ToListAsync();

        Assert.Equal(isFailing ? [("7", null)] : [], failing.Select(one => (one.IntegrationId!, one.FailingSince)));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(0L, "0")]
    [InlineData(-1L, "-1")]
    public async Task One_whose_logs_cannot_be_asked_for_has_no_source(long? id, string? integrationId)
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Integrations.Clear();
        test.Vendors.Sendcloud.Integrations.Add(new SendcloudIntegration { Id = id, StartedFailingAt = test.Time.GetUtcNow() });

        FailingIntegration failing = Assert.Single(await test.Client.Feed.GetFailingIntegrationsAsync().ToListAsync());

        Assert.Equal((integrationId, null), (failing.IntegrationId, failing.Source));
        Assert.NotNull(failing.FailingSince);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_caller_that_cancels_gets_its_own_token_back_and_leaves_nothing(bool byMethod)
    {
        await using TestClient test = await TestClient.StartAsync();
        using var source = new CancellationTokenSource();
        IAsyncEnumerable<FailingIntegration> all = test.Client.Feed.GetFailingIntegrationsAsync(byMethod ? source.Token : default);

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (FailingIntegration _ in all.WithCancellation(byMethod ? default : source.Token))
            {
                await source.CancelAsync();
            }
        });

        Assert.Equal(source.Token, error.CancellationToken);
        await Eventually.IsTrueAsync(() => test.Vendors.OpenRequests == 0);
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_stream_is_enumerated_and_missing_settings_are_named_at_the_call()
    {
        await using TestClient test = await TestClient.StartAsync();
        await using TestClient without = await TestClient.StartAsync(configure: options => options.Sendcloud = new());

        _ = test.Client.Feed.GetFailingIntegrationsAsync();

        Assert.Contains(
            "Sendcloud.PublicKey",
            Assert.Throws<InvalidOperationException>(() => without.Client.Feed.GetFailingIntegrationsAsync()).Message,
            StringComparison.Ordinal);
        Assert.Empty(test.Vendors.Requests);
    }

    [Fact]
    public void Its_text_is_one_line_without_what_may_be_secret()
    {
        var failing = new FailingIntegration
        {
            Vendor = IntegrationVendor.Sendcloud,
            IntegrationId = "7",
            Name = "Tulip\nBikes",
            FailingSince = new DateTimeOffset(2023, 3, 1, 2, 2, 0, TimeSpan.FromHours(1)),
            Integration = new SendcloudIntegration { WebhookUrl = "https://shop/?key=secret" },
        };

        Assert.Equal(@"Sendcloud integration 7 (Tulip\nBikes) has been failing since 2023-03-01T02:02:00.0000000+01:00.", failing.ToString());
    }
}
