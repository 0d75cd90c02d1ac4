using System.Text.Json.Serialization;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.ElasticPath;

/// <summary>Reads what <see cref="IElasticPathApi"/> returns, and with a context what interfaces of a user's own return.</summary>
internal static class ElasticPathSerializer
{
    public static ResponseSerializer Create(JsonSerializerContext? context = null) =>
        new ResponseSerializer(context)
            .With(Page(ElasticPathLogConverter.ReadLog))
            .With(Page(ElasticPathJobConverter.ReadJob))
            .With(Page(ElasticPathIntegrationConverter.ReadIntegration))
            .With(static (ref JsonCursor json, ResponseInfo _) =>
                PageReader.ReadSingle(ref json, ElasticPathIntegrationConverter.ReadIntegration));

    private static ResponseRead<ElasticPathPage<T>> Page<T>(JsonRead<T> readRecord) =>
        (ref JsonCursor json, ResponseInfo response) => ElasticPathPageReader.Read(ref json, readRecord, response);
}
