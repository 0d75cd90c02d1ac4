using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.ElasticPath;

/// <summary>Reads what <see cref="IElasticPathApi"/> returns.</summary>
internal static class ElasticPathSerializer
{
    public static ResponseSerializer Create()
    {
        var serializer = new ResponseSerializer();
        AddPage(serializer, ElasticPathLogConverter.ReadLog);
        AddPage(serializer, ElasticPathJobConverter.ReadJob);
        AddPage(serializer, ElasticPathIntegrationConverter.ReadIntegration);
        return serializer.WithRecord(
            static (ref JsonCursor json) => PageReader.ReadSingle(ref json, ElasticPathIntegrationConverter.ReadIntegration));
    }

    private static void AddPage<T>(ResponseSerializer serializer, JsonRead<T> readRecord) => serializer.WithPage(
        (ref JsonCursor json) => ElasticPathPageReader.Read(ref json, readRecord),
        static (page, response) => page with { Response = response });
}
