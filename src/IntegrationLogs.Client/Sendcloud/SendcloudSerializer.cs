using System.Text.Json.Serialization;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Sendcloud;

/// <summary>Reads what <see cref="ISendcloudApi"/> returns, and with a context what interfaces of a user's own return.</summary>
internal static class SendcloudSerializer
{
    public static ResponseSerializer Create(JsonSerializerContext? context = null) =>
        // A page's query tells the handlers of its cursor, and is told of the response.
        new ResponseSerializer(context) { NeedsArguments = true }
            .With(Page(SendcloudLogConverter.ReadLog))
            .With(Page(SendcloudIntegrationConverter.ReadIntegration))
            .With(static (ref JsonCursor json, ResponseInfo _) =>
                PageReader.ReadSingle(ref json, SendcloudIntegrationConverter.ReadIntegration));

    private static ResponseRead<SendcloudPage<T>> Page<T>(JsonRead<T> readRecord) =>
        (ref JsonCursor json, ResponseInfo response) => SendcloudPageReader.Read(ref json, readRecord, response);
}
