using System.Net;
using System.Text.Json;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Tests.Testing;

public sealed class ElasticPathPagesTests
{
    [Theory]
    [InlineData("/v2/integrations/logs", "elastic-path-all-logs")]
    [InlineData("/v2/integrations/{id}/logs", "elastic-path-integration-logs")]
    [InlineData("/v2/integrations/{id}/jobs", "elastic-path-integration-jobs")]
    [InlineData("/v2/integrations/{id}/jobs/{job}/logs", "elastic-path-integration-logs")]
    public async Task Every_list_has_the_shape_of_its_documented_example(string path, string example)
    {
        await using var http = await VendorHttp.StartAsync(options => options.ElasticPath.PagedJobs = false);
        ElasticPathLog log = http.Server.ElasticPath.Logs.Snapshot()[0];
        string asked = path.Replace("{id}", log.IntegrationId, StringComparison.Ordinal).Replace("{job}", log.JobId, StringComparison.Ordinal);

        JsonElement answer = await http.GetJsonAsync(asked);

        Assert.Equal(JsonShape.Of(JsonShape.Example(example)), JsonShape.Of(answer));
    }

    [Fact]
    public async Task Every_log_has_the_shape_of_the_documented_one()
    {
        await using var http = await VendorHttp.StartAsync();
        string[] documented = JsonShape.Of(JsonShape.Example("elastic-path-all-logs").GetProperty("data")[0]);

        JsonElement page = await http.GetJsonAsync("/v2/integrations/logs?page[limit]=100");

        Assert.All(page.GetProperty("data").EnumerateArray(), log => Assert.Equal(documented, JsonShape.Of(log)));
    }

    [Fact]
    public async Task Records_read_from_an_answer_equal_those_the_server_holds()
    {
        await using var http = await VendorHttp.StartAsync();

        JsonElement page = await http.GetJsonAsync("/v2/integrations/logs?page[limit]=100&page[offset]=100");

        Assert.Equal(
            http.Server.ElasticPath.Logs.Snapshot().Skip(100).Take(100),
            page.GetProperty("data").EnumerateArray().Select(log => log.Deserialize<ElasticPathLog>()));
    }

    [Fact]
    public async Task The_flat_envelope_counts_pages_in_meta_and_records_in_results()
    {
        await using var http = await VendorHttp.StartAsync();

        JsonElement page = await http.GetJsonAsync("/v2/integrations/logs?page[limit]=40&page[offset]=80");

        Assert.Equal("""{"limit":40,"offset":80,"current":3,"total":7}""", page.GetProperty("meta").GetRawText());
        Assert.Equal("""{"total":250}""", page.GetProperty("results").GetRawText());
        Assert.Equal(40, page.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task The_paged_envelope_puts_both_into_meta()
    {
        await using var http = await VendorHttp.StartAsync(options => options.ElasticPath.Envelope = ElasticPathEnvelope.PagedMeta);

        JsonElement page = await http.GetJsonAsync("/v2/integrations/logs");

        Assert.Equal(
            """{"page":{"limit":25,"offset":0,"current":1,"total":10},"results":{"total":250}}""", page.GetProperty("meta").GetRawText());
        Assert.False(page.TryGetProperty("results", out _));
    }

    [Fact]
    public async Task The_bare_envelope_is_data_alone()
    {
        await using var http = await VendorHttp.StartAsync(options => options.ElasticPath.Envelope = ElasticPathEnvelope.DataOnly);

        JsonElement page = await http.GetJsonAsync("/v2/integrations/logs");

        Assert.Equal(["data"], page.EnumerateObject().Select(field => field.Name));
    }

    [Theory]
    [InlineData(ElasticPathLinkForm.Absolute, false)]
    [InlineData(ElasticPathLinkForm.Absolute, true)]
    [InlineData(ElasticPathLinkForm.RootRelativeWithoutVersion, false)]
    [InlineData(ElasticPathLinkForm.RootRelativeWithoutVersion, true)]
    public async Task Links_lead_to_the_neighbours_in_either_form(ElasticPathLinkForm form, bool nullLinks)
    {
        await using var http = await VendorHttp.StartAsync(options =>
        {
            options.ElasticPath.Envelope = ElasticPathEnvelope.Links;
            options.ElasticPath.LinkForm = form;
            options.ElasticPath.NullLinks = nullLinks;
        });
        string place = form == ElasticPathLinkForm.Absolute
            ? new Uri(http.Server.BaseAddress, "/v2/integrations/logs").ToString()
            : "/integrations/logs";

        JsonElement middle = (await http.GetJsonAsync("/v2/integrations/logs?page[limit]=100&page[offset]=100")).GetProperty("links");
        JsonElement last = (await http.GetJsonAsync("/v2/integrations/logs?page[limit]=100&page[offset]=200")).GetProperty("links");

        Assert.Equal($"{place}?page[offset]=0&page[limit]=100", middle.GetProperty("first").GetString());
        Assert.Equal($"{place}?page[offset]=200&page[limit]=100", middle.GetProperty("next").GetString());
        Assert.Equal($"{place}?page[offset]=0&page[limit]=100", middle.GetProperty("prev").GetString());
        Assert.Equal(nullLinks, last.TryGetProperty("next", out JsonElement next) && next.ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task A_limit_above_the_cap_gets_the_cap()
    {
        await using var http = await VendorHttp.StartAsync(options => options.ElasticPath.MaxPageSize = 30);

        JsonElement page = await http.GetJsonAsync("/v2/integrations/logs?page%5Blimit%5D=100");

        Assert.Equal(30, page.GetProperty("data").GetArrayLength());
        Assert.Equal(30, page.GetProperty("meta").GetProperty("limit").GetInt32());
    }

    [Theory]
    [InlineData("page[limit]=0")]
    [InlineData("page[limit]=many")]
    [InlineData("page[limit]=-1")]
    [InlineData("page[offset]=-1")]
    [InlineData("page[offset]=x")]
    [InlineData("page[offset]=201")]
    public async Task Paging_that_makes_no_sense_or_goes_past_the_offset_limit_is_refused(string query)
    {
        await using var http = await VendorHttp.StartAsync(options => options.ElasticPath.OffsetLimit = 200);

        using HttpResponseMessage response = await http.GetAsync($"/v2/integrations/logs?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(400, (await VendorHttp.ReadAsync(response)).GetProperty("errors")[0].GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("/v2/integrations/nobody")]
    [InlineData("/v2/integrations/nobody/logs")]
    [InlineData("/v2/integrations/nobody/jobs")]
    [InlineData("/v2/integrations/{id}/jobs/nothing/logs")]
    [InlineData("/v2/integrations/{id}%2Flogs")]
    [InlineData("/v2/elsewhere")]
    public async Task What_is_not_there_is_answered_with_an_errors_list(string path)
    {
        await using var http = await VendorHttp.StartAsync();
        string id = http.Server.ElasticPath.Integrations.Snapshot()[0].Id!;

        using HttpResponseMessage response = await http.GetAsync(path.Replace("{id}", id, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(404, (await VendorHttp.ReadAsync(response)).GetProperty("errors")[0].GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task An_integration_comes_alone_and_in_the_list_with_its_secret_in_clear()
    {
        await using var http = await VendorHttp.StartAsync();
        ElasticPathIntegration held = http.Server.ElasticPath.Integrations.Snapshot()[1];

        JsonElement single = (await http.GetJsonAsync($"/v2/integrations/{held.Id}")).GetProperty("data");
        JsonElement list = (await http.GetJsonAsync("/v2/integrations")).GetProperty("data");

        Assert.Equal(held.Configuration!.SecretKey, single.GetProperty("configuration").GetProperty("secret_key").GetString());
        Assert.Equal(single.GetRawText(), list[1].GetRawText());
        Assert.Equal(3, list.GetArrayLength());
    }

    [Fact]
    public async Task Jobs_are_those_of_the_integrations_logs_each_once()
    {
        await using var http = await VendorHttp.StartAsync(options => options.ElasticPath.PagedJobs = false);
        string id = http.Server.ElasticPath.Integrations.Snapshot()[0].Id!;

        JsonElement jobs = (await http.GetJsonAsync($"/v2/integrations/{id}/jobs?page[limit]=1")).GetProperty("data");

        Assert.Equal(
            http.Server.ElasticPath.Logs.Snapshot().Where(log => log.IntegrationId == id).Select(log => log.JobId).Distinct(),
            jobs.EnumerateArray().Select(job => job.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Paged_jobs_come_in_the_same_envelope_as_logs()
    {
        await using var http = await VendorHttp.StartAsync();
        string id = http.Server.ElasticPath.Integrations.Snapshot()[0].Id!;

        JsonElement jobs = await http.GetJsonAsync($"/v2/integrations/{id}/jobs?page[limit]=2");

        Assert.Equal(2, jobs.GetProperty("data").GetArrayLength());
        Assert.True(jobs.GetProperty("results").GetProperty("total").GetInt32() > 2);
    }
}
