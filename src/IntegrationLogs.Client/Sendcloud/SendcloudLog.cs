using System.Text.Json.Serialization;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// One failed request of Sendcloud to a shop system, whatever its status (schema <c>integration-log</c> of the vendor's page
/// <em>Retrieve exception logs for a specific integration</em>). The vendor promises <see cref="BaseUrl"/> only: any other
/// field is <see langword="null"/> when it was missing, null or of another type.
/// </summary>
/// <remarks>
/// Serializes to the JSON it was read from. <see cref="ToString"/> leaves out request, response and URLs.
/// </remarks>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed partial record SendcloudLog
{
    private JsonProperties _additional = JsonProperties.Empty;

    /// <summary>Makes an empty one.</summary>
    public SendcloudLog()
    {
    }

    /// <summary>The log's id, from 1 (<c>id</c>).</summary>
    public long? Id { get; init => field = Set(value, "id"); }

    /// <summary>The id of the integration (<c>integration_id</c>).</summary>
    public long? IntegrationId { get; init => field = Set(value, "integration_id"); }

    /// <summary>The shop's base URL (<c>base_url</c>); empty if the vendor broke its promise to send it.</summary>
    public string BaseUrl { get; init => field = Set(value, "base_url"); } = string.Empty;

    /// <summary>The URL that was requested (<c>full_url</c>).</summary>
    public string? FullUrl { get; init => field = Set(value, "full_url"); }

    /// <summary>The HTTP method of the request (<c>method</c>).</summary>
    public string? Method { get; init => field = Set(value, "method"); }

    /// <summary>The HTTP status code the shop system answered with (<c>response_code</c>); 495 stands for a certificate error.</summary>
    public int? ResponseCode { get; init => field = Set(value, "response_code"); }

    /// <summary>What the shop system answered (<c>response</c>).</summary>
    public SendcloudLogResponse? Response { get; init => field = Set(value, "response"); }

    /// <summary>What Sendcloud sent (<c>request</c>).</summary>
    public SendcloudLogRequest? Request { get; init => field = Set(value, "request"); }

    /// <summary>When it happened (<c>created_at</c>). A text without an offset is taken as UTC.</summary>
    public DateTimeOffset? CreatedAt
    {
        get => CreatedAtWire.Value;
        init => CreatedAtWire = Set(WireTimestamp.Of(value), "created_at");
    }

    /// <summary>The text of <see cref="CreatedAt"/>. Setting one of both sets the other.</summary>
    public string? CreatedAtText
    {
        get => CreatedAtWire.Text;
        init => CreatedAtWire = Set(WireTimestamp.Of(value), "created_at");
    }

    /// <summary>The Python exception type, such as <c>requests.exceptions.SSLError</c> (<c>exception_type</c>).</summary>
    public string? ExceptionType { get; init => field = Set(value, "exception_type"); }

    /// <summary>What went wrong, in words (<c>exception</c>).</summary>
    public string? Exception { get; init => field = Set(value, "exception"); }

    /// <summary>Whether Sendcloud obfuscated request and response (<c>protected</c>).</summary>
    public bool? Protected { get; init => field = Set(value, "protected"); }

    /// <summary>Anything else about the log: an object, or text that is often empty (<c>additional_data</c>).</summary>
    public RawJson AdditionalData { get; init => field = Set(value, "additional_data"); }

    /// <summary>
    /// Fields that are unknown here or of another type than documented, by their name on the wire. Empty by default. When
    /// writing, an entry here wins over its property; setting the property takes the entry away.
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

    internal ExplicitNulls Nulls { get; init; }

    /// <summary>
    /// The ids, the outcome, the time and the exception's type, without it the start of its text, in one sentence on one line.
    /// </summary>
    public override string ToString() => LogSentence.OfLog(IntegrationLogEntry.From(this), CreatedAtText);

    /// <summary>What was kept of a field no longer counts once its property is set.</summary>
    private T Set<T>(T value, string name)
    {
        JsonProperties.Remove(ref _additional, name);
        return value;
    }
}
