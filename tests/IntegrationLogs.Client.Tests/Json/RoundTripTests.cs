using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Json;

/// <summary>Every record writes what it was read from, whatever the vendor sends.</summary>
public class RoundTripTests
{
    /// <summary>Among the names that <see cref="JsonVariants"/> makes, these tell of no secret.</summary>
    private static readonly string[] HarmlessSettings = ["url", "type"];

    [Fact]
    public void Every_documented_record_is_written_as_it_was_read()
    {
        foreach (string record in Examples.Records(Examples.AllLogs).Concat(Examples.Records(Examples.IntegrationLogs)))
        {
            AssertRoundTrip<ElasticPathLog>(record);
        }

        foreach (string record in Examples.Records(Examples.IntegrationJobs))
        {
            AssertRoundTrip<ElasticPathJob>(record);
        }

        foreach (string record in Examples.Records(Examples.SendcloudLogs))
        {
            AssertRoundTrip<SendcloudLog>(record);
        }

        AssertRoundTrip<SendcloudIntegration>(Examples.SendcloudIntegration, WithQueryMasked(Examples.SendcloudIntegration));
    }

    [Fact]
    public void Any_variant_of_an_Elastic_Path_log_is_written_as_it_was_read() =>
        AssertVariants<ElasticPathLog>(Examples.Records(Examples.AllLogs)[0], cases: 3000);

    [Fact]
    public void Any_variant_of_an_Elastic_Path_job_is_written_as_it_was_read() =>
        AssertVariants<ElasticPathJob>(Examples.Records(Examples.IntegrationJobs)[0], cases: 500);

    [Fact]
    public void Any_variant_of_a_Sendcloud_log_is_written_as_it_was_read() =>
        AssertVariants<SendcloudLog>(Examples.Records(Examples.SendcloudLogs)[0], cases: 3000);

    [Fact]
    public void Any_variant_of_a_Sendcloud_integration_is_written_as_it_was_read() =>
        Properties.ForSeeds(
            random =>
            {
                string json = JsonVariants.Of(Examples.SendcloudIntegration, random);
                AssertRoundTrip<SendcloudIntegration>(json, WithQueryMasked(json));
            },
            cases: 2000);

    [Fact]
    public void Any_variant_of_an_Elastic_Path_integration_is_written_as_it_was_read_but_for_its_secrets() =>
        Properties.ForSeeds(
            random =>
            {
                string json = JsonVariants.Of(Examples.ElasticPathIntegration, random);
                AssertRoundTrip<ElasticPathIntegration>(json, WithSecretsMasked(JsonAssert.Node(json)!.AsObject()));
            },
            cases: 2000);

    private static void AssertVariants<T>(string example, int cases)
        where T : class =>
        Properties.ForSeeds(random => AssertRoundTrip<T>(JsonVariants.Of(example, random)), cases);

    private static void AssertRoundTrip<T>(string json, JsonNode? expected = null)
        where T : class
    {
        T record = JsonSerializer.Deserialize<T>(json)!;
        string written = JsonSerializer.Serialize(record);

        JsonAssert.Same(expected ?? JsonAssert.Node(json), written);
        T again = JsonSerializer.Deserialize<T>(json)!;
        Assert.Equal(record, again);
        Assert.Equal(record.GetHashCode(), again.GetHashCode());
        Assert.Equal(written, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(written)));
    }

    private static JsonNode? WithQueryMasked(string json) => JsonAssert.Node(json.Replace("t0ken", "***", StringComparison.Ordinal));

    /// <summary>What the documentation of the configuration promises, told a second time.</summary>
    private static JsonObject WithSecretsMasked(JsonObject integration)
    {
        if (integration.TryGetPropertyValue("configuration", out JsonNode? configuration))
        {
            integration["configuration"] = Masked(configuration, isHarmless: false);
        }

        return integration;
    }

    private static JsonNode? Masked(JsonNode? node, bool isHarmless) => node switch
    {
        null => null,
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(
            field.Key,
            field.Value is null ? null : HarmlessSettings.Contains(field.Key) ? Masked(field.Value, isHarmless: true) : "***"))),
        JsonArray items => new JsonArray([.. items.Select(item => Masked(item, isHarmless))]),
        _ => isHarmless ? node.DeepClone() : "***",
    };
}
