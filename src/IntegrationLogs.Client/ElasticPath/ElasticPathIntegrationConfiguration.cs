using System.Text.Json.Serialization;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// Where an Elastic Path integration delivers its events. What is in here depends on the kind of integration; a webhook has
/// <see cref="Url"/> and <see cref="SecretKey"/>.
/// </summary>
/// <remarks>The vendor sends secrets in clear. Here they are only in properties: serializing this record masks them.</remarks>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed partial record ElasticPathIntegrationConfiguration
{
    private JsonProperties _additional = JsonProperties.Empty;

    /// <summary>Makes an empty one.</summary>
    public ElasticPathIntegrationConfiguration()
    {
    }

    /// <summary>
    /// The address a webhook is delivered to (<c>url</c>). User information and the values of the query are written as <c>***</c>.
    /// </summary>
    public string? Url { get; init => field = Set(value, "url"); }

    /// <summary>The secret a webhook is signed with (<c>secret_key</c>). A secret: written as <c>***</c>.</summary>
    public string? SecretKey { get; init => field = Set(value, "secret_key"); }

    /// <summary>
    /// The settings of other kinds of integration, by their name on the wire. Only those whose name is known to be harmless, such as
    /// <c>host</c>, <c>port</c>, <c>region</c> or <c>queue</c>, are written; all others are written as <c>***</c>, at any depth.
    /// </summary>
    public IReadOnlyDictionary<string, RawJson> AdditionalProperties
    {
        get => _additional;
        init => _additional = JsonProperties.From(value);
    }

    internal ExplicitNulls Nulls { get; init; }

    /// <summary>Whether there is a URL and a secret, never what they are.</summary>
    public override string ToString() =>
        $"ElasticPathIntegrationConfiguration: url {SetOrNot(Url)}, secret key {SetOrNot(SecretKey)}";

    private static string SetOrNot(string? value) => value is null ? "not set" : "set";

    /// <summary>What was kept of a field no longer counts once its property is set.</summary>
    private T Set<T>(T value, string name)
    {
        JsonProperties.Remove(ref _additional, name);
        return value;
    }
}
