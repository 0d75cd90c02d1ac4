using System.Text.Json;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.ElasticPath;

public class ElasticPathJobTests
{
    [Fact]
    public void The_documented_examples_are_read()
    {
        ElasticPathJob[] jobs = [.. Examples.Records(Examples.IntegrationJobs).Select(Read)];

        Assert.Equal(
            ["6560f600-b610-4c02-88ac-0d120e3d5071", "353c015a-92ab-4c06-ab8a-bef8a451b9be", "4af82fba-8f0a-41b1-add6-0fa16fe3579e"],
            jobs.Select(job => job.Id));
        Assert.All(jobs, job => Assert.Equal("integration-job", job.Type));
        Assert.All(jobs, job => Assert.Empty(job.AdditionalProperties));
        Assert.Equal("ElasticPath job 6560f600-b610-4c02-88ac-0d120e3d5071", jobs[0].ToString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id":null,"type":null}""")]
    [InlineData("""{"id":5,"type":{"a":[]}}""")]
    [InlineData("""{"id":"a","meta":{"timestamps":{"created_at":"2023-03-01T02:02:00Z"}},"status":"failed"}""")]
    public void More_or_less_than_documented_is_written_as_it_was_read(string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(Read(json)));

    [Fact]
    public void Many_unknown_fields_are_all_kept_and_compared()
    {
        string json = $"{{{string.Join(",", Enumerable.Range(0, 50).Select(i => $"\"field{i}\":{i}"))}}}";

        Assert.Equal(50, Read(json).AdditionalProperties.Count);
        Assert.Equal("49", Read(json).AdditionalProperties["field49"].GetRawText());
        Assert.False(Read(json).AdditionalProperties.ContainsKey("field50"));
        Assert.Equal(Read(json), Read(json));
        Assert.NotEqual(Read(json), Read(json.Replace("49}", "48}", StringComparison.Ordinal)));
        Assert.NotEqual(Read(json), Read("{}"));
        Assert.Equal(json, JsonSerializer.Serialize(Read(json)));
    }

    [Fact]
    public void A_field_that_was_not_sent_is_named()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => Read("{}").AdditionalProperties["status"]);

        Assert.Contains("'status'", error.Message, StringComparison.Ordinal);
    }

    private static ElasticPathJob Read(string json) => JsonSerializer.Deserialize<ElasticPathJob>(json)!;
}
