using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Sendcloud;

internal sealed class SendcloudLogRequestConverter : ModelConverter<SendcloudLogRequest>
{
    private static readonly JsonNames Names = new("headers", "payload");

    protected override SendcloudLogRequest Read(ref JsonCursor json) => ReadRequest(ref json);

    public static SendcloudLogRequest ReadRequest(ref JsonCursor json)
    {
        var message = SendcloudMessage.Read(ref json, Names);
        return new SendcloudLogRequest { Headers = message.Headers, Payload = message.Body, AdditionalProperties = message.Rest };
    }

    protected override void Write(Utf8JsonWriter writer, SendcloudLogRequest value) =>
        WriteRequest(writer, value);

    public static void WriteRequest(Utf8JsonWriter writer, SendcloudLogRequest value) =>
        new SendcloudMessage(value.Headers, value.Payload, value.AdditionalProperties).Write(writer, Names);
}
