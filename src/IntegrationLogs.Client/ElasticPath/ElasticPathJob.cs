using System.Text.Json.Serialization;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// A job of an integration: the delivery of one event, in one or more attempts. Only <c>id</c> and <c>type</c> are documented (the
/// vendor's page <em>Get jobs for an Integration</em>).
/// </summary>
/// <remarks>Serializes to the JSON it was read from.</remarks>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed record ElasticPathJob
{
    /// <summary>The job's id (<c>id</c>).</summary>
    public string? Id { get; init; }

    /// <summary><c>integration-job</c> (<c>type</c>).</summary>
    public string? Type { get; init; }

    /// <summary>Fields that are unknown here or of another type than documented, by their name on the wire. Empty by default.</summary>
    public IReadOnlyDictionary<string, RawJson> AdditionalProperties
    {
        get;
        init => field = JsonProperties.From(value);
    } = JsonProperties.Empty;

    internal ExplicitNulls Nulls { get; init; }

    /// <summary>The id.</summary>
    public override string ToString() => OneLine.Of($"ElasticPathJob {Id}")!;
}
