using System.Text.Json;
using IntegrationLogs.Client.ElasticPath;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <content>How it is read and written.</content>
public sealed partial record ElasticPathIntegration : IVendorRecord<ElasticPathIntegration>
{
    private static readonly JsonNames Names = new(
        "id", "type", "name", "description", "enabled", "integration_type", "observes", "configuration", "meta");

    private ElasticPathIntegration(ref ObjectReader json)
    {
        Leftovers outer = json.Begin(Names);
        while (json.Next())
        {
            switch (json.Name)
            {
                case "id": Id = json.String(); break;
                case "type": Type = json.Shared(); break;
                case "name": Name = json.String(); break;
                case "description": Description = json.String(); break;
                case "enabled": Enabled = json.Boolean(); break;
                case "integration_type": IntegrationType = json.Shared(); break;
                case "observes": Observes = ReadObserves(ref json); break;
                case "configuration": Configuration = json.Model<ElasticPathIntegrationConfiguration>(); break;
                case "meta": (CreatedAtWire, UpdatedAtWire) = ElasticPathTimestamps.Read(ref json, keepsUpdatedAt: true); break;
            }
        }

        (_additional, Nulls) = json.End(outer);
    }

    bool IVendorRecord.HoldsSecrets => true;

    static ElasticPathIntegration IModel<ElasticPathIntegration>.Read(ref ObjectReader json) => new(ref json);

    static ElasticPathIntegration IVendorRecord<ElasticPathIntegration>.From(UnreadableRecord unreadable) =>
        new() { Unreadable = unreadable };

    void IModel<ElasticPathIntegration>.Write(Utf8JsonWriter writer)
    {
        var fields = new FieldWriter(writer, Names, SettingsMask.InField(_additional, "configuration"), Nulls);
        fields.String("id", Id);
        fields.String("type", Type);
        fields.String("name", Name);
        fields.String("description", Description);
        fields.Boolean("enabled", Enabled);
        fields.String("integration_type", IntegrationType);
        if (fields.Begins("observes", !ReferenceEquals(Observes, JsonList<string>.Missing)))
        {
            writer.WriteStartArray();
            foreach (string observed in Observes)
            {
                writer.WriteStringValue(observed);
            }

            writer.WriteEndArray();
        }

        fields.Model("configuration", Configuration);
        if (fields.Begins("meta", CreatedAtWire.HasText || UpdatedAtWire.HasText))
        {
            new ElasticPathTimestamps(CreatedAtWire, UpdatedAtWire).Write(writer);
        }

        fields.End();
    }

    /// <summary>The events that are text. A list that holds anything else is kept whole, too.</summary>
    private static JsonList<string> ReadObserves(ref ObjectReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Keep();
            return JsonList<string>.Missing;
        }

        int mark = json.Mark;
        var observes = new List<string>();
        bool isOnlyText = true;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.String)
            {
                observes.Add(json.String()!);
                continue;
            }

            isOnlyText = false;
            json.Skip();
        }

        if (!isOnlyText)
        {
            json.Keep(json.RawFrom(mark));
        }

        return new JsonList<string>([.. observes]);
    }
}
