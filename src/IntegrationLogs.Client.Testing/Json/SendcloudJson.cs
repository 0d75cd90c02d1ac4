using System.Text.Json;

namespace IntegrationLogs.Client.Testing.Json;

/// <summary>Sendcloud's records as the vendor's pages show them: what may be null is written as null rather than left out.</summary>
internal static class SendcloudJson
{
    public static byte[] Log(SendcloudLog log) => WireJson.Write(log, log.Unreadable, static (writer, log) =>
    {
        var fields = new WireObject(writer, log.AdditionalProperties);
        fields.Number("id", log.Id);
        fields.Number("integration_id", log.IntegrationId, nullable: true);
        fields.Text("base_url", log.BaseUrl);
        fields.Text("full_url", log.FullUrl, nullable: true);
        fields.Text("method", log.Method);
        fields.Number("response_code", log.ResponseCode, nullable: true);
        if (fields.Begins("response", log.Response is not null, nullable: true))
        {
            Message(writer, log.Response!.Headers, "body", log.Response.Body, log.Response.AdditionalProperties);
        }

        if (fields.Begins("request", log.Request is not null, nullable: true))
        {
            Message(writer, log.Request!.Headers, "payload", log.Request.Payload, log.Request.AdditionalProperties);
        }

        fields.Text("created_at", log.CreatedAtText);
        fields.Text("exception_type", log.ExceptionType, nullable: true);
        fields.Text("exception", log.Exception, nullable: true);
        fields.Boolean("protected", log.Protected);
        fields.Raw("additional_data", log.AdditionalData);
        fields.End();
    });

    public static byte[] Integration(SendcloudIntegration integration) => WireJson.Write(
        integration, integration.Unreadable, static (writer, integration) =>
    {
        var fields = new WireObject(writer, integration.AdditionalProperties);
        fields.Number("id", integration.Id);
        fields.Text("shop_name", integration.ShopName);
        fields.Text("shop_url", integration.ShopUrl);
        fields.Text("type", integration.Type);
        fields.Text("started_failing_at", integration.StartedFailingAtText, nullable: true);
        fields.Text("last_fetched_at", integration.LastFetchedAtText, nullable: true);
        fields.Text("created_at", integration.CreatedAtText);
        fields.Text("updated_at", integration.UpdatedAtText);
        fields.Boolean("webhook_active", integration.WebhookActive);
        fields.Text("webhook_url", integration.WebhookUrl, nullable: true);
        fields.End();
    });

    private static void Message(
        Utf8JsonWriter writer, RawJson headers, string bodyName, RawJson body, IReadOnlyDictionary<string, RawJson> additional)
    {
        var fields = new WireObject(writer, additional);
        fields.Raw("headers", headers);
        fields.Raw(bodyName, body);
        fields.End();
    }
}
