using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Sendcloud;

/// <summary>Reads what <see cref="ISendcloudApi"/> returns.</summary>
internal static class SendcloudSerializer
{
    public static ResponseSerializer Create()
    {
        // A page's query tells the handlers of its cursor, and is told of the response.
        var serializer = new ResponseSerializer { NeedsArguments = true };
        AddPage(serializer, SendcloudLogConverter.ReadLog);
        AddPage(serializer, SendcloudIntegrationConverter.ReadIntegration);
        return serializer.WithRecord(
            static (ref JsonCursor json) => PageReader.ReadSingle(ref json, SendcloudIntegrationConverter.ReadIntegration));
    }

    private static void AddPage<T>(ResponseSerializer serializer, JsonRead<T> readRecord) => serializer.WithPage(
        (ref JsonCursor json) => SendcloudPageReader.Read(ref json, readRecord),
        static (page, response) => page with { Response = response });
}
