using System.Net;
using System.Security.Authentication;
using System.Text.Json;
using IntegrationLogs.Client.Testing;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.Tests.Testing;

public sealed class FakeVendorServerTests
{
    private static readonly DateTimeOffset Date = new(2026, 5, 17, 8, 30, 0, TimeSpan.Zero);

    private static readonly string[] Paths =
        ["/v2/integrations", "/v2/integrations/logs?page[limit]=100", "/api/v3/integrations", "/api/v3/integrations/logs?page_size=100"];

    [Fact]
    public async Task The_same_seed_and_date_give_the_same_answers_byte_for_byte_and_another_seed_gives_others()
    {
        Assert.Equal(await AnswersAsync(7), await AnswersAsync(7));
        Assert.All((await AnswersAsync(7)).Zip(await AnswersAsync(8)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public async Task Samples_are_what_a_server_of_that_seed_and_date_starts_with()
    {
        await using var server = await FakeVendorServer.StartAsync(options =>
        {
            options.Seed = 5;
            options.ElasticPath.NewestLogAt = options.Sendcloud.NewestLogAt = Date;
        });

        Assert.Equal(SampleLogs.ElasticPath(5, 250, newestLogAt: Date), server.ElasticPath.Logs.Snapshot());
        Assert.Equal(SampleLogs.Sendcloud(5, 250, newestLogAt: Date), server.Sendcloud.Logs.Snapshot());
        Assert.Equal(SampleLogs.SendcloudIntegrations(5, 3, Date), server.Sendcloud.Integrations.Snapshot());
        Assert.Equal(
            SampleLogs.ElasticPathIntegrations(5, 3, Date).Select(integration => (integration.Configuration, integration.CreatedAtText)),
            server.ElasticPath.Integrations.Snapshot().Select(integration => (integration.Configuration, integration.CreatedAtText)));
    }

    [Fact]
    public void Samples_look_like_logs_of_failing_integrations()
    {
        IReadOnlyList<ElasticPathLog> elasticPath = SampleLogs.ElasticPath(1, 1000);
        IReadOnlyList<SendcloudLog> sendcloud = SampleLogs.Sendcloud(1, 1000);

        Assert.Equal(700, elasticPath.Count(log => log.IsFailure));
        Assert.Equal(1000, elasticPath.Select(log => log.Id).Distinct().Count());
        Assert.Equal(3, elasticPath.Select(log => log.IntegrationId).Distinct().Count());
        Assert.All(elasticPath, log => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$", log.CreatedAtText));
        Assert.Equal(elasticPath.OrderByDescending(log => log.CreatedAt), elasticPath);
        Assert.Equal(1000, sendcloud.Select(log => log.CreatedAt).Distinct().Count());
        Assert.Equal(sendcloud.OrderByDescending(log => log.CreatedAt), sendcloud);
        Assert.Contains(sendcloud, log => log.ResponseCode == 495 && log.ExceptionType == "requests.exceptions.SSLError");
        Assert.Contains(sendcloud, log => log.Response is null);
        Assert.Contains(sendcloud, log => log.Request is null);
        Assert.Contains(sendcloud, log => log.Protected == true);
        Assert.Equal(
            [JsonValueKind.Undefined, JsonValueKind.Object, JsonValueKind.String, JsonValueKind.Null],
            sendcloud.Select(log => log.Request?.Payload.Kind ?? JsonValueKind.Undefined).Distinct().Order());
    }

    [Fact]
    public async Task The_oldest_log_can_come_first()
    {
        await using var server = await FakeVendorServer.StartAsync(options =>
        {
            options.ElasticPath.Order = LogOrder.OldestFirst;
            options.ElasticPath.NewestLogAt = Date;
        });

        Assert.Equal(SampleLogs.ElasticPath(1, 250, newestLogAt: Date).Reverse(), server.ElasticPath.Logs.Snapshot());
    }

    [Fact]
    public async Task Https_is_trusted_by_the_servers_own_handler_only()
    {
        await using var http = await VendorHttp.StartAsync(options => options.UseHttps = true);
        using var stranger = new HttpClient { BaseAddress = http.Server.BaseAddress };
        await using var other = await FakeVendorServer.StartAsync(options => options.UseHttps = true);
        using var mistaken = new HttpClient(other.CreateHandler()) { BaseAddress = http.Server.BaseAddress };

        JsonElement page = await http.GetJsonAsync("/api/v3/integrations/logs");

        Assert.Equal("https", http.Server.BaseAddress.Scheme);
        Assert.Equal(25, page.GetProperty("data").GetArrayLength());
        Assert.NotNull(http.Server.Certificate);
        foreach (HttpClient client in new[] { stranger, mistaken })
        {
            var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/"));
            Assert.IsType<AuthenticationException>(failure.InnerException);
        }
    }

    [Fact]
    public async Task Client_options_point_at_the_server_and_are_fresh_each_time()
    {
        await using var server = await FakeVendorServer.StartAsync(
            options => options.Sendcloud.Authentication = SendcloudAuthentication.OAuth2);
        server.ClientOptions.ElasticPath.ClientId = "changed";

        IntegrationLogsClientOptions options = server.ClientOptions;

        Assert.Equal(server.BaseAddress, options.ElasticPath.BaseAddress);
        Assert.Equal("fake-elastic-path-client", options.ElasticPath.ClientId);
        Assert.Equal(new Uri(server.BaseAddress, "/api/v3"), options.Sendcloud.BaseAddress);
        Assert.Equal(new Uri(server.BaseAddress, "/oauth2/token/"), options.Sendcloud.TokenEndpoint);
        Assert.Equal("fake-sendcloud-client", options.Sendcloud.ClientId);
        Assert.Null(options.Sendcloud.PublicKey);
        Assert.Null(server.Certificate);
    }

    [Fact]
    public async Task Requests_are_recorded_as_they_came()
    {
        var time = new FakeTimeProvider();
        await using var http = await VendorHttp.StartAsync(options => options.TimeProvider = time);
        using (await http.GetAsync("/v2/integrations/a%2Fb/logs?page%5Blimit%5D=5&x=1+2"))
        using (await http.Client.GetAsync("/favicon.ico"))
        {
        }

        IReadOnlyList<RecordedRequest> requests = http.Server.Requests;
        http.Server.ClearRequests();

        Assert.Equal([1, 2, 3], requests.Select(request => request.SequenceNumber));
        Assert.Equal([200, 404, 404], requests.Select(request => request.Status));
        Assert.Equal([IntegrationVendor.ElasticPath, IntegrationVendor.ElasticPath, null], requests.Select(request => request.Vendor));
        Assert.True(requests[0].IsTokenRequest);
        Assert.Equal("POST", requests[0].Method);
        Assert.Equal("client_credentials", requests[0].Form["grant_type"]);
        Assert.Equal("/v2/integrations/a%2Fb/logs", requests[1].Path);
        Assert.Equal("page%5Blimit%5D=5&x=1+2", requests[1].QueryString);
        Assert.Equal(("5", "1 2"), (requests[1].Query["page[limit]"], requests[1].Query["x"]));
        Assert.StartsWith("Bearer ", requests[1].Headers["authorization"], StringComparison.Ordinal);
        Assert.All(requests, request => Assert.Equal(time.GetUtcNow(), request.ReceivedAt));
        Assert.Empty(http.Server.Requests);
    }

    [Fact]
    public async Task An_id_in_the_path_is_decoded_as_one_segment()
    {
        await using var http = await VendorHttp.StartAsync();
        http.Server.ElasticPath.Integrations.Add(new ElasticPathIntegration { Id = "a/b c" });
        http.Server.ElasticPath.Logs.Add(new ElasticPathLog { Id = "mine", IntegrationId = "a/b c" });

        JsonElement page = await http.GetJsonAsync("/v2/integrations/a%2Fb%20c/logs");

        Assert.Equal("mine", page.GetProperty("data")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task The_hook_changes_what_is_about_to_be_read_and_runs_for_good_credentials_only()
    {
        FakeVendorServer? server = null;
        var seen = new List<RecordedRequest>();
        await using var http = await VendorHttp.StartAsync(options => options.BeforeAnswer = request =>
        {
            seen.Add(request);
            server!.Sendcloud.Logs.Clear();
        });
        server = http.Server;

        using (await http.GetAsync("/api/v3/integrations/logs", http.Basic(password: "guess")))
        {
            Assert.Empty(seen);
        }

        JsonElement page = await http.GetJsonAsync("/api/v3/integrations/logs");

        Assert.Equal(0, page.GetProperty("data").GetArrayLength());
        Assert.Equal(2, Assert.Single(seen).SequenceNumber);
    }

    [Fact]
    public async Task What_the_hook_throws_is_answered_with_500()
    {
        await using var http = await VendorHttp.StartAsync(options => options.BeforeAnswer = _ => throw new InvalidOperationException("my mistake"));

        using HttpResponseMessage response = await http.GetAsync("/api/v3/integrations/logs");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("my mistake", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_cannot_be_are_refused_at_the_start()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => FakeVendorServer.StartAsync(options => options.Sendcloud.LogCount = -1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => FakeVendorServer.StartAsync(options => options.ElasticPath.MaxPageSize = 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => FakeVendorServer.StartAsync(options => options.Port = 65_536));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => FakeVendorServer.StartAsync(options => options.Port = -1));
    }

    private static async Task<string[]> AnswersAsync(int seed)
    {
        await using var http = await VendorHttp.StartAsync(options =>
        {
            options.Seed = seed;
            options.ElasticPath.NewestLogAt = options.Sendcloud.NewestLogAt = Date;
        });
        var answers = new List<string>();
        foreach (string path in Paths)
        {
            using HttpResponseMessage response = await http.GetAsync(path);
            answers.Add(await response.Content.ReadAsStringAsync());
        }

        return [.. answers];
    }
}
