using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Json;

/// <summary>What was set is written, and a time's value and text are one.</summary>
public sealed class SetValuesTests
{
    private static readonly DateTimeOffset Time = new(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(2));

    [Theory]
    [InlineData("""{"status_code":"404"}""")]
    [InlineData("""{"status_code":404.0}""")]
    [InlineData("""{"status_code":"gone"}""")]
    [InlineData("""{"status_code":[1]}""")]
    [InlineData("""{"status_code":null}""")]
    [InlineData("{}")]
    public void A_status_that_was_set_is_written_whatever_it_was_read_from(string json)
    {
        ElasticPathLog log = JsonSerializer.Deserialize<ElasticPathLog>(json)!;

        Assert.Equal("""{"status_code":500}""", JsonSerializer.Serialize(log with { StatusCode = 500 }));
        Assert.DoesNotContain("404", JsonSerializer.Serialize(log with { StatusCode = null }), StringComparison.Ordinal);
        JsonAssert.Same(json, JsonSerializer.Serialize(log));
    }

    [Fact]
    public void Every_field_of_a_log_that_came_in_another_shape_can_be_set()
    {
        ElasticPathLog elasticPath = JsonSerializer.Deserialize<ElasticPathLog>(
            """
            {"id":1,"type":2,"succeeded":"no","attempt":"2","processing_time":"1","body":{},"status_code":"1","error_detail":[],
             "relationships":{"job":{"data":{"type":"integration-job","id":"old","new":1}}},"meta":{"timestamps":{"created_at":5}}}
            """)! with
        {
            Id = "id",
            Type = "type",
            Succeeded = true,
            Attempt = 3,
            ProcessingTime = TimeSpan.FromSeconds(2),
            Body = "body",
            StatusCode = 500,
            ErrorDetail = "detail",
            IntegrationId = "integration",
            JobId = "job",
            CreatedAt = Time,
        };

        JsonAssert.Same(
            """
            {"id":"id","type":"type","succeeded":true,"attempt":3,"processing_time":2,"body":"body","status_code":500,
             "error_detail":"detail",
             "relationships":{"integration":{"data":{"type":"integration","id":"integration"}},"job":{"data":{"type":"integration-job","id":"job"}}},
             "meta":{"timestamps":{"created_at":"2024-02-29T01:02:03.0000000+02:00"}}}
            """,
            JsonSerializer.Serialize(elasticPath));
        SendcloudLog sendcloud = JsonSerializer.Deserialize<SendcloudLog>(
            """
            {"id":"1","integration_id":"x","base_url":1,"full_url":2,"method":3,"response_code":"495","response":"r","request":"q",
             "created_at":5,"exception_type":6,"exception":7,"protected":"yes","additional_data":8}
            """)! with
        {
            Id = 1,
            IntegrationId = 2,
            BaseUrl = "base",
            FullUrl = "full",
            Method = "GET",
            ResponseCode = 500,
            Response = new(),
            Request = new(),
            CreatedAtText = "2024-01-01T00:00:00Z",
            ExceptionType = "type",
            Exception = "exception",
            Protected = false,
            AdditionalData = RawJson.FromText("more"),
        };
        JsonAssert.Same(
            """
            {"id":1,"integration_id":2,"base_url":"base","full_url":"full","method":"GET","response_code":500,"response":{},"request":{},
             "created_at":"2024-01-01T00:00:00Z","exception_type":"type","exception":"exception","protected":false,"additional_data":"more"}
            """,
            JsonSerializer.Serialize(sendcloud));
    }

    [Fact]
    public void Every_field_of_an_integration_that_came_in_another_shape_can_be_set()
    {
        ElasticPathIntegration elasticPath = JsonSerializer.Deserialize<ElasticPathIntegration>(
            """{"id":1,"name":2,"description":3,"enabled":"yes","integration_type":4,"observes":["a",1],"configuration":"x","meta":5}""")! with
        {
            Id = "id",
            Name = "name",
            Description = "description",
            Enabled = false,
            IntegrationType = "webhook",
            Observes = ["b"],
            Configuration = new() { Url = "https://x.example" },
            UpdatedAt = Time,
        };

        JsonAssert.Same(
            """
            {"id":"id","name":"name","description":"description","enabled":false,"integration_type":"webhook","observes":["b"],
             "configuration":{"url":"https://x.example"},"meta":{"timestamps":{"updated_at":"2024-02-29T01:02:03.0000000+02:00"}}}
            """,
            JsonSerializer.Serialize(elasticPath));
        SendcloudIntegration sendcloud = JsonSerializer.Deserialize<SendcloudIntegration>(
            """{"id":"1","shop_name":2,"started_failing_at":false,"webhook_active":"true"}""")! with
        {
            Id = 5,
            ShopName = "shop",
            StartedFailingAt = Time,
            WebhookActive = false,
        };
        JsonAssert.Same(
            """{"id":5,"shop_name":"shop","started_failing_at":"2024-02-29T01:02:03.0000000+02:00","webhook_active":false}""",
            JsonSerializer.Serialize(sendcloud));
    }

    [Fact]
    public void What_was_not_set_stays_as_it_came()
    {
        ElasticPathLog log = JsonSerializer.Deserialize<ElasticPathLog>("""{"status_code":"404","attempt":"1","new":{"a":1}}""")!;

        Assert.Equal("""{"attempt":"1","status_code":500,"new":{"a":1}}""", JsonSerializer.Serialize(log with { StatusCode = 500 }));
    }

    [Fact]
    public void A_time_that_was_set_is_its_text_too()
    {
        Assert.Equal("2024-02-29T01:02:03.0000000+02:00", (Example() with { CreatedAt = Time }).CreatedAtText);
        Assert.Null((Example() with { CreatedAt = null }).CreatedAtText);
        Assert.Equal(Time, (Example() with { CreatedAtText = "2024-02-29T01:02:03+02:00" }).CreatedAt);
        Assert.Equal(Time.Offset, (Example() with { CreatedAtText = "2024-02-29T01:02:03+02:00" }).CreatedAt!.Value.Offset);
        Assert.Null((Example() with { CreatedAtText = "soon" }).CreatedAt);
        Assert.Equal("soon", (Example() with { CreatedAtText = "soon" }).CreatedAtText);
        Assert.Null((Example() with { CreatedAtText = null }).CreatedAt);
        Assert.Equal(
            Example() with { CreatedAt = Time }, Example() with { CreatedAtText = "2024-02-29T01:02:03.0000000+02:00" });

        static ElasticPathLog Example() =>
            JsonSerializer.Deserialize<ElasticPathLog>("""{"meta":{"timestamps":{"created_at":"2017-10-30T18:15:40.087650928Z"}}}""")!;
    }

    [Fact]
    public async Task Writer_and_fake_server_agree_on_what_counts()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        ElasticPathLog elasticPath = JsonSerializer.Deserialize<ElasticPathLog>(
            """{"id":"a","status_code":"404","meta":{"timestamps":{"created_at":"2017-10-30T18:15:40.087650928Z"}}}""")!;
        SendcloudLog sendcloud = JsonSerializer.Deserialize<SendcloudLog>("""{"id":"7","created_at":"2023-03-01T02:02:00+01:00"}""")!;
        vendors.ElasticPath.Logs.Clear();
        vendors.Sendcloud.Logs.Clear();
        vendors.ElasticPath.Logs.Insert(0, elasticPath with { StatusCode = 500, CreatedAt = Time });
        vendors.Sendcloud.Logs.Insert(0, sendcloud with { Id = 8, CreatedAt = Time });
        await using IntegrationLogsClient client = IntegrationLogsClient.Create(vendors.ClientOptions);

        await foreach (ElasticPathLog log in client.ElasticPath.GetAllLogsAsync())
        {
            Assert.Equal(elasticPath with { StatusCode = 500, CreatedAt = Time }, log);
        }

        await foreach (SendcloudLog log in client.Sendcloud.GetAllLogsAsync())
        {
            Assert.Equal((8, Time), (log.Id, log.CreatedAt));
        }
    }
}
