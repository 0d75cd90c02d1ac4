using System.Text.Json.Serialization;

namespace IntegrationLogs.Client.Feed;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(SourceIncidents))]
internal sealed partial class SourceIncidentsJsonContext : JsonSerializerContext;
