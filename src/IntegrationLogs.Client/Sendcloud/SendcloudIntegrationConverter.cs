using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Sendcloud;

internal sealed class SendcloudIntegrationConverter : ModelConverter<SendcloudIntegration>
{
    private const int Id = 0, ShopName = 1, ShopUrl = 2, TypeName = 3, StartedFailingAt = 4, LastFetchedAt = 5, CreatedAt = 6,
        UpdatedAt = 7, WebhookActive = 8, WebhookUrl = 9;

    private static readonly JsonNames Names = new(
        "id", "shop_name", "shop_url", "type", "started_failing_at", "last_fetched_at", "created_at", "updated_at", "webhook_active",
        "webhook_url");

    protected override SendcloudIntegration Read(ref JsonCursor json) => ReadIntegration(ref json);

    public static SendcloudIntegration ReadIntegration(ref JsonCursor json)
    {
        long? id = null;
        string? shopName = null, shopUrl = null, type = null, webhookUrl = null;
        WireTimestamp startedFailingAt = default, lastFetchedAt = default, createdAt = default, updatedAt = default;
        bool? webhookActive = null;
        Leftovers rest = default;
        int field = -1;
        while (json.NextField(Names, ref rest, ref field))
        {
            switch (field)
            {
                case Id: id = json.TakeInt64(Names, field, ref rest); break;
                case ShopName: shopName = json.TakeString(Names, field, ref rest); break;
                case ShopUrl: shopUrl = json.TakeString(Names, field, ref rest); break;
                case TypeName: type = json.TakeString(Names, field, ref rest); break;
                case StartedFailingAt: startedFailingAt = json.TakeTimestamp(Names, field, ref rest); break;
                case LastFetchedAt: lastFetchedAt = json.TakeTimestamp(Names, field, ref rest); break;
                case CreatedAt: createdAt = json.TakeTimestamp(Names, field, ref rest); break;
                case UpdatedAt: updatedAt = json.TakeTimestamp(Names, field, ref rest); break;
                case WebhookActive: webhookActive = json.TakeBoolean(Names, field, ref rest); break;
                case WebhookUrl: webhookUrl = json.TakeString(Names, field, ref rest); break;
            }
        }

        return new SendcloudIntegration
        {
            Id = id,
            ShopName = shopName,
            ShopUrl = shopUrl,
            Type = type,
            StartedFailingAtWire = startedFailingAt,
            LastFetchedAtWire = lastFetchedAt,
            CreatedAtWire = createdAt,
            UpdatedAtWire = updatedAt,
            WebhookActive = webhookActive,
            WebhookUrl = webhookUrl,
            AdditionalProperties = rest.ToProperties(),
            Nulls = rest.Nulls,
        };
    }

    protected override void Write(Utf8JsonWriter writer, SendcloudIntegration value)
    {
        var fields = new FieldWriter(writer, Names, value.AdditionalProperties, value.Nulls);
        fields.Number(Id, value.Id);
        fields.String(ShopName, value.ShopName);
        fields.String(ShopUrl, value.ShopUrl);
        fields.String(TypeName, value.Type);
        fields.Timestamp(StartedFailingAt, value.StartedFailingAtWire);
        fields.Timestamp(LastFetchedAt, value.LastFetchedAtWire);
        fields.Timestamp(CreatedAt, value.CreatedAtWire);
        fields.Timestamp(UpdatedAt, value.UpdatedAtWire);
        fields.Boolean(WebhookActive, value.WebhookActive);
        fields.String(WebhookUrl, value.WebhookUrl);
        fields.End();
    }
}
