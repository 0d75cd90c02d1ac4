using System.Globalization;
using System.Text.Json;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.Tests.Testing;

public sealed class LogTimesTests
{
    private const string ElasticPathLogs = "/v2/integrations/logs?page[limit]=100";
    private const string SendcloudLogs = "/api/v3/integrations/logs?page_size=100";

    private static readonly DateTimeOffset Now = new(2026, 11, 27, 9, 15, 20, TimeSpan.Zero);

    [Fact]
    public async Task The_newest_log_is_a_second_old_when_the_server_starts()
    {
        await using var http = await VendorHttp.StartAsync(options => options.TimeProvider = new FakeTimeProvider(Now));

        Assert.Equal(Now.AddSeconds(-1), (await TimesAsync(http, ElasticPathLogs))[0]);
        Assert.Equal(Now.AddSeconds(-1), (await TimesAsync(http, SendcloudLogs))[0]);
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("12:00:00")]
    [InlineData("23:59:59.9999999")]
    public async Task Yesterday_some_deliveries_failed_at_whatever_time_of_the_day_the_server_starts(string timeOfDay)
    {
        var today = new DateTimeOffset(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);
        var time = new FakeTimeProvider(today + TimeSpan.Parse(timeOfDay, CultureInfo.InvariantCulture));
        await using var server = await FakeVendorServer.StartAsync(options => options.TimeProvider = time);
        await using IntegrationLogsClient client = IntegrationLogsClient.Create(server.ClientOptions);
        var yesterday = new List<IntegrationLogEntry>();
        var filter = new EntryFilter { Since = today.AddDays(-1), Until = today, FailuresOnly = true };
        await foreach (IntegrationLogEntry entry in client.Feed.GetEntriesAsync([LogSource.ElasticPath(), LogSource.Sendcloud()], filter))
        {
            yesterday.Add(entry);
        }

        Assert.True(yesterday.Count(entry => entry.Vendor == IntegrationVendor.ElasticPath) > 50);
        Assert.True(yesterday.Count(entry => entry.Vendor == IntegrationVendor.Sendcloud) > 100);
        Assert.Contains(yesterday, entry => entry.OccurredAt < today.AddHours(-22));
        Assert.Contains(yesterday, entry => entry.OccurredAt > today.AddHours(-2));
    }

    [Fact]
    public async Task The_newest_log_can_be_of_a_fixed_date_for_each_vendor()
    {
        await using var http = await VendorHttp.StartAsync(options =>
        {
            options.ElasticPath.NewestLogAt = new DateTimeOffset(2020, 2, 29, 23, 0, 0, TimeSpan.FromHours(-5));
            options.Sendcloud.NewestLogAt = Now.AddYears(1).AddTicks(12_345_678);
        });

        Assert.Equal(new DateTimeOffset(2020, 3, 1, 4, 0, 0, TimeSpan.Zero), (await TimesAsync(http, ElasticPathLogs))[0]);
        Assert.Equal(Now.AddYears(1).AddTicks(12_345_670), (await TimesAsync(http, SendcloudLogs))[0]);
    }

    [Fact]
    public void Logs_are_spaced_as_deliveries_and_failures_are()
    {
        IReadOnlyList<ElasticPathLog> elasticPath = SampleLogs.ElasticPath(3, 1000, newestLogAt: Now);
        IReadOnlyList<SendcloudLog> sendcloud = SampleLogs.Sendcloud(3, 1000, newestLogAt: Now);
        TimeSpan[] pauses = [.. Pauses(elasticPath.Select(log => log.CreatedAt!.Value)), .. Pauses(sendcloud.Select(log => log.CreatedAt!.Value))];

        Assert.All(pauses, pause => Assert.InRange(pause, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(44)));
        Assert.InRange(Now - elasticPath[^1].CreatedAt!.Value, TimeSpan.FromHours(199), TimeSpan.FromHours(200.5));
        Assert.InRange(Now - sendcloud[^1].CreatedAt!.Value, TimeSpan.FromHours(199), TimeSpan.FromHours(200.5));
        Assert.All(
            elasticPath.GroupBy(log => log.JobId),
            job => Assert.True(job.Max(log => log.CreatedAt) - job.Min(log => log.CreatedAt) < TimeSpan.FromMinutes(3)));
        Assert.All(
            elasticPath.GroupBy(log => log.JobId),
            job => Assert.Equal(job.OrderByDescending(log => log.CreatedAt), job.OrderByDescending(log => log.Attempt)));
    }

    [Fact]
    public void Another_date_moves_the_times_and_changes_nothing_else()
    {
        DateTimeOffset later = Now.AddDays(3).AddHours(1);

        Assert.Equal(
            SampleLogs.ElasticPath(4, 60, newestLogAt: later).Select(log => log with { CreatedAt = log.CreatedAt - (later - Now) }),
            SampleLogs.ElasticPath(4, 60, newestLogAt: Now).Select(log => log with { CreatedAt = log.CreatedAt }));
        Assert.Equal(
            SampleLogs.Sendcloud(4, 60, newestLogAt: later).Select(log => log with { CreatedAt = log.CreatedAt - (later - Now) }),
            SampleLogs.Sendcloud(4, 60, newestLogAt: Now).Select(log => log with { CreatedAt = log.CreatedAt }));
    }

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", "2026-03-29T01:59:59.000000+01:00")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29T03:00:00.000000+02:00")]
    [InlineData("2026-10-25T00:59:59Z", "2026-10-25T02:59:59.000000+02:00")]
    [InlineData("2026-10-25T01:00:00Z", "2026-10-25T02:00:00.000000+01:00")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000000+00:00")]
    public void Sendcloud_writes_its_own_time_zone_with_daylight_saving(string newestLogAt, string expected)
    {
        var time = DateTimeOffset.Parse(newestLogAt, CultureInfo.InvariantCulture);

        Assert.Equal(expected, SampleLogs.Sendcloud(1, 1, newestLogAt: time)[0].CreatedAtText);
    }

    [Fact]
    public async Task A_date_that_leaves_no_room_for_the_logs_before_it_is_refused_at_the_start()
    {
        var failure = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => FakeVendorServer.StartAsync(options => options.Sendcloud.NewestLogAt = DateTimeOffset.MinValue));

        Assert.Contains("250 logs", failure.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleLogs.ElasticPath(1, 11, newestLogAt: DateTimeOffset.MinValue.AddHours(1)));
        Assert.Equal(DateTimeOffset.MinValue, SampleLogs.ElasticPathIntegrations(1, 1, DateTimeOffset.MinValue)[0].CreatedAt);
    }

    [Fact]
    public async Task A_new_log_is_of_the_moment_it_is_made()
    {
        var time = new FakeTimeProvider(Now);
        await using var http = await VendorHttp.StartAsync(options =>
        {
            options.TimeProvider = time;
            options.ElasticPath.NewestLogAt = options.Sendcloud.NewestLogAt = new DateTimeOffset(2023, 3, 1, 0, 0, 0, TimeSpan.Zero);
        });
        time.Advance(TimeSpan.FromHours(5));
        http.Server.ElasticPath.Logs.InsertNew(0);
        http.Server.Sendcloud.Logs.InsertNew(0);
        DateTimeOffset fiveHoursLater = Now.AddHours(5);

        Assert.Equal(fiveHoursLater, (await TimesAsync(http, ElasticPathLogs))[0]);
        Assert.Equal(fiveHoursLater, (await TimesAsync(http, SendcloudLogs))[0]);
        Assert.Equal(fiveHoursLater, http.Server.ElasticPath.Integrations.AddNew().CreatedAt);
        Assert.Equal(fiveHoursLater, http.Server.Sendcloud.Integrations.AddNew().UpdatedAt);
    }

    [Fact]
    public async Task What_the_callers_own_log_says_is_kept()
    {
        await using var http = await VendorHttp.StartAsync(options => options.TimeProvider = new FakeTimeProvider(Now));
        http.Server.Sendcloud.Logs.InsertNew(0, log => log with { CreatedAt = Now.AddDays(-9), ResponseCode = 418 });
        http.Server.ElasticPath.Logs.AddNew(log => log with { CreatedAtText = "2020-01-01T00:00:00Z", Id = "mine" });

        JsonElement sendcloud = (await http.GetJsonAsync(SendcloudLogs)).GetProperty("data")[0];
        JsonElement elasticPath = (await http.GetJsonAsync("/v2/integrations/logs?page[offset]=250")).GetProperty("data")[0];

        Assert.Equal((Now.AddDays(-9), 418), (sendcloud.GetProperty("created_at").GetDateTimeOffset(), sendcloud.GetProperty("response_code").GetInt32()));
        Assert.Equal("mine", elasticPath.GetProperty("id").GetString());
        Assert.Equal("2020-01-01T00:00:00Z", CreatedAt(elasticPath).GetString());
    }

    [Fact]
    public async Task While_the_clock_stands_still_new_logs_are_a_microsecond_apart()
    {
        var time = new FakeTimeProvider(Now);
        await using var server = await FakeVendorServer.StartAsync(options => options.TimeProvider = time);
        FakeLogList<SendcloudLog> logs = server.Sendcloud.Logs;

        Parallel.For(0, 500, _ => logs.InsertNew(0));

        Assert.Equal(750, logs.Snapshot().Select(log => log.CreatedAtText).Distinct().Count());
        Assert.Equal(logs.Snapshot().OrderByDescending(log => log.CreatedAt), logs.Snapshot());
        Assert.Equal(Now.AddMicroseconds(499), logs.Snapshot()[0].CreatedAt);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Now.AddMinutes(1), logs.InsertNew(0).CreatedAt);
    }

    [Fact]
    public async Task A_watch_finds_a_new_log()
    {
        var time = new ClientTime(new ResilienceOptions());
        await using var server = await FakeVendorServer.StartAsync(options =>
        {
            options.TimeProvider = time;
            options.Sendcloud.LogCount = 1;
            options.Sendcloud.NewestLogAt = time.GetUtcNow().AddDays(-1);
        });
        await using IntegrationLogsClient client = TestClient.Create(server.ClientOptions, time);
        await using IAsyncEnumerator<WatchedEntry> watch = client.Feed
            .WatchAsync([LogSource.Sendcloud()], new WatchOptions { Start = WatchStart.Beginning })
            .GetAsyncEnumerator();
        Assert.True(await watch.MoveNextAsync().AsTask().WaitAsync(Effort.Patience));

        SendcloudLog log = server.Sendcloud.Logs.InsertNew(0);

        Assert.True(await watch.MoveNextAsync().AsTask().WaitAsync(Effort.Patience));
        Assert.Equal($"{log.Id}", watch.Current.LogId);
    }

    private static async Task<DateTimeOffset[]> TimesAsync(VendorHttp http, string path) =>
        [.. (await http.GetJsonAsync(path)).GetProperty("data").EnumerateArray().Select(log => CreatedAt(log).Deserialize<DateTimeOffset>())];

    private static JsonElement CreatedAt(JsonElement log) => log.TryGetProperty("meta", out JsonElement meta)
        ? meta.GetProperty("timestamps").GetProperty("created_at")
        : log.GetProperty("created_at");

    private static IEnumerable<TimeSpan> Pauses(IEnumerable<DateTimeOffset> newestFirst) =>
        newestFirst.Zip(newestFirst.Skip(1), (newer, older) => newer - older);
}
