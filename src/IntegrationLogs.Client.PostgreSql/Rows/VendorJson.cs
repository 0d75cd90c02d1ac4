using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>Vendors' logs as JSON.</summary>
[JsonSerializable(typeof(ElasticPathLog))]
[JsonSerializable(typeof(SendcloudLog))]
internal sealed partial class VendorJson : JsonSerializerContext
{
    public static byte[] Of(object log) => PostgresJson.Of(log switch
    {
        ElasticPathLog elasticPath => JsonSerializer.SerializeToUtf8Bytes(elasticPath, Default.ElasticPathLog),
        SendcloudLog sendcloud => JsonSerializer.SerializeToUtf8Bytes(sendcloud, Default.SendcloudLog),
        _ => throw new ArgumentException($"A {log.GetType()} is no vendor's log.", nameof(log)),
    });
}
