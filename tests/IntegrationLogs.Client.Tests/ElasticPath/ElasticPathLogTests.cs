using System.Text.Json;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.ElasticPath;

public class ElasticPathLogTests
{
    private static readonly string Example = Examples.Records(Examples.AllLogs).Single();

    [Theory]
    [InlineData(Examples.AllLogs)]
    [InlineData(Examples.IntegrationLogs)]
    public void The_documented_example_is_read_field_by_field(string example)
    {
        ElasticPathLog log = Read(Examples.Records(example).Single());

        Assert.Equal("11de4222-fbda-498c-9ecb-cd46d598712f", log.Id);
        Assert.Equal("integration-log", log.Type);
        Assert.False(log.Succeeded);
        Assert.Equal(1, log.Attempt);
        Assert.Equal(TimeSpan.FromTicks(2529000), log.ProcessingTime);
        Assert.Equal("Not found", log.Body);
        Assert.Equal(404, log.StatusCode);
        Assert.Equal("Received a status code outside of 2xx range - treating webhook as a fail", log.ErrorDetail);
        Assert.Equal("8edd44ef-1856-4456-90ec-d9fab8a25049", log.IntegrationId);
        Assert.Equal("3b69a7e2-78ad-4ee6-8a81-c9b1b8a9cd26", log.JobId);
        Assert.Equal(new DateTimeOffset(2017, 10, 30, 18, 15, 40, TimeSpan.Zero).AddTicks(876509), log.CreatedAt);
        Assert.Empty(log.AdditionalProperties);
    }

    [Fact]
    public void A_timestamp_keeps_its_nine_digits_in_the_text() =>
        Assert.Equal("2017-10-30T18:15:40.087650928Z", Read(Example).CreatedAtText);

    [Fact]
    public void The_type_can_be_integration() => Assert.Equal("integration", Read("""{"type":"integration"}""").Type);

    [Fact]
    public void Every_field_can_be_null()
    {
        const string json =
            """{"id":null,"type":null,"succeeded":null,"attempt":null,"processing_time":null,"body":null,"status_code":null,"""
            + "\"error_detail\":null,\"relationships\":null,\"meta\":null}";

        ElasticPathLog log = Read(json);

        Assert.Equal(new ElasticPathLog(), log);
        Assert.Null(log.Id ?? log.Type ?? log.Body ?? log.ErrorDetail ?? log.IntegrationId ?? log.JobId ?? log.CreatedAtText);
        Assert.Null(log.Succeeded);
        Assert.Null(log.Attempt ?? log.StatusCode);
        Assert.Null(log.ProcessingTime);
        Assert.Null(log.CreatedAt);
        Assert.Empty(log.AdditionalProperties);
        Assert.Equal(json, Write(log));
    }

    [Fact]
    public void Every_field_can_be_missing()
    {
        Assert.Equal(new ElasticPathLog(), Read("{}"));
        Assert.Equal("{}", Write(Read("{}")));
    }

    [Theory]
    [InlineData("""{"job":{"data":{"type":"integration-job","id":"j"}}}""", null, "j", false)]
    [InlineData("""{"integration":{"data":{"type":"integration","id":"i"}}}""", "i", null, false)]
    [InlineData("""{"integration":{"data":{"id":"i"}},"job":{"data":{"id":"j"}}}""", "i", "j", true)]
    [InlineData("""{"integration":{"data":{"type":"other","id":"i"}}}""", "i", null, true)]
    [InlineData("""{"integration":{"data":{"type":"integration","id":"i","new":1}}}""", "i", null, true)]
    [InlineData("""{"integration":{"data":{"type":"integration","id":"i"},"links":{}}}""", "i", null, true)]
    [InlineData("""{"integration":{"data":{"type":"integration","id":"i"}},"job":null}""", "i", null, true)]
    [InlineData("""{"integration":{"data":{"type":"integration","id":"i"}},"job":{"data":null}}""", "i", null, true)]
    [InlineData("""{"integration":{"data":{"type":"integration","id":5}}}""", null, null, true)]
    [InlineData("""{"integration":{"data":[]},"new":{"data":{"type":"x","id":"y"}}}""", null, null, true)]
    [InlineData("{}", null, null, true)]
    [InlineData("[]", null, null, true)]
    [InlineData("\"i\"", null, null, true)]
    public void Relationships_with_more_than_the_ids_are_kept_whole(string value, string? integrationId, string? jobId, bool isKept)
    {
        string json = $"{{\"relationships\":{value}}}";

        ElasticPathLog log = Read(json);

        Assert.Equal(integrationId, log.IntegrationId);
        Assert.Equal(jobId, log.JobId);
        Assert.Equal(isKept ? value : null, isKept ? log.AdditionalProperties["relationships"].GetRawText() : null);
        Assert.Equal(isKept ? 1 : 0, log.AdditionalProperties.Count);
        Assert.Equal(json, Write(log));
    }

    [Theory]
    [InlineData("""{"timestamps":{"created_at":"2023-03-01T02:02:00"}}""", true, false)]
    [InlineData("""{"timestamps":{"created_at":"2023-03-01T02:02:00","updated_at":"2023-03-01T02:02:00"}}""", true, true)]
    [InlineData("""{"timestamps":{"created_at":"2023-03-01T02:02:00","new":{}}}""", true, true)]
    [InlineData("""{"timestamps":{"created_at":"2023-03-01T02:02:00"},"new":1}""", true, true)]
    [InlineData("""{"timestamps":{"created_at":1677636120}}""", false, true)]
    [InlineData("""{"timestamps":{"created_at":null}}""", false, true)]
    [InlineData("""{"timestamps":{"created_at":"soon"}}""", false, false)]
    [InlineData("""{"timestamps":{}}""", false, true)]
    [InlineData("""{"timestamps":null}""", false, true)]
    [InlineData("""{"timestamps":"2023-03-01T02:02:00"}""", false, true)]
    [InlineData("{}", false, true)]
    [InlineData("true", false, true)]
    public void Meta_with_more_than_the_time_is_kept_whole(string value, bool hasTime, bool isKept)
    {
        string json = $"{{\"meta\":{value}}}";

        ElasticPathLog log = Read(json);

        Assert.Equal(hasTime ? new DateTimeOffset(2023, 3, 1, 2, 2, 0, TimeSpan.Zero) : null, log.CreatedAt);
        Assert.Equal(isKept, log.AdditionalProperties.ContainsKey("meta"));
        Assert.Equal(json, Write(log));
    }

    [Fact]
    public void Unknown_fields_are_kept_in_their_order()
    {
        const string json = """{"id":"a","new":{"b":[1.50,"\u0041"]},"":null,"Id":"not the id"}""";

        ElasticPathLog log = Read(json);

        Assert.Equal("a", log.Id);
        Assert.Equal(["new", "", "Id"], log.AdditionalProperties.Keys);
        Assert.Equal("""{"b":[1.50,"\u0041"]}""", log.AdditionalProperties["new"].GetRawText());
        Assert.Equal(json, Write(log));
    }

    [Fact]
    public void An_escaped_name_is_the_same_name() => Assert.Equal("a", Read("""{"\u0069\u0064":"a"}""").Id);

    [Fact]
    public void Half_a_surrogate_pair_is_no_reason_to_fail()
    {
        ElasticPathLog log = Read("""{"body":"a\ud800b\n","\udc00":"\ud800","status_code":"\ud800"}""");

        Assert.Equal("a\ufffdb\n", log.Body);
        Assert.Equal("\ufffd", log.AdditionalProperties["\ufffd"].AsText());
        Assert.Null(log.StatusCode);
        Assert.NotEmpty(Write(log));
    }

    [Fact]
    public void A_log_made_by_hand_is_written_in_the_wires_form()
    {
        var log = new ElasticPathLog
        {
            Id = "a",
            Type = "integration-log",
            Succeeded = true,
            Attempt = 2,
            ProcessingTime = TimeSpan.FromMilliseconds(250),
            Body = "<ok>",
            StatusCode = 200,
            IntegrationId = "i",
            JobId = "j",
            CreatedAt = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero),
        };

        JsonAssert.Same(
            """
            {
                "id": "a", "type": "integration-log", "succeeded": true, "attempt": 2, "processing_time": 0.25, "body": "<ok>",
                "status_code": 200,
                "relationships": {
                    "integration": { "data": { "type": "integration", "id": "i" } },
                    "job": { "data": { "type": "integration-job", "id": "j" } }
                },
                "meta": { "timestamps": { "created_at": "2024-05-06T07:08:09.0000000+00:00" } }
            }
            """,
            Write(log));
        Assert.Equal(log, Read(Write(log)));
        Assert.Equal(
            """{"relationships":{"job":{"data":{"type":"integration-job","id":"j"}}}}""", Write(new ElasticPathLog { JobId = "j" }));
        Assert.Equal("{}", Write(new ElasticPathLog()));
    }

    [Fact]
    public void An_additional_property_wins_over_its_property_until_that_is_set()
    {
        var log = new ElasticPathLog
        {
            StatusCode = 404,
            JobId = "j",
            AdditionalProperties = new Dictionary<string, RawJson>
            {
                ["status_code"] = RawJson.FromText("four"),
                ["relationships"] = RawJson.Parse("[]"),
                ["new"] = RawJson.FromText(null),
                ["not there"] = default,
            },
        };

        Assert.Equal("""{"status_code":"four","relationships":[],"new":null}""", Write(log));
        Assert.Equal(
            """{"status_code":404,"relationships":{"job":{"data":{"type":"integration-job","id":"k"}}},"new":null}""",
            Write(log with { StatusCode = 404, JobId = "k" }));
    }

    [Fact]
    public void Its_text_is_a_sentence_with_ids_outcome_and_error_and_without_the_body()
    {
        Assert.Equal(
            "ElasticPath log 11de4222-fbda-498c-9ecb-cd46d598712f of integration 8edd44ef-1856-4456-90ec-d9fab8a25049, "
            + "attempt 1 of job 3b69a7e2-78ad-4ee6-8a81-c9b1b8a9cd26, failed with status 404 at 2017-10-30T18:15:40.087650928Z: "
            + "Received a status code outside of 2xx range - treating webhook as a fail.",
            Read(Example).ToString());
    }

    private static ElasticPathLog Read(string json) => JsonSerializer.Deserialize<ElasticPathLog>(json)!;

    private static string Write(ElasticPathLog log) => JsonSerializer.Serialize(log);
}
