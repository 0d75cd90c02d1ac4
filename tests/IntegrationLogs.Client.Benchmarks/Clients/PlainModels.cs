using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationLogs.Client.Benchmarks.Clients;

// What a careful user would write for the two lists: every documented field, free-form ones as JsonElement.
internal sealed class PlainElasticPathPage
{
    [JsonPropertyName("data")] public List<PlainElasticPathLog> Data { get; set; } = [];

    [JsonPropertyName("results")] public PlainResults? Results { get; set; }
}

internal sealed class PlainResults
{
    [JsonPropertyName("total")] public long Total { get; set; }
}

internal sealed class PlainElasticPathLog
{
    [JsonPropertyName("id")] public string? Id { get; set; }

    [JsonPropertyName("type")] public string? Type { get; set; }

    [JsonPropertyName("succeeded")] public bool Succeeded { get; set; }

    [JsonPropertyName("attempt")] public int Attempt { get; set; }

    [JsonPropertyName("processing_time")] public double ProcessingTime { get; set; }

    [JsonPropertyName("body")] public string? Body { get; set; }

    [JsonPropertyName("status_code")] public int StatusCode { get; set; }

    [JsonPropertyName("error_detail")] public string? ErrorDetail { get; set; }

    [JsonPropertyName("relationships")] public PlainRelationships? Relationships { get; set; }

    [JsonPropertyName("meta")] public PlainMeta? Meta { get; set; }
}

internal sealed class PlainRelationships
{
    [JsonPropertyName("integration")] public PlainRelation? Integration { get; set; }

    [JsonPropertyName("job")] public PlainRelation? Job { get; set; }
}

internal sealed class PlainRelation
{
    [JsonPropertyName("data")] public PlainReference? Data { get; set; }
}

internal sealed class PlainReference
{
    [JsonPropertyName("type")] public string? Type { get; set; }

    [JsonPropertyName("id")] public string? Id { get; set; }
}

internal sealed class PlainMeta
{
    [JsonPropertyName("timestamps")] public PlainTimestamps? Timestamps { get; set; }
}

internal sealed class PlainTimestamps
{
    [JsonPropertyName("created_at")] public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class PlainSendcloudPage
{
    [JsonPropertyName("data")] public List<PlainSendcloudLog> Data { get; set; } = [];
}

internal sealed class PlainSendcloudLog
{
    [JsonPropertyName("id")] public long Id { get; set; }

    [JsonPropertyName("integration_id")] public long IntegrationId { get; set; }

    [JsonPropertyName("base_url")] public string? BaseUrl { get; set; }

    [JsonPropertyName("full_url")] public string? FullUrl { get; set; }

    [JsonPropertyName("method")] public string? Method { get; set; }

    [JsonPropertyName("response_code")] public int? ResponseCode { get; set; }

    [JsonPropertyName("response")] public PlainResponse? Response { get; set; }

    [JsonPropertyName("request")] public PlainRequest? Request { get; set; }

    [JsonPropertyName("created_at")] public DateTimeOffset CreatedAt { get; set; }

    [JsonPropertyName("exception_type")] public string? ExceptionType { get; set; }

    [JsonPropertyName("exception")] public string? Exception { get; set; }

    [JsonPropertyName("protected")] public bool? Protected { get; set; }

    [JsonPropertyName("additional_data")] public JsonElement AdditionalData { get; set; }
}

internal sealed class PlainResponse
{
    [JsonPropertyName("headers")] public JsonElement Headers { get; set; }

    [JsonPropertyName("body")] public JsonElement Body { get; set; }
}

internal sealed class PlainRequest
{
    [JsonPropertyName("headers")] public JsonElement Headers { get; set; }

    [JsonPropertyName("payload")] public JsonElement Payload { get; set; }
}

[JsonSerializable(typeof(PlainElasticPathPage))]
[JsonSerializable(typeof(PlainSendcloudPage))]
internal sealed partial class PlainContext : JsonSerializerContext;
