using System.Text.Json;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>Entries carry the names of their integrations, which each vendor is asked for once.</summary>
public sealed class IntegrationNameTests
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(IntegrationVendor.ElasticPath)]
    [InlineData(IntegrationVendor.Sendcloud)]
    public async Task Each_entry_of_a_stream_has_its_integrations_name_after_one_listing(IntegrationVendor vendor)
    {
        await using TestClient test = await StartAsync();
        Dictionary<string, string> names = NamesOf(test, vendor);

        List<IntegrationLogEntry> entries = [];
        await foreach (IntegrationLogEntry entry in test.Client.Feed.GetEntriesAsync([AllOf(vendor)]))
        {
            entries.Add(entry);
        }

        Assert.NotEmpty(entries);
        Assert.All(entries, entry => Assert.Equal(names[entry.IntegrationId!], entry.IntegrationName));
        Assert.Equal(1, Listings(test));
    }

    [Theory]
    [InlineData(IntegrationVendor.ElasticPath)]
    [InlineData(IntegrationVendor.Sendcloud)]
    public async Task An_entry_of_a_poll_has_the_name_and_a_quiet_poll_asks_for_none(IntegrationVendor vendor)
    {
        await using TestClient test = await StartAsync();
        SourcePoll first = await PollAsync(test, SourceCheckpoint.Create(AllOf(vendor), DateTimeOffset.MinValue));
        Assert.NotEmpty(first.Entries);
        Assert.All(first.Entries, entry => Assert.Equal(NamesOf(test, vendor)[entry.IntegrationId!], entry.IntegrationName));
        test.Time.Clock.Advance(2 * Refresh);

        SourcePoll quiet = await PollAsync(test, first.After);

        Assert.Empty(quiet.Entries);
        Assert.Equal(1, Listings(test));
    }

    [Fact]
    public async Task A_name_that_changes_shows_after_the_refresh_interval()
    {
        await using TestClient test = await StartAsync();
        SourceCheckpoint checkpoint = (await PollAsync(test, SourceCheckpoint.Create(LogSource.Sendcloud(), DateTimeOffset.MinValue))).After;
        SendcloudIntegration before = test.Vendors.Sendcloud.Integrations.Snapshot()[0];
        test.Vendors.Sendcloud.Integrations.Remove(one => one.Id == before.Id);
        test.Vendors.Sendcloud.Integrations.Insert(0, before with { ShopName = "Renamed shop" });

        Assert.Equal(before.ShopName, await NextNameAsync(Refresh - TimeSpan.FromSeconds(1)));
        Assert.Equal("Renamed shop", await NextNameAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal(2, Listings(test));

        async Task<string?> NextNameAsync(TimeSpan after)
        {
            test.Time.Clock.Advance(after);
            Insert(test, before.Id!.Value);
            SourcePoll poll = await PollAsync(test, checkpoint);
            checkpoint = poll.After;
            return Assert.Single(poll.Entries).IntegrationName;
        }
    }

    [Fact]
    public async Task A_new_integration_is_asked_for_within_a_minute_and_one_that_is_not_listed_no_more_often()
    {
        await using TestClient test = await StartAsync();
        SourceCheckpoint checkpoint = (await PollAsync(test, SourceCheckpoint.Create(LogSource.Sendcloud(), DateTimeOffset.MinValue))).After;
        SendcloudIntegration added = test.Vendors.Sendcloud.Integrations.Snapshot()[0] with { Id = 4711, ShopName = "New shop" };
        test.Vendors.Sendcloud.Integrations.Insert(0, added);

        Assert.Null(await NextNameAsync(4711, TimeSpan.FromSeconds(59)));
        Assert.Equal("New shop", await NextNameAsync(4711, TimeSpan.FromSeconds(1)));
        Assert.Equal(2, Listings(test));
        Assert.Null(await NextNameAsync(4712, TimeSpan.FromSeconds(30)));
        Assert.Null(await NextNameAsync(4712, TimeSpan.FromSeconds(29)));
        Assert.Equal(2, Listings(test));

        async Task<string?> NextNameAsync(long integrationId, TimeSpan after)
        {
            test.Time.Clock.Advance(after);
            Insert(test, integrationId);
            SourcePoll poll = await PollAsync(test, checkpoint);
            checkpoint = poll.After;
            return Assert.Single(poll.Entries).IntegrationName;
        }
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Without_permission_entries_have_ids_and_one_log_line_says_why(int status)
    {
        using var telemetry = new Telemetry();
        await using TestClient test = await StartAsync(builder => builder.Services.AddSingleton<ILoggerProvider>(telemetry));
        test.Vendors.ElasticPath.Faults.For(IsListing, Fault.Status(status));
        SourceCheckpoint checkpoint = SourceCheckpoint.Create(LogSource.ElasticPath(), DateTimeOffset.MinValue);

        for (int poll = 0; poll < 3; poll++)
        {
            SourcePoll found = await PollAsync(test, checkpoint);
            Assert.NotEmpty(found.Entries);
            Assert.All(found.Entries, entry => Assert.NotNull(entry.IntegrationId));
            Assert.All(found.Entries, entry => Assert.Null(entry.IntegrationName));
            Assert.Null(found.Error);
            test.Time.Clock.Advance(Refresh);
        }

        string line = Assert.Single(telemetry.Logs, line => line.Contains("integrations could not be listed", StringComparison.Ordinal));
        Assert.Contains($"({status}: ", line, StringComparison.Ordinal);
        test.Vendors.ElasticPath.Faults.Clear();
        Assert.All((await PollAsync(test, checkpoint)).Entries, entry => Assert.NotNull(entry.IntegrationName));
    }

    [Fact]
    public async Task A_listing_that_hangs_holds_no_entry_for_longer_than_ten_seconds()
    {
        await using TestClient test = await StartAsync();
        test.Vendors.Sendcloud.Faults.For(IsListing, Fault.StallBeforeHeaders());
        Task<SourcePoll> polling = PollAsync(test, SourceCheckpoint.Create(LogSource.Sendcloud(), DateTimeOffset.MinValue));
        await Eventually.IsTrueAsync(() => Listings(test) == 1);

        while (!polling.IsCompleted)
        {
            test.Time.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.All((await polling).Entries, entry => Assert.Null(entry.IntegrationName));
    }

    [Fact]
    public async Task Names_are_not_looked_up_where_that_is_switched_off()
    {
        await using TestClient test = await TestClient.StartAsync();

        SourcePoll poll = await PollAsync(test, SourceCheckpoint.Create(LogSource.ElasticPath(), DateTimeOffset.MinValue));

        Assert.All(poll.Entries, entry => Assert.Null(entry.IntegrationName));
        Assert.Equal(0, Listings(test));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(25 * 24 * 60 * 60)]
    public void An_interval_out_of_its_range_is_refused_by_name(int seconds)
    {
        IntegrationLogsClientOptions options = TestClient.SendcloudAt(new Uri("https://panel.example"));
        options.NamesRefreshInterval = TimeSpan.FromSeconds(seconds);

        var error = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => IntegrationLogsClient.Create(options));

        Assert.Contains("NamesRefreshInterval is ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_is_in_the_sentence_and_in_the_json()
    {
        IntegrationLogEntry entry = IntegrationLogEntry.From(
            new SendcloudLog { Id = 1, IntegrationId = 7, ExceptionType = "HTTPError" }, "acme", "Shop\nA");

        Assert.Equal("Sendcloud log 1 of integration 7 (Shop\\nA) failed: HTTPError.", entry.ToString());
        string json = JsonSerializer.Serialize(entry);
        Assert.Equal("Shop\nA", JsonSerializer.Deserialize<IntegrationLogEntry>(json)!.IntegrationName);
        Assert.Contains("IntegrationName", json, StringComparison.Ordinal);
    }

    private static async Task<TestClient> StartAsync(Action<IIntegrationLogsClientBuilder>? build = null)
    {
        TestClient test = await TestClient.StartAsync(
            options =>
            {
                options.NamesRefreshInterval = Refresh;
                options.Resilience.MaxRetries = 0;
            },
            build: build);
        test.Time.SkipsWaits = false;
        return test;
    }

    private static Task<SourcePoll> PollAsync(TestClient test, SourceCheckpoint from) =>
        test.Client.Feed.PollAsync(from.Source, from, new PollOptions { Jitter = 0 }).WaitAsync(Effort.Patience);

    private static LogSource AllOf(IntegrationVendor vendor) =>
        vendor == IntegrationVendor.ElasticPath ? LogSource.ElasticPath() : LogSource.Sendcloud();

    private static Dictionary<string, string> NamesOf(TestClient test, IntegrationVendor vendor) =>
        vendor == IntegrationVendor.ElasticPath
            ? test.Vendors.ElasticPath.Integrations.Snapshot().ToDictionary(one => one.Id!, one => one.Name!)
            : test.Vendors.Sendcloud.Integrations.Snapshot().ToDictionary(one => $"{one.Id}", one => one.ShopName!);

    private static void Insert(TestClient test, long integrationId) =>
        test.Vendors.Sendcloud.Logs.InsertNew(0, log => log with { IntegrationId = integrationId, CreatedAt = test.Time.GetUtcNow() });

    private static int Listings(TestClient test) => test.Vendors.Requests.Count(IsListing);

    private static bool IsListing(RecordedRequest request) =>
        request.Path.EndsWith("/integrations", StringComparison.Ordinal);
}
