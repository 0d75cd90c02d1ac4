using System.Text.Json.Serialization;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// One attempt of Elastic Path Commerce Cloud to deliver an event to an integration (the vendor's page <em>Get Integration Logs</em>).
/// The vendor promises none of the fields: each is <see langword="null"/> when it was missing, null or of another type.
/// </summary>
/// <remarks>
/// Serializes to the JSON it was read from. <see cref="ToString"/> leaves out <see cref="Body"/>.
/// </remarks>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed partial record ElasticPathLog
{
    private JsonProperties _additional = JsonProperties.Empty;

    /// <summary>Makes an empty one.</summary>
    public ElasticPathLog()
    {
    }

    /// <summary>The log's id, a UUID in the vendor's examples (<c>id</c>).</summary>
    public string? Id { get; init => field = Set(value, "id"); }

    /// <summary><c>integration-log</c>, in some answers <c>integration</c> (<c>type</c>).</summary>
    public string? Type { get; init => field = Set(value, "type"); }

    /// <summary>Whether this attempt delivered the event (<c>succeeded</c>).</summary>
    public bool? Succeeded { get; init => field = Set(value, "succeeded"); }

    /// <summary>
    /// Whether the attempt is known to have failed: by <see cref="Succeeded"/>; without that by <see cref="ErrorDetail"/> or a
    /// <see cref="StatusCode"/> other than 200 to 299.
    /// </summary>
    public bool IsFailure => IntegrationLogEntry.OutcomeOf(this) is false;

    /// <summary>Which attempt of its job this was, counted from 1 (<c>attempt</c>).</summary>
    public int? Attempt { get; init => field = Set(value, "attempt"); }

    /// <summary>How long the attempt took (<c>processing_time</c>, a number of seconds on the wire).</summary>
    public TimeSpan? ProcessingTime { get; init => field = Set(value, "processing_time"); }

    /// <summary>The body the integration answered with (<c>body</c>). It may hold what a shop considers secret.</summary>
    public string? Body { get; init => field = Set(value, "body"); }

    /// <summary>The HTTP status code the integration answered with (<c>status_code</c>).</summary>
    public int? StatusCode { get; init => field = Set(value, "status_code"); }

    /// <summary>Why Elastic Path counts the attempt as failed (<c>error_detail</c>).</summary>
    public string? ErrorDetail { get; init => field = Set(value, "error_detail"); }

    /// <summary>The id of the integration (<c>relationships.integration.data.id</c>).</summary>
    public string? IntegrationId { get; init => field = Set(value, "relationships"); }

    /// <summary>The id of the job, which groups the attempts of one delivery (<c>relationships.job.data.id</c>).</summary>
    public string? JobId { get; init => field = Set(value, "relationships"); }

    /// <summary>
    /// When the log was made (<c>meta.timestamps.created_at</c>), cut to the 100 nanoseconds that .NET keeps: two logs can be equal
    /// here and still differ in <see cref="CreatedAtText"/>. Setting it sets the text, too.
    /// </summary>
    public DateTimeOffset? CreatedAt
    {
        get => CreatedAtWire.Value;
        init => CreatedAtWire = Set(WireTimestamp.Of(value), "meta");
    }

    /// <summary>The text of <see cref="CreatedAt"/>, with nine fractional digits in the vendor's examples. Setting it sets the value, too.</summary>
    public string? CreatedAtText
    {
        get => CreatedAtWire.Text;
        init => CreatedAtWire = Set(WireTimestamp.Of(value), "meta");
    }

    /// <summary>
    /// What the properties above cannot hold: fields that are unknown here and fields of another type than documented, by their name
    /// on the wire. <c>relationships</c> and <c>meta</c> are here, whole, when they hold more than the ids and the time above. Empty
    /// by default. When writing, an entry here wins over its property; setting the property takes the entry away.
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

    /// <summary>The ids, the outcome, the time and the start of <see cref="ErrorDetail"/>, in one sentence on one line.</summary>
    public override string ToString() => LogSentence.OfLog(IntegrationLogEntry.From(this), CreatedAtText);

    /// <summary>What was kept of a field no longer counts once its property is set.</summary>
    private T Set<T>(T value, string name)
    {
        JsonProperties.Remove(ref _additional, name);
        return value;
    }
}
