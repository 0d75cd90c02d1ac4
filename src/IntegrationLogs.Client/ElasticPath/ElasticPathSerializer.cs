using System.Text.Json.Serialization;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.ElasticPath;

/// <summary>Reads what <see cref="IElasticPathApi"/> returns, and with a context what interfaces of a user's own return.</summary>
internal static class ElasticPathSerializer
{
    public static ResponseSerializer Create(JsonSerializerContext? context = null) =>
        new ResponseSerializer(context)
            .With(ElasticPathPageReader.Read<ElasticPathLog>)
            .With(ElasticPathPageReader.Read<ElasticPathJob>)
            .With(ElasticPathPageReader.Read<ElasticPathIntegration>)
            .With(static (ref ObjectReader json, ResponseInfo _) => PageReader.ReadSingle<ElasticPathIntegration>(ref json));
}
