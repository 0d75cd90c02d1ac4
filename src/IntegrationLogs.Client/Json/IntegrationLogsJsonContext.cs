using System.Text.Json.Serialization;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// How the records are read and written, for trimmed and AOT-compiled programs:
/// <c>JsonSerializer.Serialize(log, IntegrationLogsJsonContext.Default.ElasticPathLog)</c>, or in a resolver chain of your own.
/// </summary>
/// <remarks>
/// A vendor's record may be nested 256 levels deep, and <see cref="Default"/> reads all of them back. Options of your own read 64
/// levels unless <see cref="System.Text.Json.JsonSerializerOptions.MaxDepth"/> says more.
/// </remarks>
[JsonSourceGenerationOptions(MaxDepth = ObjectReader.MaxDepth + 1)]
[JsonSerializable(typeof(ElasticPathLog))]
[JsonSerializable(typeof(ElasticPathJob))]
[JsonSerializable(typeof(ElasticPathIntegration))]
[JsonSerializable(typeof(SendcloudLog))]
[JsonSerializable(typeof(SendcloudIntegration))]
[JsonSerializable(typeof(RawJson))]
[JsonSerializable(typeof(IntegrationVendor))]
[JsonSerializable(typeof(LogSource))]
[JsonSerializable(typeof(IntegrationLogEntry))]
[JsonSerializable(typeof(WatchedEntry))]
[JsonSerializable(typeof(Incident))]
[JsonSerializable(typeof(IncidentEvent))]
[JsonSerializable(typeof(SourceCheckpoint))]
[JsonSerializable(typeof(LogCheckpoint))]
public sealed partial class IntegrationLogsJsonContext : JsonSerializerContext;
