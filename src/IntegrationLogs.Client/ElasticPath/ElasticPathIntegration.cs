using System.Text.Json.Serialization;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// An integration of an Elastic Path store: which events it observes and where it delivers them. The vendor promises none of the
/// fields: each is <see langword="null"/> when it was missing, null or of another type.
/// </summary>
/// <remarks>Serializes to the JSON it was read from, except that the secrets of <see cref="Configuration"/> are masked.</remarks>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed partial record ElasticPathIntegration
{
    private JsonProperties _additional = JsonProperties.Empty;

    /// <summary>Makes an empty one.</summary>
    public ElasticPathIntegration()
    {
    }

    /// <summary>The integration's id (<c>id</c>).</summary>
    public string? Id { get; init => field = Set(value, "id"); }

    /// <summary><c>integration</c> (<c>type</c>).</summary>
    public string? Type { get; init => field = Set(value, "type"); }

    /// <summary>The name its owner gave it (<c>name</c>).</summary>
    public string? Name { get; init => field = Set(value, "name"); }

    /// <summary>What its owner says of it (<c>description</c>).</summary>
    public string? Description { get; init => field = Set(value, "description"); }

    /// <summary>Whether events are delivered (<c>enabled</c>).</summary>
    public bool? Enabled { get; init => field = Set(value, "enabled"); }

    /// <summary>How events are delivered: <c>webhook</c>, <c>aws_sqs</c>, <c>stomp</c>, … (<c>integration_type</c>).</summary>
    public string? IntegrationType { get; init => field = Set(value, "integration_type"); }

    /// <summary>The events it observes, such as <c>order.created</c> (<c>observes</c>). Empty when there were none.</summary>
    public IReadOnlyList<string> Observes
    {
        get;
        init => field = Set(JsonList<string>.From(value), "observes");
    } = JsonList<string>.Missing;

    /// <summary>Where events are delivered to, and with which secret (<c>configuration</c>).</summary>
    public ElasticPathIntegrationConfiguration? Configuration
    {
        get;
        init => field = Set(value, "configuration");
    }

    /// <summary>When it was made (<c>meta.timestamps.created_at</c>), cut to 100 nanoseconds.</summary>
    public DateTimeOffset? CreatedAt
    {
        get => CreatedAtWire.Value;
        init => CreatedAtWire = Set(WireTimestamp.Of(value), "meta");
    }

    /// <summary>The text of <see cref="CreatedAt"/>. Setting one of both sets the other.</summary>
    public string? CreatedAtText
    {
        get => CreatedAtWire.Text;
        init => CreatedAtWire = Set(WireTimestamp.Of(value), "meta");
    }

    /// <summary>When it was last changed (<c>meta.timestamps.updated_at</c>), cut to 100 nanoseconds.</summary>
    public DateTimeOffset? UpdatedAt
    {
        get => UpdatedAtWire.Value;
        init => UpdatedAtWire = Set(WireTimestamp.Of(value), "meta");
    }

    /// <summary>The text of <see cref="UpdatedAt"/>. Setting one of both sets the other.</summary>
    public string? UpdatedAtText
    {
        get => UpdatedAtWire.Text;
        init => UpdatedAtWire = Set(WireTimestamp.Of(value), "meta");
    }

    /// <summary>
    /// Fields that are unknown here or of another type than documented, by their name on the wire; <c>meta</c>, whole, when it holds
    /// more than the times above. Empty by default. When writing, an entry here wins over its property; setting the property takes the
    /// entry away.
    /// </summary>
    public IReadOnlyDictionary<string, RawJson> AdditionalProperties
    {
        get => _additional;
        init => _additional = JsonProperties.From(value);
    }

    /// <summary>
    /// What the vendor sent in place of a record that can be read; every other property is then empty.
    /// </summary>
    /// <value><see langword="null"/> for a record that was read.</value>
    public UnreadableRecord? Unreadable { get; init; }

    internal WireTimestamp CreatedAtWire { get; init; }

    internal WireTimestamp UpdatedAtWire { get; init; }

    internal ExplicitNulls Nulls { get; init; }

    /// <summary>The id, the name and the kind, in one sentence on one line; nothing of <see cref="Configuration"/>.</summary>
    public override string ToString()
    {
        string names = string.Join(", ", new[] { Name, IntegrationType }.Where(part => !string.IsNullOrEmpty(part)));
        string state = Enabled switch { true => "is enabled", false => "is not enabled", null => "may be enabled or not" };
        return OneLine.Of(Unreadable is not null
            ? $"{IntegrationVendor.ElasticPath} integration, {Unreadable}"
            : $"{IntegrationVendor.ElasticPath} integration {Id ?? "without an id"}{(names.Length > 0 ? $" ({names})" : null)} {state}.");
    }

    /// <summary>What was kept of a field no longer counts once its property is set.</summary>
    private T Set<T>(T value, string name)
    {
        JsonProperties.Remove(ref _additional, name);
        return value;
    }
}
