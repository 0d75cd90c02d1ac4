using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <content>How it is read and written.</content>
public sealed partial record SendcloudLogRequest : IModel<SendcloudLogRequest>
{
    private static readonly JsonNames Names = new("headers", "payload");

    private SendcloudLogRequest(ref ObjectReader json)
    {
        Leftovers outer = json.Begin(Names);
        while (json.Next())
        {
            switch (json.Name)
            {
                case "headers": Headers = json.Raw(); break;
                case "payload": Payload = json.Raw(); break;
            }
        }

        (_additional, _) = json.End(outer);
    }

    static SendcloudLogRequest IModel<SendcloudLogRequest>.Read(ref ObjectReader json) => new(ref json);

    void IModel<SendcloudLogRequest>.Write(Utf8JsonWriter writer)
    {
        var fields = new FieldWriter(writer, Names, _additional, default);
        fields.Raw("headers", Headers);
        fields.Raw("payload", Payload);
        fields.End();
    }
}
