using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Sendcloud;

internal sealed class SendcloudLogResponseConverter : ModelConverter<SendcloudLogResponse>
{
    private static readonly JsonNames Names = new("headers", "body");

    protected override SendcloudLogResponse Read(ref JsonCursor json) => ReadResponse(ref json);

    public static SendcloudLogResponse ReadResponse(ref JsonCursor json)
    {
        var message = SendcloudMessage.Read(ref json, Names);
        return new SendcloudLogResponse { Headers = message.Headers, Body = message.Body, AdditionalProperties = message.Rest };
    }

    protected override void Write(Utf8JsonWriter writer, SendcloudLogResponse value) =>
        WriteResponse(writer, value);

    public static void WriteResponse(Utf8JsonWriter writer, SendcloudLogResponse value) =>
        new SendcloudMessage(value.Headers, value.Body, value.AdditionalProperties).Write(writer, Names);
}
