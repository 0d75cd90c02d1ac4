using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <content>How it is read and written.</content>
public sealed partial record ElasticPathJob : IVendorRecord<ElasticPathJob>
{
    private static readonly JsonNames Names = new("id", "type");

    private ElasticPathJob(ref ObjectReader json)
    {
        Leftovers outer = json.Begin(Names);
        while (json.Next())
        {
            switch (json.Name)
            {
                case "id": Id = json.String(); break;
                case "type": Type = json.Shared(); break;
            }
        }

        (_additional, Nulls) = json.End(outer);
    }

    static ElasticPathJob IModel<ElasticPathJob>.Read(ref ObjectReader json) => new(ref json);

    static ElasticPathJob IVendorRecord<ElasticPathJob>.From(UnreadableRecord unreadable) => new() { Unreadable = unreadable };

    void IModel<ElasticPathJob>.Write(Utf8JsonWriter writer)
    {
        var fields = new FieldWriter(writer, Names, _additional, Nulls);
        fields.String("id", Id);
        fields.String("type", Type);
        fields.End();
    }
}
