using System.Text.Json.Serialization;

namespace IntegrationLogs.Client;

/// <summary>
/// How the records are read and written, for trimmed and AOT-compiled programs:
/// <c>JsonSerializer.Serialize(log, IntegrationLogsJsonContext.Default.ElasticPathLog)</c>, or in a resolver chain of your own.
/// </summary>
[JsonSerializable(typeof(ElasticPathLog))]
[JsonSerializable(typeof(ElasticPathJob))]
[JsonSerializable(typeof(ElasticPathIntegration))]
[JsonSerializable(typeof(SendcloudLog))]
[JsonSerializable(typeof(SendcloudIntegration))]
[JsonSerializable(typeof(RawJson))]
[JsonSerializable(typeof(LogCheckpoint))]
public sealed partial class IntegrationLogsJsonContext : JsonSerializerContext;
