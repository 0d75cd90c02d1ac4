using System.Text.Json;

namespace IntegrationLogs.Client.Testing.Json;

/// <summary>Elastic Path's records as the vendor's pages show them.</summary>
internal static class ElasticPathJson
{
    public static byte[] Log(ElasticPathLog log) => WireJson.Write(log, log.Unreadable, static (writer, log) =>
    {
        var fields = new WireObject(writer, log.AdditionalProperties);
        fields.Text("id", log.Id);
        fields.Text("type", log.Type);
        fields.Boolean("succeeded", log.Succeeded);
        fields.Number("attempt", log.Attempt);
        fields.Number("processing_time", (decimal?)log.ProcessingTime?.Ticks / TimeSpan.TicksPerSecond);
        fields.Text("body", log.Body);
        fields.Number("status_code", log.StatusCode);
        fields.Text("error_detail", log.ErrorDetail);
        if (fields.Begins("relationships", log.IntegrationId is not null || log.JobId is not null))
        {
            writer.WriteStartObject();
            Reference(writer, "integration", "integration", log.IntegrationId);
            Reference(writer, "job", "integration-job", log.JobId);
            writer.WriteEndObject();
        }

        Timestamps(writer, fields, log.CreatedAtText, updatedAt: null);
        fields.End();
    });

    public static byte[] Job(string id) => WireJson.Write(id, static (writer, id) =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("type", "integration-job");
        writer.WriteEndObject();
    });

    public static byte[] Integration(ElasticPathIntegration integration) => WireJson.Write(
        integration, integration.Unreadable, static (writer, integration) =>
    {
        var fields = new WireObject(writer, integration.AdditionalProperties);
        fields.Text("id", integration.Id);
        fields.Text("type", integration.Type);
        fields.Text("name", integration.Name);
        fields.Text("description", integration.Description);
        fields.Boolean("enabled", integration.Enabled);
        fields.Text("integration_type", integration.IntegrationType);
        if (fields.Begins("observes", hasValue: true))
        {
            writer.WriteStartArray();
            foreach (string observed in integration.Observes)
            {
                writer.WriteStringValue(observed);
            }

            writer.WriteEndArray();
        }

        if (fields.Begins("configuration", integration.Configuration is not null))
        {
            // Written here and not by the record: the record masks the secret, the vendor does not.
            var configuration = new WireObject(writer, integration.Configuration!.AdditionalProperties);
            configuration.Text("url", integration.Configuration.Url);
            configuration.Text("secret_key", integration.Configuration.SecretKey);
            configuration.End();
        }

        Timestamps(writer, fields, integration.CreatedAtText, integration.UpdatedAtText);
        fields.End();
    });

    private static void Timestamps(Utf8JsonWriter writer, WireObject fields, string? createdAt, string? updatedAt)
    {
        if (!fields.Begins("meta", createdAt is not null || updatedAt is not null))
        {
            return;
        }

        writer.WriteStartObject();
        writer.WriteStartObject("timestamps");
        foreach ((string name, string? text) in new[] { ("created_at", createdAt), ("updated_at", updatedAt) })
        {
            if (text is not null)
            {
                writer.WriteString(name, text);
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Reference(Utf8JsonWriter writer, string name, string type, string? id)
    {
        if (id is null)
        {
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteStartObject("data");
        writer.WriteString("type", type);
        writer.WriteString("id", id);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
