using System.Text.Json;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Sendcloud;

public class SendcloudIntegrationTests
{
    [Fact]
    public void The_documented_fields_are_read_field_by_field()
    {
        var shop = JsonSerializer.Deserialize<SendcloudIntegration>(Examples.SendcloudIntegration)!;

        Assert.Equal(123, shop.Id);
        Assert.Equal("Corner shop", shop.ShopName);
        Assert.Equal("https://shop.example", shop.ShopUrl);
        Assert.Equal("shopify", shop.Type);
        Assert.Equal(new DateTimeOffset(2023, 3, 1, 1, 2, 0, TimeSpan.Zero), shop.StartedFailingAt);
        Assert.Equal("2023-03-01T02:02:00+01:00", shop.StartedFailingAtText);
        Assert.Equal(new DateTimeOffset(2023, 2, 28, 23, 0, 0, 500, TimeSpan.Zero), shop.LastFetchedAt);
        Assert.Equal("2023-02-28T23:00:00.5Z", shop.LastFetchedAtText);
        Assert.Equal(new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero), shop.CreatedAt);
        Assert.Equal("2022-01-01T00:00:00Z", shop.CreatedAtText);
        Assert.Equal(new DateTimeOffset(2022, 6, 1, 12, 0, 0, TimeSpan.Zero), shop.UpdatedAt);
        Assert.Equal("2022-06-01T12:00:00Z", shop.UpdatedAtText);
        Assert.True(shop.WebhookActive);
        Assert.Equal("https://shop.example/hook?token=t0ken", shop.WebhookUrl);
        Assert.Empty(shop.AdditionalProperties);
    }

    [Fact]
    public void Its_text_leaves_out_the_addresses()
    {
        var shop = JsonSerializer.Deserialize<SendcloudIntegration>(Examples.SendcloudIntegration)!;

        Assert.Equal(
            "Sendcloud integration 123 (Corner shop, shopify) has been failing since 2023-03-01T02:02:00+01:00.", shop.ToString());
        Assert.Equal("Sendcloud integration without an id is not failing.", new SendcloudIntegration().ToString());
    }

    [Fact]
    public void Changing_any_of_its_times_writes_the_new_time()
    {
        var time = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

        var changed = JsonSerializer.Deserialize<SendcloudIntegration>(Examples.SendcloudIntegration)! with
        {
            StartedFailingAt = time,
            LastFetchedAt = time,
            CreatedAt = time,
            UpdatedAt = time,
        };

        JsonElement written = JsonSerializer.SerializeToElement(changed);
        foreach (string name in (string[])["started_failing_at", "last_fetched_at", "created_at", "updated_at"])
        {
            Assert.Equal("2024-01-01T00:00:00.0000000+00:00", written.GetProperty(name).GetString());
        }
    }

    [Fact]
    public void Nothing_is_promised()
    {
        var shop = JsonSerializer.Deserialize<SendcloudIntegration>(
            """{"id":"x","started_failing_at":null,"webhook_active":{},"shop_name":[1]}""")!;

        Assert.Null(shop.Id);
        Assert.Null(shop.StartedFailingAt);
        Assert.Null(shop.WebhookActive);
        Assert.Null(shop.ShopName);
        Assert.Equal(["id", "webhook_active", "shop_name"], shop.AdditionalProperties.Keys);
        Assert.Equal(
            """{"id":"x","shop_name":[1],"started_failing_at":null,"webhook_active":{}}""", JsonSerializer.Serialize(shop));
    }
}
