using System.Text.Json;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.ElasticPath;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <content>How it is read and written.</content>
public sealed partial record ElasticPathIntegrationConfiguration : IModel<ElasticPathIntegrationConfiguration>
{
    private static readonly JsonNames Names = new("url", "secret_key");

    private ElasticPathIntegrationConfiguration(ref ObjectReader json)
    {
        Leftovers outer = json.Begin(Names);
        while (json.Next())
        {
            switch (json.Name)
            {
                case "url": Url = json.String(); break;
                case "secret_key": SecretKey = json.String(); break;
            }
        }

        (_additional, Nulls) = json.End(outer);
    }

    static ElasticPathIntegrationConfiguration IModel<ElasticPathIntegrationConfiguration>.Read(ref ObjectReader json) => new(ref json);

    void IModel<ElasticPathIntegrationConfiguration>.Write(Utf8JsonWriter writer)
    {
        var fields = new FieldWriter(writer, Names, SettingsMask.Of(_additional), Nulls);
        fields.String("url", UrlMask.Of(Url));
        fields.String("secret_key", SecretKey is null ? null : UrlMask.Masked);
        fields.End();
    }
}
