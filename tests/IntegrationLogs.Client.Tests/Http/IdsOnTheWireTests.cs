using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Http;

public sealed class IdsOnTheWireTests
{
    private static readonly PagingOptions OnePage = new() { ReadAhead = 0, MaxPages = 1 };

    [Theory]
    [InlineData("plain-id_1.2~3", "plain-id_1.2~3")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("../secrets", "..%2Fsecrets")]
    [InlineData("a/../../b", "a%2F..%2F..%2Fb")]
    [InlineData("...", "...")]
    [InlineData("id?x=1&y=2", "id%3Fx%3D1%26y%3D2")]
    [InlineData("id#part", "id%23part")]
    [InlineData("two words", "two%20words")]
    [InlineData("grün", "gr%C3%BCn")]
    [InlineData("😀", "%F0%9F%98%80")]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("a\\b", "a%5Cb")]
    [InlineData("a;b:c@d+e", "a%3Bb%3Ac%40d%2Be")]
    [InlineData("line\r\nbreak", "line%0D%0Abreak")]
    public async Task An_id_is_exactly_one_segment_of_the_path(string id, string segment)
    {
        await using TestClient test = await TestClient.StartAsync();
        IElasticPathClient client = test.Client.ElasticPath;

        await Record.ExceptionAsync(() => client.GetIntegrationAsync(id));
        await Record.ExceptionAsync(() => FirstAsync(client.GetIntegrationLogsAsync(id, OnePage)));
        await Record.ExceptionAsync(() => FirstAsync(client.GetIntegrationJobsAsync(id, OnePage)));
        await Record.ExceptionAsync(() => FirstAsync(client.GetJobLogsAsync(id, id, OnePage)));

        Assert.Equal(
            [
                $"/v2/integrations/{segment}", $"/v2/integrations/{segment}/logs", $"/v2/integrations/{segment}/jobs",
                $"/v2/integrations/{segment}/jobs/{segment}/logs",
            ],
            test.Vendors.Requests.Where(request => !request.IsTokenRequest).Select(request => request.Path));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t\r\n")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task What_cannot_be_an_id_is_refused_before_anything_is_sent(string? id)
    {
        await using TestClient test = await TestClient.StartAsync();
        IElasticPathClient client = test.Client.ElasticPath;

        Assert.Equal("integrationId", (await Assert.ThrowsAnyAsync<ArgumentException>(() => client.GetIntegrationAsync(id!))).ParamName);
        Assert.Equal("integrationId", Assert.ThrowsAny<ArgumentException>(() => client.GetIntegrationLogsAsync(id!)).ParamName);
        Assert.Equal("integrationId", Assert.ThrowsAny<ArgumentException>(() => client.GetIntegrationJobsAsync(id!)).ParamName);
        Assert.Equal("integrationId", Assert.ThrowsAny<ArgumentException>(() => client.GetJobLogsAsync(id!, "job")).ParamName);
        Assert.Equal("jobId", Assert.ThrowsAny<ArgumentException>(() => client.GetJobLogsAsync("id", id!)).ParamName);
        Assert.Empty(test.Vendors.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task The_endpoint_interfaces_refuse_what_cannot_be_an_id_by_its_parameter(string? id)
    {
        await using TestClient test = await TestClient.StartAsync();
        IElasticPathApi api = test.Client.GetApi<IElasticPathApi>();

        Assert.Equal("integrationId", (await Assert.ThrowsAnyAsync<ArgumentException>(() => api.GetIntegrationLogsAsync(id!))).ParamName);
        Assert.Equal("integrationId", (await Assert.ThrowsAnyAsync<ArgumentException>(() => api.GetJobLogsAsync(id!, "job"))).ParamName);
        Assert.Equal("jobId", (await Assert.ThrowsAnyAsync<ArgumentException>(() => api.GetJobLogsAsync("id", id!))).ParamName);
        Assert.Equal(
            "integrationId",
            (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => test.Client.GetApi<ISendcloudApi>().GetIntegrationAsync(0))).ParamName);
        Assert.Empty(test.Vendors.Requests);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        // Attributes cannot carry these: they would arrive as replacement characters.
        foreach (string id in new[] { "\ud83d", "a\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00", "\ud83d\ude00\ude00" })
        {
            Assert.Equal("id", Assert.Throws<ArgumentException>(() => ApiPath.Segment(id, "id")).ParamName);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public async Task An_id_that_is_counted_begins_with_one(long id)
    {
        await using TestClient test = await TestClient.StartAsync();
        ISendcloudClient client = test.Client.Sendcloud;

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.GetIntegrationAsync(id));
        Assert.Throws<ArgumentOutOfRangeException>(() => client.GetIntegrationLogsAsync(id));
        Assert.Empty(test.Vendors.Requests);
    }

    [Fact]
    public async Task A_counted_id_is_sent_as_its_digits()
    {
        await using TestClient test = await TestClient.StartAsync();

        await Record.ExceptionAsync(() => test.Client.Sendcloud.GetIntegrationAsync(long.MaxValue));
        await Record.ExceptionAsync(() => FirstAsync(test.Client.Sendcloud.GetIntegrationLogsAsync(1_234_567, OnePage)));

        Assert.Equal(
            ["/api/v3/integrations/9223372036854775807", "/api/v3/integrations/1234567/logs"],
            test.Vendors.Requests.Select(request => request.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/gateway")]
    [InlineData("/gateway/elastic/")]
    [InlineData("/g%20w")]
    public async Task A_base_address_keeps_its_path(string path)
    {
        await using TestClient test = await TestClient.StartAsync(
            options => options.ElasticPath.BaseAddress = new Uri(options.ElasticPath.BaseAddress, path));

        await Record.ExceptionAsync(() => test.GetElasticPathAsync());

        Assert.Equal(path.TrimEnd('/') + "/oauth/access_token", test.Vendors.Requests[0].Path);
    }

    [Fact]
    public void An_escaped_id_reads_back_as_itself()
    {
        string id = string.Concat(Enumerable.Range(1, 0x2FF).Select(code => (char)code));

        string segment = ApiPath.Segment(id, "id");

        Assert.Equal(id, Uri.UnescapeDataString(segment));
        Assert.Equal("/v2/" + segment + "/logs", new Uri("https://api.example.com/v2/" + segment + "/logs").AbsolutePath);
    }

    private static async Task FirstAsync<T>(AsyncPageable<T> pages)
    {
        await foreach (Page<T> _ in pages.AsPages())
        {
            return;
        }
    }
}
