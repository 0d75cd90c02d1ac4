using System.Text.Json;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Json;

/// <summary>Of a repeated name the last value counts, when reading and when writing.</summary>
public class RepeatedFieldsTests
{
    [Theory]
    [InlineData("""{"status_code":"gone","status_code":404}""", 404)]
    [InlineData("""{"status_code":"403","status_code":404}""", 404)]
    [InlineData("""{"status_code":404,"status_code":"gone"}""", null)]
    [InlineData("""{"status_code":404,"status_code":null}""", null)]
    [InlineData("""{"status_code":"gone","status_code":null}""", null)]
    [InlineData("""{"status_code":null,"status_code":404}""", 404)]
    [InlineData("""{"status_code":[1],"status_code":{},"\u0073tatus_code":404}""", 404)]
    public void The_last_value_of_a_known_field_counts(string json, int? expected)
    {
        ElasticPathLog log = JsonSerializer.Deserialize<ElasticPathLog>(json)!;

        Assert.Equal(expected, log.StatusCode);
        JsonAssert.Same(json, JsonSerializer.Serialize(log));
    }

    [Fact]
    public void The_last_value_of_an_unknown_field_counts()
    {
        ElasticPathJob job = JsonSerializer.Deserialize<ElasticPathJob>("""{"new":1,"id":"a","new":"2"}""")!;

        Assert.Equal("2", job.AdditionalProperties["new"].AsText());
        Assert.Equal("""{"id":"a","new":"2"}""", JsonSerializer.Serialize(job));
    }

    [Fact]
    public void A_repeated_object_replaces_what_was_kept_of_the_first()
    {
        const string json = """
            {
                "relationships": { "new": 1, "job": { "data": { "type": "integration-job", "id": "first" } } },
                "relationships": { "job": { "data": { "type": "integration-job", "id": "second" } } },
                "meta": "text", "meta": { "timestamps": { "created_at": "2023-03-01T02:02:00Z" } }
            }
            """;

        ElasticPathLog log = JsonSerializer.Deserialize<ElasticPathLog>(json)!;

        Assert.Equal("second", log.JobId);
        Assert.Empty(log.AdditionalProperties);
        JsonAssert.Same(json, JsonSerializer.Serialize(log));
    }

    [Fact]
    public void A_repeated_reference_is_not_mixed_with_the_first()
    {
        const string json = """
            {"relationships":{"job":{"data":{"type":"integration-job","id":"first"},"data":{"type":"integration-job"}}}}
            """;

        ElasticPathLog log = JsonSerializer.Deserialize<ElasticPathLog>(json)!;

        Assert.Null(log.JobId);
        JsonAssert.Same(json, JsonSerializer.Serialize(log));
    }

    [Fact]
    public void Tens_of_thousands_of_repetitions_are_read()
    {
        string json = $"{{{string.Join(",", Enumerable.Repeat("\"id\":5,\"x\":1", 50_000))},\"id\":\"last\"}}";

        ElasticPathJob job = JsonSerializer.Deserialize<ElasticPathJob>(json)!;

        Assert.Equal("last", job.Id);
        Assert.Equal("""{"id":"last","x":1}""", JsonSerializer.Serialize(job));
    }
}
