using System.Text.Json.Serialization;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// Where an Elastic Path integration delivers its events. What is in here depends on the kind of integration; a webhook has
/// <see cref="Url"/> and <see cref="SecretKey"/>.
/// </summary>
/// <remarks>The vendor sends secrets in clear. Here they are only in properties: serializing this record masks them.</remarks>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed record ElasticPathIntegrationConfiguration
{
    /// <summary>The address a webhook is delivered to (<c>url</c>).</summary>
    public string? Url { get; init; }

    /// <summary>The secret a webhook is signed with (<c>secret_key</c>). A secret: written as <c>***</c>.</summary>
    public string? SecretKey { get; init; }

    /// <summary>
    /// The settings of other kinds of integration, by their name on the wire. Those whose name tells of a secret (it contains
    /// <c>secret</c>, <c>password</c>, <c>passcode</c>, <c>token</c>, <c>key</c> or <c>credential</c>) are written as <c>***</c>, at
    /// any depth.
    /// </summary>
    public IReadOnlyDictionary<string, RawJson> AdditionalProperties
    {
        get;
        init => field = JsonProperties.From(value);
    } = JsonProperties.Empty;

    internal ExplicitNulls Nulls { get; init; }

    /// <summary>Whether there is a URL and a secret, never what they are.</summary>
    public override string ToString() =>
        $"ElasticPathIntegrationConfiguration: url {SetOrNot(Url)}, secret key {SetOrNot(SecretKey)}";

    private static string SetOrNot(string? value) => value is null ? "not set" : "set";
}
