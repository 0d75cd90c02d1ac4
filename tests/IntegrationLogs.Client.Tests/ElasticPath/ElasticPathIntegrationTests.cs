using System.Text.Json;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.ElasticPath;

public class ElasticPathIntegrationTests
{
    [Fact]
    public void The_documented_fields_are_read_field_by_field()
    {
        ElasticPathIntegration integration = Read(Examples.ElasticPathIntegration);

        Assert.Equal("8edd44ef-1856-4456-90ec-d9fab8a25049", integration.Id);
        Assert.Equal("integration", integration.Type);
        Assert.Equal("Order webhook", integration.Name);
        Assert.Equal("Tells the warehouse", integration.Description);
        Assert.True(integration.Enabled);
        Assert.Equal("webhook", integration.IntegrationType);
        Assert.Equal(["order.created", "order.paid"], integration.Observes);
        Assert.Equal("https://warehouse.example/hook", integration.Configuration!.Url);
        Assert.Equal("shhh-very-secret", integration.Configuration.SecretKey);
        Assert.Empty(integration.Configuration.AdditionalProperties);
        Assert.Equal(new DateTimeOffset(2017, 10, 30, 18, 15, 40, TimeSpan.Zero).AddTicks(876509), integration.CreatedAt);
        Assert.Equal("2017-10-30T18:15:40.087650928Z", integration.CreatedAtText);
        Assert.Equal(new DateTimeOffset(2018, 1, 2, 3, 4, 5, TimeSpan.Zero), integration.UpdatedAt);
        Assert.Equal("2018-01-02T03:04:05Z", integration.UpdatedAtText);
        Assert.Empty(integration.AdditionalProperties);
    }

    [Theory]
    [InlineData("[]", 0, false)]
    [InlineData("null", 0, false)]
    [InlineData("[\"order.created\",null]", 1, true)]
    [InlineData("[5,\"order.created\",{\"a\":1},[]]", 1, true)]
    [InlineData("\"order.created\"", 0, true)]
    [InlineData("[\"order.created\",\"order.created\"]", 2, false)]
    public void Observed_events_of_any_shape_are_written_as_they_came(string value, int count, bool isKept)
    {
        string json = $"{{\"observes\":{value}}}";

        ElasticPathIntegration integration = Read(json);

        Assert.Equal(Enumerable.Repeat("order.created", count), integration.Observes);
        Assert.Equal(isKept, integration.AdditionalProperties.ContainsKey("observes"));
        Assert.Equal(json, JsonSerializer.Serialize(integration));
    }

    [Fact]
    public void Integrations_with_the_same_events_are_equal()
    {
        Assert.Equal(Read("""{"observes":["a","b"]}"""), Read("""{"observes":["a","b"]}"""));
        Assert.NotEqual(Read("""{"observes":["a","b"]}"""), Read("""{"observes":["b","a"]}"""));
    }

    [Fact]
    public void Its_text_has_nothing_of_the_configuration()
    {
        ElasticPathIntegration integration = Read(Examples.ElasticPathIntegration);

        Assert.Equal(
            "ElasticPath integration 8edd44ef-1856-4456-90ec-d9fab8a25049 (Order webhook, webhook) is enabled.", integration.ToString());
    }

    [Fact]
    public void Changing_a_time_writes_the_new_one_beside_the_other()
    {
        ElasticPathIntegration changed = Read(Examples.ElasticPathIntegration) with
        {
            UpdatedAt = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero),
        };

        JsonElement times = JsonSerializer.SerializeToElement(changed).GetProperty("meta").GetProperty("timestamps");
        Assert.Equal("2017-10-30T18:15:40.087650928Z", times.GetProperty("created_at").GetString());
        Assert.Equal("2024-01-01T00:00:00.0000000+00:00", times.GetProperty("updated_at").GetString());
    }

    [Fact]
    public void An_integration_made_by_hand_is_written_in_the_wires_form()
    {
        var integration = new ElasticPathIntegration
        {
            Id = "a",
            Enabled = false,
            Observes = ["order.created"],
            Configuration = new ElasticPathIntegrationConfiguration { Url = "https://x.example", SecretKey = "s3cret" },
            UpdatedAtText = "2024-01-01T00:00:00Z",
        };

        JsonAssert.Same(
            """
            {
                "id": "a", "enabled": false, "observes": ["order.created"],
                "configuration": { "url": "https://x.example", "secret_key": "***" },
                "meta": { "timestamps": { "updated_at": "2024-01-01T00:00:00Z" } }
            }
            """,
            JsonSerializer.Serialize(integration));
    }

    private static ElasticPathIntegration Read(string json) => JsonSerializer.Deserialize<ElasticPathIntegration>(json)!;
}
