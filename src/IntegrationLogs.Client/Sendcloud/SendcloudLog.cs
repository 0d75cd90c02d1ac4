using System.Text.Json.Serialization;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// One failed request of Sendcloud to a shop system (schema <c>integration-log</c> of the vendor's page <em>Retrieve exception logs
/// for a specific integration</em>). The vendor promises <see cref="BaseUrl"/> only: any other field is <see langword="null"/> when
/// it was missing, null or of another type.
/// </summary>
/// <remarks>
/// Serializes to the JSON it was read from. <see cref="ToString"/> leaves out request, response, URLs and exception texts.
/// </remarks>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed record SendcloudLog
{
    /// <summary>The log's id, from 1 (<c>id</c>).</summary>
    public long? Id { get; init; }

    /// <summary>The id of the integration (<c>integration_id</c>).</summary>
    public long? IntegrationId { get; init; }

    /// <summary>The shop's base URL (<c>base_url</c>); empty if the vendor broke its promise to send it.</summary>
    public string BaseUrl { get; init; } = string.Empty;

    /// <summary>The URL that was requested (<c>full_url</c>).</summary>
    public string? FullUrl { get; init; }

    /// <summary>The HTTP method of the request (<c>method</c>).</summary>
    public string? Method { get; init; }

    /// <summary>The HTTP status code the shop system answered with (<c>response_code</c>); 495 stands for a certificate error.</summary>
    public int? ResponseCode { get; init; }

    /// <summary>What the shop system answered (<c>response</c>).</summary>
    public SendcloudLogResponse? Response { get; init; }

    /// <summary>What Sendcloud sent (<c>request</c>).</summary>
    public SendcloudLogRequest? Request { get; init; }

    /// <summary>When it happened (<c>created_at</c>). A text without an offset is taken as UTC.</summary>
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

    /// <summary>The Python exception type, such as <c>requests.exceptions.SSLError</c> (<c>exception_type</c>).</summary>
    public string? ExceptionType { get; init; }

    /// <summary>What went wrong, in words (<c>exception</c>).</summary>
    public string? Exception { get; init; }

    /// <summary>Whether Sendcloud obfuscated request and response (<c>protected</c>).</summary>
    public bool? Protected { get; init; }

    /// <summary>Anything else about the log: an object, or text that is often empty (<c>additional_data</c>).</summary>
    public RawJson AdditionalData { get; init; }

    /// <summary>
    /// Fields that are unknown here or of another type than documented, by their name on the wire. Empty by default; when writing,
    /// an entry here wins over its property.
    /// </summary>
    public IReadOnlyDictionary<string, RawJson> AdditionalProperties
    {
        get;
        init => field = JsonProperties.From(value);
    } = JsonProperties.Empty;

    internal WireTimestamp CreatedAtWire { get; init; }

    internal ExplicitNulls Nulls { get; init; }

    /// <summary>The ids, the method, the outcome and the time, on one line.</summary>
    public override string ToString() =>
        OneLine.Of($"SendcloudLog {Id}: integration {IntegrationId}, {Method}, response {ResponseCode}, {ExceptionType}, {CreatedAtText}")!;
}
