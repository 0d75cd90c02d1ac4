using System.Net;
using System.Text.Json;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Tests.Testing;

/// <summary>Lists that leave out what is there, as those that integrations are discovered by do at times.</summary>
public sealed class HiddenRecordsTests
{
    [Fact]
    public async Task An_integration_is_left_out_of_so_many_answers_and_still_there()
    {
        await using var http = await VendorHttp.StartAsync();
        long?[] ids = [.. http.Server.Sendcloud.Integrations.Snapshot().Select(integration => integration.Id)];
        string[] hooks = [.. http.Server.ElasticPath.Integrations.Snapshot().Select(integration => integration.Id!)];
        http.Server.Sendcloud.Integrations.Hide(integration => integration.Id == ids[1], pages: 2);
        http.Server.ElasticPath.Integrations.Hide(integration => integration.Id != hooks[2], pages: 1);

        Assert.Equal([ids[0], ids[2]], await SendcloudIdsAsync(http));
        Assert.Equal([ids[0], ids[2]], await SendcloudIdsAsync(http));
        Assert.Equal(ids, await SendcloudIdsAsync(http));
        JsonElement partial = await http.GetJsonAsync("/v2/integrations");
        JsonElement whole = await http.GetJsonAsync("/v2/integrations");
        Assert.Equal([hooks[2]], Ids(partial).Select(id => id.GetString()));
        Assert.Equal(1, partial.GetProperty("results").GetProperty("total").GetInt32());
        Assert.Equal(hooks, Ids(whole).Select(id => id.GetString()));
        Assert.Equal(3, whole.GetProperty("results").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task What_is_left_out_is_answered_by_its_id_and_counts_for_its_logs()
    {
        await using var http = await VendorHttp.StartAsync();
        http.Server.Sendcloud.Integrations.Hide(_ => true);
        http.Server.ElasticPath.Integrations.Hide(_ => true);
        long? shop = http.Server.Sendcloud.Integrations.Snapshot()[0].Id;
        string? hook = http.Server.ElasticPath.Integrations.Snapshot()[0].Id;

        Assert.Empty(await SendcloudIdsAsync(http));
        Assert.Equal(shop, (await http.GetJsonAsync($"/api/v3/integrations/{shop}")).GetProperty("data").GetProperty("id").GetInt64());
        Assert.Equal(25, Ids(await http.GetJsonAsync($"/api/v3/integrations/{shop}/logs")).Length);
        Assert.Equal(25, Ids(await http.GetJsonAsync("/api/v3/integrations/logs")).Length);
        Assert.Empty(Ids(await http.GetJsonAsync("/v2/integrations")));
        Assert.Equal(hook, (await http.GetJsonAsync($"/v2/integrations/{hook}")).GetProperty("data").GetProperty("id").GetString());
        Assert.Equal(25, Ids(await http.GetJsonAsync($"/v2/integrations/{hook}/logs")).Length);
        Assert.NotEmpty(Ids(await http.GetJsonAsync($"/v2/integrations/{hook}/jobs")));
        Assert.Equal(3, http.Server.Sendcloud.Integrations.Count);
    }

    [Fact]
    public async Task Several_can_be_left_out_until_all_are_shown()
    {
        await using var http = await VendorHttp.StartAsync();
        FakeLogList<SendcloudIntegration> integrations = http.Server.Sendcloud.Integrations;
        long?[] ids = [.. integrations.Snapshot().Select(integration => integration.Id)];
        integrations.Hide(integration => integration.Id == ids[0]);
        integrations.Hide(integration => integration.Id == ids[1], pages: 1);

        Assert.Equal([ids[2]], await SendcloudIdsAsync(http));
        Assert.Equal([ids[1], ids[2]], await SendcloudIdsAsync(http));
        Assert.Equal([ids[1], ids[2]], await SendcloudIdsAsync(http));
        integrations.ShowAll();
        Assert.Equal(ids, await SendcloudIdsAsync(http));
    }

    [Fact]
    public async Task Pages_go_on_behind_what_is_left_out()
    {
        await using var http = await VendorHttp.StartAsync();
        SendcloudLog[] logs = [.. http.Server.Sendcloud.Logs.Snapshot()];
        using HttpResponseMessage first = await http.GetAsync("/api/v3/integrations/logs?page_size=10");
        string cursor = Uri.EscapeDataString(logs[9].CreatedAtText!);

        // The record that the cursor names is gone from sight, and one of the page that it leads to.
        http.Server.Sendcloud.Logs.Hide(log => log.Id == logs[9].Id || log.Id == logs[12].Id);
        JsonElement second = await http.GetJsonAsync($"/api/v3/integrations/logs?page_size=10&cursor={cursor}");
        JsonElement ofShop = await http.GetJsonAsync($"/api/v3/integrations/{logs[12].IntegrationId}/logs?page_size=100&cursor={cursor}");

        Assert.Equal(
            logs[10..21].Where(log => log.Id != logs[12].Id).Select(log => log.Id), Ids(second).Select(id => (long?)id.GetInt64()));
        Assert.Equal(
            logs[10..].Where(log => log.Id != logs[12].Id && log.IntegrationId == logs[12].IntegrationId).Take(100).Select(log => log.Id),
            Ids(ofShop).Select(id => (long?)id.GetInt64()));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
    }

    [Fact]
    public async Task Logs_can_be_left_out_of_every_list_of_Elastic_Path()
    {
        await using var http = await VendorHttp.StartAsync();
        ElasticPathLog log = http.Server.ElasticPath.Logs.Snapshot()[0];
        http.Server.ElasticPath.Logs.Hide(other => other.Id == log.Id);

        Assert.DoesNotContain(log.Id, Texts(Ids(await http.GetJsonAsync("/v2/integrations/logs"))));
        Assert.DoesNotContain(log.Id, Texts(Ids(await http.GetJsonAsync($"/v2/integrations/{log.IntegrationId}/logs"))));
        Assert.DoesNotContain(log.Id, Texts(Ids(await http.GetJsonAsync($"/v2/integrations/{log.IntegrationId}/jobs/{log.JobId}/logs"))));
        Assert.Contains(log.JobId, Texts(Ids(await http.GetJsonAsync($"/v2/integrations/{log.IntegrationId}/jobs"))));
    }

    [Fact]
    public async Task Only_pages_that_are_answered_count()
    {
        await using var http = await VendorHttp.StartAsync();
        http.Server.ElasticPath.Integrations.Hide(_ => true, pages: 1);
        http.Server.Sendcloud.Integrations.Hide(_ => true, pages: 1);
        http.Server.Sendcloud.Faults.Enqueue(Fault.Status(503));
        foreach (string refused in new[]
        {
            "/v2/integrations?page[limit]=0", "/api/v3/integrations?page_size=0", "/api/v3/integrations?cursor=nowhere",
        })
        {
            using HttpResponseMessage response = await http.GetAsync(refused);
            Assert.False(response.IsSuccessStatusCode);
        }

        Assert.Empty(await SendcloudIdsAsync(http));
        Assert.Empty(Ids(await http.GetJsonAsync("/v2/integrations")));
        Assert.Equal(3, (await SendcloudIdsAsync(http)).Length);
        Assert.Equal(3, Ids(await http.GetJsonAsync("/v2/integrations")).Length);
    }

    [Fact]
    public async Task What_cannot_be_left_out_is_refused()
    {
        await using var http = await VendorHttp.StartAsync();

        Assert.Throws<ArgumentOutOfRangeException>(() => http.Server.Sendcloud.Integrations.Hide(_ => true, pages: 0));
        Assert.Throws<ArgumentNullException>(() => http.Server.Sendcloud.Integrations.Hide(null!));
        Assert.Equal(3, (await SendcloudIdsAsync(http)).Length);
    }

    private static async Task<long?[]> SendcloudIdsAsync(VendorHttp http) =>
        Array.ConvertAll(Ids(await http.GetJsonAsync("/api/v3/integrations")), id => (long?)id.GetInt64());

    private static JsonElement[] Ids(JsonElement page) =>
        [.. page.GetProperty("data").EnumerateArray().Select(record => record.GetProperty("id"))];

    private static string?[] Texts(JsonElement[] ids) => Array.ConvertAll(ids, id => id.GetString());
}
