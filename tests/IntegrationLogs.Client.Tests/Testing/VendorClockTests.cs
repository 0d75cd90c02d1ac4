using System.Text.Json;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.Tests.Testing;

public sealed class VendorClockTests
{
    private const string ElasticPathLogs = "/v2/integrations/logs";
    private const string SendcloudLogs = "/api/v3/integrations/logs";

    private static readonly DateTimeOffset Now = new(2026, 11, 27, 9, 15, 20, TimeSpan.Zero);

    [Fact]
    public async Task The_date_of_a_vendors_answers_can_be_off_and_set_right_while_the_server_runs()
    {
        await using VendorHttp http = await StartAsync();
        http.Server.Sendcloud.DateOffset = TimeSpan.FromHours(2);

        Assert.Equal(Now.AddHours(2), await DateAsync(http, SendcloudLogs));
        Assert.Equal(Now, await DateAsync(http, ElasticPathLogs));
        Assert.Equal(Now, await DateAsync(http, "/favicon.ico"));
        http.Server.Sendcloud.DateOffset = TimeSpan.FromMinutes(-10);
        Assert.Equal(Now.AddMinutes(-10), await DateAsync(http, SendcloudLogs));
        http.Server.Sendcloud.DateOffset = TimeSpan.Zero;
        Assert.Equal(Now, await DateAsync(http, SendcloudLogs));
    }

    [Fact]
    public async Task Every_answer_of_a_vendor_has_its_date()
    {
        await using VendorHttp http = await StartAsync();
        http.Server.ElasticPath.DateOffset = TimeSpan.FromDays(1);
        http.Server.ElasticPath.Faults.Enqueue(Fault.Status(503));
        http.Server.ElasticPath.Faults.Enqueue(Fault.Truncate(afterBytes: 10));
        using HttpResponseMessage token = await http.PostTokenAsync();
        using HttpResponseMessage unavailable = await http.GetAsync(ElasticPathLogs);
        using HttpResponseMessage truncated = await http.GetAsync(ElasticPathLogs);
        using HttpResponseMessage unauthorized = await http.GetAsync(ElasticPathLogs, http.Basic());

        Assert.Equal([200, 503, 200, 401], new[] { token, unavailable, truncated, unauthorized }.Select(answer => (int)answer.StatusCode));
        Assert.All([token, unavailable, truncated, unauthorized], answer => Assert.Equal(Now.AddDays(1), answer.Headers.Date));
    }

    [Fact]
    public async Task An_answer_is_dated_when_it_begins_and_not_when_it_is_asked_for()
    {
        var time = new ObservableTimeProvider(Now) { SkipsWaits = true };
        await using var http = await VendorHttp.StartAsync(options =>
        {
            options.TimeProvider = time;
            options.Sendcloud.Latency = TimeSpan.FromSeconds(30);
        });

        Assert.Equal(Now.AddSeconds(30), await DateAsync(http, SendcloudLogs));
    }

    [Fact]
    public async Task The_times_of_new_logs_can_be_off_and_set_right_while_the_server_runs()
    {
        await using VendorHttp http = await StartAsync();
        FakeVendor<SendcloudLog, SendcloudIntegration> sendcloud = http.Server.Sendcloud;
        sendcloud.LogTimeOffset = TimeSpan.FromHours(3);
        sendcloud.Logs.InsertNew(0);
        sendcloud.LogTimeOffset = TimeSpan.FromHours(-1);
        sendcloud.Logs.InsertNew(0);
        sendcloud.Logs.InsertBackDated(0, TimeSpan.FromHours(1));
        sendcloud.LogTimeOffset = TimeSpan.Zero;
        sendcloud.Logs.InsertBurst(0, 1);

        JsonElement page = await http.GetJsonAsync(SendcloudLogs);

        Assert.Equal(
            [Now, Now.AddHours(-2).AddMicroseconds(1), Now.AddHours(-1), Now.AddHours(3)],
            page.GetProperty("data").EnumerateArray().Take(4).Select(log => log.GetProperty("created_at").GetDateTimeOffset()));
        Assert.Equal(Now, http.Server.ElasticPath.Integrations.AddNew().CreatedAt);
        Assert.Equal(Now, await DateAsync(http, SendcloudLogs));
    }

    [Fact]
    public async Task A_clock_can_be_off_as_far_as_there_is_time()
    {
        await using VendorHttp http = await StartAsync();
        http.Server.Sendcloud.DateOffset = TimeSpan.MaxValue;
        http.Server.Sendcloud.LogTimeOffset = TimeSpan.MinValue;
        http.Server.ElasticPath.LogTimeOffset = TimeSpan.MaxValue;

        Assert.Equal(new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero), await DateAsync(http, SendcloudLogs));
        Assert.Equal(DateTimeOffset.MinValue, http.Server.Sendcloud.Logs.InsertNew(0).CreatedAt);
        Assert.Equal("9999-12-31T23:59:59.999999", http.Server.ElasticPath.Logs.InsertNew(0).CreatedAtText![..26]);
        Assert.Equal("9999-12-31T23:59:59.999999", http.Server.ElasticPath.Logs.InsertNew(0).CreatedAtText![..26]);
    }

    private static Task<VendorHttp> StartAsync() => VendorHttp.StartAsync(options => options.TimeProvider = new FakeTimeProvider(Now));

    private static async Task<DateTimeOffset?> DateAsync(VendorHttp http, string path)
    {
        using HttpResponseMessage response = await http.GetAsync(path);
        return response.Headers.Date;
    }
}
