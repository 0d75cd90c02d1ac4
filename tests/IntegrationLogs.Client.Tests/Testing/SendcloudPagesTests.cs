using System.Globalization;
using System.Net;
using System.Text.Json;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Tests.Testing;

public sealed class SendcloudPagesTests
{
    [Fact]
    public async Task The_list_holds_a_log_of_the_documented_shape()
    {
        await using var http = await VendorHttp.StartAsync();
        long id = http.Server.Sendcloud.Integrations.Snapshot()[0].Id!.Value;
        string[] documented = JsonShape.Of(JsonShape.Example("sendcloud-integration-logs").GetProperty("data")[0]);

        JsonElement page = await http.GetJsonAsync($"/api/v3/integrations/{id}/logs?page_size=100");

        // The schema has integration_id, the example leaves it out.
        Assert.Equal(["data"], page.EnumerateObject().Select(field => field.Name));
        JsonElement log = page.GetProperty("data").EnumerateArray().First(log => log.GetProperty("response_code") is { ValueKind: JsonValueKind.Number } code
            && code.GetInt32() == 495);
        Assert.Equal(documented, JsonShape.Of(log).Where(line => line != "$.integration_id: Number"));
    }

    [Fact]
    public async Task Records_read_from_an_answer_equal_those_the_server_holds_whatever_their_shape()
    {
        await using var http = await VendorHttp.StartAsync();

        JsonElement page = await http.GetJsonAsync("/api/v3/integrations/logs?page_size=100");
        JsonElement integrations = await http.GetJsonAsync("/api/v3/integrations");

        Assert.Equal(
            http.Server.Sendcloud.Logs.Snapshot().Take(100),
            page.GetProperty("data").EnumerateArray().Select(log => log.Deserialize<SendcloudLog>()));
        Assert.Equal(
            http.Server.Sendcloud.Integrations.Snapshot(),
            integrations.GetProperty("data").EnumerateArray().Select(integration => integration.Deserialize<SendcloudIntegration>()));
    }

    [Theory]
    [InlineData(SendcloudLinkForm.AbsoluteUnescaped, SendcloudCursor.DateTime, """^<http://127.0.0.1:\d+/api/v3/integrations/logs\?cursor=[\d-]+T[\d:]+\.\d{6}\+01:00&page_size=30>; rel="next"$""")]
    [InlineData(SendcloudLinkForm.AbsoluteUnescaped, SendcloudCursor.Opaque, """^<http://127.0.0.1:\d+/api/v3/integrations/logs\?cursor=\w+=+&page_size=30>; rel="next"$""")]
    [InlineData(SendcloudLinkForm.Base64WithoutApi, SendcloudCursor.DateTime, """^<http://127.0.0.1:\d+/v3/integrations/logs\?cursor=\w+=+&page_size=30>; rel="next"$""")]
    [InlineData(SendcloudLinkForm.EscapedWithPrevFirst, SendcloudCursor.Opaque, """^<[^>]+>; rel="prev", <http://127.0.0.1:\d+/api/v3/integrations/logs\?cursor=\w+(%3D)+&page_size=30>; rel="next"$""")]
    [InlineData(SendcloudLinkForm.EscapedWithPrevFirst, SendcloudCursor.DateTime, """^<[^>]+>; rel="prev", <[^>]+\?cursor=[\d-]+T\d\d%3A\d\d%3A\d\d\.\d{6}%2B01%3A00&page_size=30>; rel="next"$""")]
    [InlineData(SendcloudLinkForm.SeparateFields, SendcloudCursor.DateTime, """^<[^>]+>; rel="prev"\n<[^>]+>; rel="next"$""")]
    [InlineData(SendcloudLinkForm.RelativeReference, SendcloudCursor.DateTime, """^</api/v3/integrations/logs\?cursor=[^>]+&page_size=30>; rel="next"$""")]
    [InlineData(SendcloudLinkForm.HttpScheme, SendcloudCursor.DateTime, """^<http://127.0.0.1:\d+/api/v3/integrations/logs\?cursor=[^>]+>; rel="next"$""")]
    [InlineData(SendcloudLinkForm.ForeignHost, SendcloudCursor.DateTime, """^<https://sendcloud.invalid/api/v3/integrations/logs\?cursor=[^>]+>; rel="next"$""")]
    public async Task The_second_pages_link_is_written_in_the_form_asked_for(SendcloudLinkForm form, SendcloudCursor cursor, string pattern)
    {
        await using var http = await VendorHttp.StartAsync(options =>
        {
            options.Sendcloud.LinkForm = form;
            options.Sendcloud.Cursor = cursor;
            options.Sendcloud.NewestLogAt = new DateTimeOffset(2026, 1, 15, 0, 0, 0, TimeSpan.Zero);
        });
        using HttpResponseMessage first = await http.GetAsync("/api/v3/integrations/logs?page_size=30");

        using HttpResponseMessage second = await http.GetAsync(NextQuery(first)!);

        Assert.Matches(pattern, string.Join('\n', second.Headers.GetValues("Link")));
    }

    [Theory]
    [InlineData(SendcloudLinkForm.AbsoluteUnescaped)]
    [InlineData(SendcloudLinkForm.EscapedWithPrevFirst)]
    [InlineData(SendcloudLinkForm.SeparateFields)]
    public async Task Following_the_cursors_gives_every_log_once_while_others_come_and_go(SendcloudLinkForm form)
    {
        int number = 0;
        FakeVendorServer? server = null;
        await using var http = await VendorHttp.StartAsync(options =>
        {
            options.Sendcloud.LinkForm = form;
            options.BeforeAnswer = _ =>
            {
                server!.Sendcloud.Logs.InsertNew(0);
                if (number++ > 0)
                {
                    // The record the cursor names goes, and with it its neighbour.
                    server.Sendcloud.Logs.RemoveAt((number * 20) - 10);
                    server.Sendcloud.Logs.RemoveAt((number * 20) - 10);
                }
            };
        });
        server = http.Server;
        IReadOnlyList<SendcloudLog> before = server.Sendcloud.Logs.Snapshot();
        var seen = new List<long>();
        for (string? path = "/api/v3/integrations/logs?page_size=20"; path is not null;)
        {
            using HttpResponseMessage response = await http.GetAsync(path);
            seen.AddRange((await VendorHttp.ReadAsync(response)).GetProperty("data").EnumerateArray().Select(log => log.GetProperty("id").GetInt64()));
            path = NextQuery(response);
        }

        var remaining = server.Sendcloud.Logs.Snapshot().Select(log => log.Id!.Value).ToHashSet();
        Assert.Equal(seen.Distinct(), seen);
        Assert.Empty(before.Select(log => log.Id!.Value).Where(remaining.Contains).Except(seen));
    }

    [Fact]
    public async Task A_date_time_that_several_logs_share_leads_behind_the_first_of_them()
    {
        await using var http = await VendorHttp.StartAsync();
        http.Server.Sendcloud.Logs.InsertBurst(index: 7, count: 8);
        long?[] held = [.. http.Server.Sendcloud.Logs.Snapshot().Select(log => log.Id)];
        using HttpResponseMessage first = await http.GetAsync("/api/v3/integrations/logs?page_size=10");
        using HttpResponseMessage second = await http.GetAsync(NextQuery(first)!);
        using HttpResponseMessage secondAgain = await http.GetAsync(NextQuery(first)!);
        http.Server.Sendcloud.Logs.RemoveAt(9);
        using HttpResponseMessage afterItWent = await http.GetAsync(NextQuery(first)!);

        Assert.Equal(held[8..18], await IdsAsync(second));
        Assert.Equal(held[8..18], await IdsAsync(secondAgain));
        Assert.Equal([held[8], .. held[10..19]], await IdsAsync(afterItWent));
        Assert.Equal(held[18..28], await IdsAsync(await http.GetAsync(NextQuery(second)!)));
    }

    [Theory]
    [InlineData(SendcloudCursor.DateTime, 90, true)]
    [InlineData(SendcloudCursor.DateTime, 101, false)]
    [InlineData(SendcloudCursor.Opaque, 250, true)]
    public async Task A_client_reads_past_a_burst_that_a_cursor_can_tell_the_end_of(SendcloudCursor cursor, int burst, bool isRead)
    {
        await using var server = await FakeVendorServer.StartAsync(options => options.Sendcloud.Cursor = cursor);
        server.Sendcloud.Logs.InsertBurst(index: 20, burst);
        await using IntegrationLogsClient client = IntegrationLogsClient.Create(server.ClientOptions);
        var read = new List<SendcloudLog>();
        Exception? failure = await Record.ExceptionAsync(async () =>
        {
            await foreach (SendcloudLog log in client.Sendcloud.GetAllLogsAsync())
            {
                read.Add(log);
            }
        });

        Assert.Equal(server.Sendcloud.Logs.Snapshot().Take(isRead ? 250 + burst : 121), read);
        Assert.Equal(isRead ? null : typeof(PagingException), failure?.GetType());
    }

    [Theory]
    [InlineData(OddTimes.Unreadable)]
    [InlineData(OddTimes.Missing)]
    public async Task A_page_that_ends_with_a_log_without_a_time_has_a_cursor_that_is_none(string? text)
    {
        await using var http = await VendorHttp.StartAsync();
        http.Server.Sendcloud.Logs.InsertNew(9, log => log with { CreatedAtText = text });
        using HttpResponseMessage first = await http.GetAsync("/api/v3/integrations/logs?page_size=10");
        using HttpResponseMessage second = await http.GetAsync(NextQuery(first)!);

        Assert.Matches(@"\?cursor=\w+=+&", Assert.Single(first.Headers.GetValues("Link")));
        Assert.Equal(
            http.Server.Sendcloud.Logs.Snapshot()[10].Id, (await VendorHttp.ReadAsync(second)).GetProperty("data")[0].GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task A_cursor_stays_valid_when_the_record_it_names_is_removed()
    {
        await using var http = await VendorHttp.StartAsync();
        using HttpResponseMessage first = await http.GetAsync("/api/v3/integrations/logs?page_size=10");
        SendcloudLog expected = http.Server.Sendcloud.Logs.Snapshot()[10];
        for (int i = 0; i < 10; i++)
        {
            http.Server.Sendcloud.Logs.RemoveAt(0);
        }

        using HttpResponseMessage second = await http.GetAsync(NextQuery(first)!);

        Assert.Equal(expected.Id, (await VendorHttp.ReadAsync(second)).GetProperty("data")[0].GetProperty("id").GetInt64());
    }

    [Theory]
    [InlineData("page_size=0", "page_size")]
    [InlineData("page_size=101", "page_size")]
    [InlineData("page_size=all", "page_size")]
    [InlineData("cursor=nowhere", "cursor")]
    [InlineData("cursor={raw}", "cursor")]
    public async Task A_page_size_out_of_range_or_an_unknown_cursor_is_refused_by_name(string query, string parameter)
    {
        await using var http = await VendorHttp.StartAsync();
        string cursor = http.Server.Sendcloud.Logs.Snapshot()[5].CreatedAtText!;

        // A raw plus is a space to a server, so the cursor that holds one is not known any more.
        using HttpResponseMessage response = await http.GetAsync(
            $"/api/v3/integrations/logs?{query.Replace("{raw}", cursor, StringComparison.Ordinal)}");
        using HttpResponseMessage escaped = await http.GetAsync($"/api/v3/integrations/logs?cursor={Uri.EscapeDataString(cursor)}");

        JsonElement error = (await VendorHttp.ReadAsync(response)).GetProperty("errors")[0];
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("validation_error", error.GetProperty("code").GetString());
        Assert.Equal(parameter, error.GetProperty("source").GetProperty("parameter").GetString());
        Assert.Equal(HttpStatusCode.OK, escaped.StatusCode);
    }

    [Theory]
    [InlineData("/api/v3/integrations/1/logs")]
    [InlineData("/api/v3/integrations/1")]
    [InlineData("/api/v3/integrations/{id}%2Flogs")]
    [InlineData("/v3/integrations/logs")]
    public async Task What_is_not_there_is_answered_with_the_documented_error(string path)
    {
        await using var http = await VendorHttp.StartAsync();
        string id = http.Server.Sendcloud.Integrations.Snapshot()[0].Id!.Value.ToString(CultureInfo.InvariantCulture);

        using HttpResponseMessage response = await http.GetAsync(path.Replace("{id}", id, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(
            JsonSerializer.Serialize(JsonShape.Example("sendcloud-integration-does-not-exist")),
            JsonSerializer.Serialize(await VendorHttp.ReadAsync(response)));
    }

    private static async Task<long?[]> IdsAsync(HttpResponseMessage response) =>
        [.. (await VendorHttp.ReadAsync(response)).GetProperty("data").EnumerateArray().Select(log => (long?)log.GetProperty("id").GetInt64())];

    /// <summary>The next page's path and query as a good client asks for it: at the place it knows, a raw plus escaped.</summary>
    private static string? NextQuery(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out IEnumerable<string>? fields))
        {
            return null;
        }

        string? next = fields.SelectMany(field => field.Split(", ")).FirstOrDefault(link => link.EndsWith("rel=\"next\"", StringComparison.Ordinal));
        string? query = next?.Split('>')[0].Split('?')[1].Replace("+", "%2B", StringComparison.Ordinal);
        return query is null ? null : $"/api/v3/integrations/logs?{query}";
    }
}
