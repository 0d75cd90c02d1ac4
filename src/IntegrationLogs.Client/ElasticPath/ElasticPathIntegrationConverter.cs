using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.ElasticPath;

internal sealed class ElasticPathIntegrationConverter : ModelConverter<ElasticPathIntegration>
{
    private const int Id = 0, TypeName = 1, Name = 2, Description = 3, Enabled = 4, IntegrationType = 5, Observes = 6, Configuration = 7,
        Meta = 8;

    private static readonly JsonNames Names = new(
        "id", "type", "name", "description", "enabled", "integration_type", "observes", "configuration", "meta");

    protected override ElasticPathIntegration Read(ref JsonCursor json) => ReadIntegration(ref json);

    public static ElasticPathIntegration ReadIntegration(ref JsonCursor json)
    {
        string? id = null, type = null, name = null, description = null, integrationType = null;
        bool? enabled = null;
        IReadOnlyList<string> observes = JsonList<string>.Missing;
        ElasticPathIntegrationConfiguration? configuration = null;
        ElasticPathTimestamps timestamps = default;
        Leftovers rest = default;
        int field = -1;
        while (json.NextField(Names, ref rest, ref field))
        {
            switch (field)
            {
                case Id: id = json.TakeString(Names, field, ref rest); break;
                case TypeName: type = json.TakeString(Names, field, ref rest); break;
                case Name: name = json.TakeString(Names, field, ref rest); break;
                case Description: description = json.TakeString(Names, field, ref rest); break;
                case Enabled: enabled = json.TakeBoolean(Names, field, ref rest); break;
                case IntegrationType: integrationType = json.TakeString(Names, field, ref rest); break;
                case Observes: observes = TakeObserves(ref json, ref rest); break;
                case Configuration: configuration = TakeConfiguration(ref json, ref rest); break;
                case Meta: timestamps = ElasticPathTimestamps.Take(ref json, Names, field, ref rest, keepsUpdatedAt: true); break;
            }
        }

        return new ElasticPathIntegration
        {
            Id = id,
            Type = type,
            Name = name,
            Description = description,
            Enabled = enabled,
            IntegrationType = integrationType,
            Observes = observes,
            Configuration = configuration,
            CreatedAtWire = timestamps.CreatedAt,
            UpdatedAtWire = timestamps.UpdatedAt,
            AdditionalProperties = rest.ToProperties(),
            Nulls = rest.Nulls,
        };
    }

    protected override void Write(Utf8JsonWriter writer, ElasticPathIntegration value)
    {
        var fields = new FieldWriter(writer, Names, MaskConfiguration(value.AdditionalProperties), value.Nulls);
        fields.String(Id, value.Id);
        fields.String(TypeName, value.Type);
        fields.String(Name, value.Name);
        fields.String(Description, value.Description);
        fields.Boolean(Enabled, value.Enabled);
        fields.String(IntegrationType, value.IntegrationType);
        if (fields.Begins(Observes, !ReferenceEquals(value.Observes, JsonList<string>.Missing)))
        {
            writer.WriteStartArray();
            foreach (string observed in value.Observes)
            {
                writer.WriteStringValue(observed);
            }

            writer.WriteEndArray();
        }

        if (fields.Begins(Configuration, value.Configuration is not null))
        {
            ElasticPathIntegrationConfigurationConverter.WriteConfiguration(writer, value.Configuration!);
        }

        string? createdAt = value.CreatedAtWire.ToWire();
        string? updatedAt = value.UpdatedAtWire.ToWire();
        if (fields.Begins(Meta, createdAt is not null || updatedAt is not null))
        {
            ElasticPathTimestamps.Write(writer, createdAt, updatedAt);
        }

        fields.End();
    }

    private static IReadOnlyDictionary<string, RawJson> MaskConfiguration(IReadOnlyDictionary<string, RawJson> properties) =>
        properties.ContainsKey(Names[Configuration])
            ? new JsonProperties([.. properties.Select(property => property.Key == Names[Configuration]
                ? new(property.Key, SecretSettings.MaskUnfit(property.Value))
                : property)])
            : properties;

    private static ElasticPathIntegrationConfiguration? TakeConfiguration(ref JsonCursor json, ref Leftovers rest)
    {
        if (json.TokenType == JsonTokenType.StartObject)
        {
            return ElasticPathIntegrationConfigurationConverter.ReadConfiguration(ref json);
        }

        json.TakeUnfit(Names, Configuration, ref rest);
        return null;
    }

    private static JsonList<string> TakeObserves(ref JsonCursor json, ref Leftovers rest)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.TakeUnfit(Names, Observes, ref rest);
            return JsonList<string>.Missing;
        }

        int mark = json.Mark();
        var observes = new List<string>();
        bool onlyText = true;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Leftovers unfit = default;
            if (json.TakeString(Names, Observes, ref unfit) is string observed)
            {
                observes.Add(observed);
            }

            onlyText &= unfit.IsEmpty;
        }

        if (!onlyText)
        {
            rest.Keep(Names, Observes, json.RawFrom(mark));
        }

        return new JsonList<string>([.. observes]);
    }
}
