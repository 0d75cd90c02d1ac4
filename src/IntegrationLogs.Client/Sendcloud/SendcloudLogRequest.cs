using System.Text.Json.Serialization;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>What Sendcloud sent to a shop system (<c>request</c> of an <c>integration-log</c>).</summary>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed partial record SendcloudLogRequest
{
    private JsonProperties _additional = JsonProperties.Empty;

    /// <summary>Makes an empty one.</summary>
    public SendcloudLogRequest()
    {
    }

    /// <summary>The request's HTTP headers: an object, text or null (<c>headers</c>).</summary>
    public RawJson Headers { get; init => field = Set(value, "headers"); }

    /// <summary>The request's body: an object, text or null (<c>payload</c>).</summary>
    public RawJson Payload { get; init => field = Set(value, "payload"); }

    /// <summary>Fields that are unknown here, by their name on the wire. Empty by default.</summary>
    public IReadOnlyDictionary<string, RawJson> AdditionalProperties
    {
        get => _additional;
        init => _additional = JsonProperties.From(value);
    }

    /// <summary>The sizes, never the content.</summary>
    public override string ToString() => $"SendcloudLogRequest: headers {Headers}, payload {Payload}";

    /// <summary>What was kept of a field no longer counts once its property is set.</summary>
    private T Set<T>(T value, string name)
    {
        JsonProperties.Remove(ref _additional, name);
        return value;
    }
}
