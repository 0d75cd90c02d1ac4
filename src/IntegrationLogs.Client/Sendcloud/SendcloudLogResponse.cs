using System.Text.Json.Serialization;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>What a shop system answered Sendcloud (<c>response</c> of an <c>integration-log</c>).</summary>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed partial record SendcloudLogResponse
{
    private JsonProperties _additional = JsonProperties.Empty;

    /// <summary>Makes an empty one.</summary>
    public SendcloudLogResponse()
    {
    }

    /// <summary>The response's HTTP headers: an object or null (<c>headers</c>).</summary>
    public RawJson Headers { get; init => field = Set(value, "headers"); }

    /// <summary>The response's body: text, an object or null (<c>body</c>).</summary>
    public RawJson Body { get; init => field = Set(value, "body"); }

    /// <summary>Fields that are unknown here, by their name on the wire. Empty by default.</summary>
    public IReadOnlyDictionary<string, RawJson> AdditionalProperties
    {
        get => _additional;
        init => _additional = JsonProperties.From(value);
    }

    /// <summary>The sizes, never the content.</summary>
    public override string ToString() => $"SendcloudLogResponse: headers {Headers}, body {Body}";

    /// <summary>What was kept of a field no longer counts once its property is set.</summary>
    private T Set<T>(T value, string name)
    {
        JsonProperties.Remove(ref _additional, name);
        return value;
    }
}
