using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// Reads and writes the records of this package. They name it themselves, so there is no need to add it anywhere; it is public so that
/// source-generated contexts of your own can reach it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class IntegrationLogsJsonConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => Create(typeToConvert) is not null;

    /// <inheritdoc/>
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) => Create(typeToConvert);

    private static JsonConverter? Create(Type type) => type switch
    {
        _ when type == typeof(ElasticPathLog) => new RecordConverter<ElasticPathLog>(),
        _ when type == typeof(ElasticPathJob) => new RecordConverter<ElasticPathJob>(),
        _ when type == typeof(ElasticPathIntegration) => new RecordConverter<ElasticPathIntegration>(),
        _ when type == typeof(ElasticPathIntegrationConfiguration) => new ModelConverter<ElasticPathIntegrationConfiguration>(),
        _ when type == typeof(SendcloudLog) => new RecordConverter<SendcloudLog>(),
        _ when type == typeof(SendcloudLogRequest) => new ModelConverter<SendcloudLogRequest>(),
        _ when type == typeof(SendcloudLogResponse) => new ModelConverter<SendcloudLogResponse>(),
        _ when type == typeof(SendcloudIntegration) => new RecordConverter<SendcloudIntegration>(),
        _ when type == typeof(RawJson) => new RawJsonConverter(),
        _ when type == typeof(LogSource) => new LogSourceConverter(),
        _ when type == typeof(IntegrationLogEntry) => new IntegrationLogEntryConverter(),
        _ when type == typeof(WatchedEntry) => new WatchedEntryConverter(),
        _ when type == typeof(SourceCheckpoint) => new SourceCheckpointConverter(),
        _ when type == typeof(LogCheckpoint) => new LogCheckpointConverter(),
        _ => null,
    };
}
