using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <content>How it is read and written.</content>
public sealed partial record SendcloudLogResponse : IModel<SendcloudLogResponse>
{
    private static readonly JsonNames Names = new("headers", "body");

    private SendcloudLogResponse(ref ObjectReader json)
    {
        Leftovers outer = json.Begin(Names);
        while (json.Next())
        {
            switch (json.Name)
            {
                case "headers": Headers = json.Raw(); break;
                case "body": Body = json.Raw(); break;
            }
        }

        (_additional, _) = json.End(outer);
    }

    static SendcloudLogResponse IModel<SendcloudLogResponse>.Read(ref ObjectReader json) => new(ref json);

    void IModel<SendcloudLogResponse>.Write(Utf8JsonWriter writer)
    {
        var fields = new FieldWriter(writer, Names, _additional, default);
        fields.Raw("headers", Headers);
        fields.Raw("body", Body);
        fields.End();
    }
}
