using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationLogs.Client.ElasticPath;
using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Json;
using IntegrationLogs.Client.Sendcloud;

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
        _ when type == typeof(ElasticPathLog) => new ElasticPathLogConverter(),
        _ when type == typeof(ElasticPathJob) => new ElasticPathJobConverter(),
        _ when type == typeof(ElasticPathIntegration) => new ElasticPathIntegrationConverter(),
        _ when type == typeof(ElasticPathIntegrationConfiguration) => new ElasticPathIntegrationConfigurationConverter(),
        _ when type == typeof(SendcloudLog) => new SendcloudLogConverter(),
        _ when type == typeof(SendcloudLogRequest) => new SendcloudLogRequestConverter(),
        _ when type == typeof(SendcloudLogResponse) => new SendcloudLogResponseConverter(),
        _ when type == typeof(SendcloudIntegration) => new SendcloudIntegrationConverter(),
        _ when type == typeof(RawJson) => new RawJsonConverter(),
        _ when type == typeof(LogCheckpoint) => new LogCheckpointConverter(),
        _ => null,
    };
}
