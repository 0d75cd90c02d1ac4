using System.Text.Json.Serialization;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// An integration of an Elastic Path store: which events it observes and where it delivers them. The vendor promises none of the
/// fields: each is <see langword="null"/> when it was missing, null or of another type.
/// </summary>
/// <remarks>Serializes to the JSON it was read from, except that the secrets of <see cref="Configuration"/> are masked.</remarks>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed record ElasticPathIntegration
{
    /// <summary>The integration's id (<c>id</c>).</summary>
    public string? Id { get; init; }

    /// <summary><c>integration</c> (<c>type</c>).</summary>
    public string? Type { get; init; }

    /// <summary>The name its owner gave it (<c>name</c>).</summary>
    public string? Name { get; init; }

    /// <summary>What its owner says of it (<c>description</c>).</summary>
    public string? Description { get; init; }

    /// <summary>Whether events are delivered (<c>enabled</c>).</summary>
    public bool? Enabled { get; init; }

    /// <summary>How events are delivered: <c>webhook</c>, <c>aws_sqs</c>, <c>stomp</c>, … (<c>integration_type</c>).</summary>
    public string? IntegrationType { get; init; }

    /// <summary>The events it observes, such as <c>order.created</c> (<c>observes</c>). Empty when there were none.</summary>
    public IReadOnlyList<string> Observes { get; init => field = JsonList<string>.From(value); } = JsonList<string>.Missing;

    /// <summary>Where events are delivered to, and with which secret (<c>configuration</c>).</summary>
    public ElasticPathIntegrationConfiguration? Configuration { get; init; }

    /// <summary>When it was made (<c>meta.timestamps.created_at</c>), cut to 100 nanoseconds.</summary>
    public DateTimeOffset? CreatedAt
    {
        get => CreatedAtWire.Value;
        init => CreatedAtWire = CreatedAtWire.With(value);
    }

    /// <summary>The text of <see cref="CreatedAt"/> as the vendor sent it.</summary>
    public string? CreatedAtText
    {
        get => CreatedAtWire.Text;
        init => CreatedAtWire = CreatedAtWire.With(value);
    }

    /// <summary>When it was last changed (<c>meta.timestamps.updated_at</c>), cut to 100 nanoseconds.</summary>
    public DateTimeOffset? UpdatedAt
    {
        get => UpdatedAtWire.Value;
        init => UpdatedAtWire = UpdatedAtWire.With(value);
    }

    /// <summary>The text of <see cref="UpdatedAt"/> as the vendor sent it.</summary>
    public string? UpdatedAtText
    {
        get => UpdatedAtWire.Text;
        init => UpdatedAtWire = UpdatedAtWire.With(value);
    }

    /// <summary>
    /// Fields that are unknown here or of another type than documented, by their name on the wire; <c>meta</c>, whole, when it holds
    /// more than the times above. Empty by default; when writing, an entry here wins over its property.
    /// </summary>
    public IReadOnlyDictionary<string, RawJson> AdditionalProperties
    {
        get;
        init => field = JsonProperties.From(value);
    } = JsonProperties.Empty;

    internal WireTimestamp CreatedAtWire { get; init; }

    internal WireTimestamp UpdatedAtWire { get; init; }

    internal ExplicitNulls Nulls { get; init; }

    /// <summary>The id, the name and the kind, on one line; nothing of <see cref="Configuration"/>.</summary>
    public override string ToString() => OneLine.Of($"ElasticPathIntegration {Id}: {Name}, {IntegrationType}, enabled {Enabled}")!;
}
