using System.Text.Json.Serialization;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>What a shop system answered Sendcloud (<c>response</c> of an <c>integration-log</c>).</summary>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed partial record SendcloudLogResponse
{
    /// <summary>Makes an empty one.</summary>
    public SendcloudLogResponse()
    {
    }

    /// <summary>The response's HTTP headers: an object or null (<c>headers</c>).</summary>
    public RawJson Headers { get; init => (field, AdditionalProperties) = (value, Without("headers")); }

    /// <summary>The response's body: text, an object or null (<c>body</c>).</summary>
    public RawJson Body { get; init => (field, AdditionalProperties) = (value, Without("body")); }

    /// <summary>Fields that are unknown here, by their name on the wire. Empty by default.</summary>
    public IReadOnlyDictionary<string, RawJson> AdditionalProperties
    {
        get;
        init => field = JsonProperties.From(value);
    } = JsonProperties.Empty;

    /// <summary>The sizes, never the content.</summary>
    public override string ToString() => $"SendcloudLogResponse: headers {Headers}, body {Body}";

    private IReadOnlyDictionary<string, RawJson> Without(string name) => JsonProperties.Without(AdditionalProperties, name);
}
