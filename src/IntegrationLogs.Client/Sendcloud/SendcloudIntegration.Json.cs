using System.Text.Json;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <content>How it is read and written.</content>
public sealed partial record SendcloudIntegration : IVendorRecord<SendcloudIntegration>
{
    private static readonly JsonNames Names = new(
        "id", "shop_name", "shop_url", "type", "started_failing_at", "last_fetched_at", "created_at", "updated_at", "webhook_active",
        "webhook_url");

    private SendcloudIntegration(ref ObjectReader json)
    {
        Leftovers outer = json.Begin(Names);
        while (json.Next())
        {
            switch (json.Name)
            {
                case "id": Id = json.Int64(); break;
                case "shop_name": ShopName = json.String(); break;
                case "shop_url": ShopUrl = json.String(); break;
                case "type": Type = json.Shared(); break;
                case "started_failing_at": StartedFailingAtWire = json.Timestamp(); break;
                case "last_fetched_at": LastFetchedAtWire = json.Timestamp(); break;
                case "created_at": CreatedAtWire = json.Timestamp(); break;
                case "updated_at": UpdatedAtWire = json.Timestamp(); break;
                case "webhook_active": WebhookActive = json.Boolean(); break;
                case "webhook_url": WebhookUrl = json.String(); break;
            }
        }

        (_additional, Nulls) = json.End(outer);
    }

    bool IVendorRecord.HoldsSecrets => true;

    static SendcloudIntegration IModel<SendcloudIntegration>.Read(ref ObjectReader json) => new(ref json);

    static SendcloudIntegration IVendorRecord<SendcloudIntegration>.From(UnreadableRecord unreadable) =>
        new() { Unreadable = unreadable };

    void IModel<SendcloudIntegration>.Write(Utf8JsonWriter writer)
    {
        var fields = new FieldWriter(writer, Names, _additional, Nulls);
        fields.Number("id", Id);
        fields.String("shop_name", ShopName);
        fields.String("shop_url", UrlMask.Of(ShopUrl));
        fields.String("type", Type);
        fields.String("started_failing_at", StartedFailingAtWire.Text);
        fields.String("last_fetched_at", LastFetchedAtWire.Text);
        fields.String("created_at", CreatedAtWire.Text);
        fields.String("updated_at", UpdatedAtWire.Text);
        fields.Boolean("webhook_active", WebhookActive);
        fields.String("webhook_url", UrlMask.Of(WebhookUrl));
        fields.End();
    }
}
