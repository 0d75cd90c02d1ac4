using System.Text.Json.Serialization;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>What Sendcloud sent to a shop system (<c>request</c> of an <c>integration-log</c>).</summary>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed record SendcloudLogRequest
{
    /// <summary>The request's HTTP headers: an object, text or null (<c>headers</c>).</summary>
    public RawJson Headers { get; init; }

    /// <summary>The request's body: an object, text or null (<c>payload</c>).</summary>
    public RawJson Payload { get; init; }

    /// <summary>Fields that are unknown here, by their name on the wire. Empty by default.</summary>
    public IReadOnlyDictionary<string, RawJson> AdditionalProperties
    {
        get;
        init => field = JsonProperties.From(value);
    } = JsonProperties.Empty;

    /// <summary>The sizes, never the content.</summary>
    public override string ToString() => $"SendcloudLogRequest: headers {Headers}, payload {Payload}";
}
