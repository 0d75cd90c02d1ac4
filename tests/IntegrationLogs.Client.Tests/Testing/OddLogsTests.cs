using System.Net;
using System.Text.Json;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.Tests.Testing;

/// <summary>Logs as they come on a bad day: many at once, dated back, of impossible times.</summary>
public sealed class OddLogsTests
{
    private const string ElasticPathLogs = "/v2/integrations/logs?page[limit]=100";
    private const string SendcloudLogs = "/api/v3/integrations/logs?page_size=100";

    private static readonly DateTimeOffset Now = new(2026, 11, 27, 9, 15, 20, TimeSpan.Zero);

    public static TheoryData<string?> AllOddTimes => [.. OddTimes.All];

    [Fact]
    public async Task A_burst_is_logs_of_one_moment()
    {
        await using VendorHttp http = await StartAsync();
        IReadOnlyList<ElasticPathLog> elasticPath = http.Server.ElasticPath.Logs.InsertBurst(0, 40);
        IReadOnlyList<SendcloudLog> sendcloud = http.Server.Sendcloud.Logs.InsertBurst(2, 40, log => log with { ResponseCode = 418 });

        JsonElement[] elasticPathLogs = await LogsAsync(http, ElasticPathLogs);
        JsonElement[] sendcloudLogs = await LogsAsync(http, SendcloudLogs);

        Assert.Equal(elasticPath.Select(log => log.Id), elasticPathLogs.Take(40).Select(log => log.GetProperty("id").GetString()));
        Assert.Equal(sendcloud.Select(log => log.Id), sendcloudLogs.Skip(2).Take(40).Select(log => (long?)log.GetProperty("id").GetInt64()));
        Assert.Single(elasticPath.Select(log => log.CreatedAt).Distinct());
        Assert.Single(sendcloudLogs.Skip(2).Take(40).Select(log => log.GetProperty("created_at").GetString()).Distinct());
        Assert.Equal(sendcloud.Select(log => log.Id!.Value).OrderDescending(), sendcloud.Select(log => log.Id!.Value));
        Assert.Equal(sendcloud[0].Id, http.Server.Sendcloud.Logs.Snapshot().Max(log => log.Id));
        Assert.Equal(40, sendcloudLogs.Count(log => log.GetProperty("response_code") is { ValueKind: JsonValueKind.Number } code && code.GetInt32() == 418));
        Assert.Equal(290, http.Server.Sendcloud.Logs.Count);
    }

    [Fact]
    public async Task A_log_that_is_dated_back_has_the_highest_id_and_an_older_time()
    {
        await using VendorHttp http = await StartAsync();
        SendcloudLog log = http.Server.Sendcloud.Logs.InsertBackDated(0, TimeSpan.FromDays(3));
        http.Server.ElasticPath.Logs.InsertBackDated(100, TimeSpan.FromHours(1));

        JsonElement[] listed = await LogsAsync(http, SendcloudLogs);
        JsonElement elasticPath = (await http.GetJsonAsync("/v2/integrations/logs?page[offset]=100")).GetProperty("data")[0];

        Assert.Equal(log.Id, listed[0].GetProperty("id").GetInt64());
        Assert.True(listed.Skip(1).All(other => other.GetProperty("id").GetInt64() < log.Id));
        Assert.Equal(Now.AddDays(-3), listed[0].GetProperty("created_at").GetDateTimeOffset());
        Assert.Equal(Now.AddHours(-1), elasticPath.GetProperty("meta").GetProperty("timestamps").GetProperty("created_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_new_logs_id_is_higher_than_those_of_the_users_own_logs_even_when_they_are_gone()
    {
        await using VendorHttp http = await StartAsync();
        FakeLogList<SendcloudLog> logs = http.Server.Sendcloud.Logs;
        logs.Add(new SendcloudLog { Id = 3_000_000_000 });
        logs.Clear();

        Assert.Equal(3_000_000_001, logs.InsertNew(0).Id);
        Assert.Equal(3_000_000_002, logs.InsertBackDated(0, TimeSpan.FromDays(3)).Id);
    }

    [Fact]
    public async Task A_log_can_be_dated_as_far_back_and_ahead_as_there_is_time()
    {
        await using VendorHttp http = await StartAsync();

        Assert.Equal(DateTimeOffset.MinValue, http.Server.Sendcloud.Logs.InsertBackDated(0, TimeSpan.MaxValue).CreatedAt);
        Assert.Equal(DateTimeOffset.MaxValue, http.Server.ElasticPath.Logs.InsertBackDated(0, TimeSpan.MinValue).CreatedAt);
    }

    [Theory]
    [MemberData(nameof(AllOddTimes))]
    public async Task An_odd_time_goes_out_as_it_is_and_stops_no_reader(string? text)
    {
        await using VendorHttp http = await StartAsync();
        for (int i = 0; i < 3; i++)
        {
            http.Server.ElasticPath.Logs.InsertNew(9, log => log with { CreatedAtText = text });
            http.Server.Sendcloud.Logs.InsertNew(9, log => log with { CreatedAtText = text });
        }

        JsonElement sendcloud = (await LogsAsync(http, SendcloudLogs))[9];
        JsonElement elasticPath = (await LogsAsync(http, ElasticPathLogs))[9];
        await using IntegrationLogsClient client = IntegrationLogsClient.Create(http.Server.ClientOptions);
        var read = new List<string?>();
        await foreach (SendcloudLog log in client.Sendcloud.GetAllLogsAsync(new PagingOptions { PageSize = 10 }))
        {
            read.Add(log.CreatedAtText);
        }

        Assert.Equal(text, sendcloud.TryGetProperty("created_at", out JsonElement time) ? time.GetString() : null);
        Assert.Equal(
            text, elasticPath.TryGetProperty("meta", out JsonElement meta) ? meta.GetProperty("timestamps").GetProperty("created_at").GetString() : null);
        Assert.Equal(http.Server.Sendcloud.Logs.Snapshot().Select(log => log.CreatedAtText), read);
        Assert.Equal([text, text, text], read.Skip(9).Take(3));
    }

    [Fact]
    public void Odd_times_are_what_they_are_called()
    {
        Assert.Equal(
            [new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.MaxValue, DateTimeOffset.MinValue, null, null],
            OddTimes.All.Select(text => new SendcloudLog { CreatedAtText = text }.CreatedAt));
        Assert.Equal([OddTimes.LastDay, OddTimes.LastMoment, OddTimes.GoZero, OddTimes.Unreadable, OddTimes.Missing], OddTimes.All);
    }

    [Fact]
    public async Task What_cannot_be_inserted_is_refused_and_leaves_the_list_as_it_is()
    {
        await using VendorHttp http = await StartAsync();
        FakeLogList<SendcloudLog> logs = http.Server.Sendcloud.Logs;

        Assert.Throws<ArgumentOutOfRangeException>(() => logs.InsertBurst(251, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => logs.InsertBurst(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => logs.InsertBackDated(-1, TimeSpan.Zero));
        Assert.Throws<ArgumentNullException>(() => logs.InsertNew(0, _ => null!));
        Assert.Throws<InvalidOperationException>(() => logs.InsertBurst(0, 3, _ => throw new InvalidOperationException()));
        Assert.Equal(250, logs.Count);
        using HttpResponseMessage response = await http.GetAsync(SendcloudLogs);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_change_may_look_at_the_list()
    {
        await using VendorHttp http = await StartAsync();
        FakeLogList<SendcloudLog> logs = http.Server.Sendcloud.Logs;

        SendcloudLog log = logs.InsertNew(0, log => log with { BaseUrl = $"{logs.Count} before" });

        Assert.Equal("250 before", log.BaseUrl);
        Assert.Equal("250 before", (await LogsAsync(http, SendcloudLogs))[0].GetProperty("base_url").GetString());
        Assert.Equal(251, logs.Count);
    }

    private static Task<VendorHttp> StartAsync() => VendorHttp.StartAsync(options => options.TimeProvider = new FakeTimeProvider(Now));

    private static async Task<JsonElement[]> LogsAsync(VendorHttp http, string path) =>
        [.. (await http.GetJsonAsync(path)).GetProperty("data").EnumerateArray()];
}
