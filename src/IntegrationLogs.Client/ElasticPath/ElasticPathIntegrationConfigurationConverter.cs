using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.ElasticPath;

internal sealed class ElasticPathIntegrationConfigurationConverter : ModelConverter<ElasticPathIntegrationConfiguration>
{
    private const int Url = 0, SecretKey = 1;

    private static readonly JsonNames Names = new("url", "secret_key");

    protected override ElasticPathIntegrationConfiguration Read(ref JsonCursor json) => ReadConfiguration(ref json);

    public static ElasticPathIntegrationConfiguration ReadConfiguration(ref JsonCursor json)
    {
        string? url = null, secretKey = null;
        Leftovers rest = default;
        int field = -1;
        while (json.NextField(Names, ref rest, ref field))
        {
            switch (field)
            {
                case Url: url = json.TakeString(Names, field, ref rest); break;
                case SecretKey: secretKey = json.TakeString(Names, field, ref rest); break;
            }
        }

        return new ElasticPathIntegrationConfiguration
        {
            Url = url,
            SecretKey = secretKey,
            AdditionalProperties = rest.ToProperties(),
            Nulls = rest.Nulls,
        };
    }

    protected override void Write(Utf8JsonWriter writer, ElasticPathIntegrationConfiguration value) =>
        WriteConfiguration(writer, value);

    public static void WriteConfiguration(Utf8JsonWriter writer, ElasticPathIntegrationConfiguration value)
    {
        var fields = new FieldWriter(writer, Names, SecretSettings.Mask(value.AdditionalProperties), value.Nulls);
        fields.String(Url, value.Url);
        fields.String(SecretKey, value.SecretKey is null ? null : SecretSettings.Masked);
        fields.End();
    }
}
