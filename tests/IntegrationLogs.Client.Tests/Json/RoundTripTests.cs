using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Json;

/// <summary>Every record writes what it was read from, whatever the vendor sends.</summary>
public class RoundTripTests
{
    private static readonly string[] SecretWords = ["secret", "password", "passcode", "token", "key", "credential"];

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

        AssertRoundTrip<SendcloudIntegration>(Examples.SendcloudIntegration);
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
        AssertVariants<SendcloudIntegration>(Examples.SendcloudIntegration, cases: 2000);

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

    /// <summary>What the documentation of the configuration promises, told a second time.</summary>
    private static JsonObject WithSecretsMasked(JsonObject integration)
    {
        if (integration.TryGetPropertyValue("configuration", out JsonNode? configuration))
        {
            integration["configuration"] = configuration is JsonValue text && text.GetValueKind() == JsonValueKind.String
                ? "***"
                : Masked(configuration);
        }

        return integration;
    }

    private static JsonNode? Masked(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(
            field.Key,
            field.Value is not null && SecretWords.Any(word => field.Key.Contains(word, StringComparison.OrdinalIgnoreCase))
                ? "***"
                : Masked(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Masked)]),
        _ => node?.DeepClone(),
    };
}
