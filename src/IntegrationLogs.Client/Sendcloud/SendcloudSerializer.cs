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
            .With(SendcloudPageReader.Read<SendcloudLog>)
            .With(SendcloudPageReader.Read<SendcloudIntegration>)
            .With(static (ref ObjectReader json, ResponseInfo _) => PageReader.ReadSingle<SendcloudIntegration>(ref json));
}
