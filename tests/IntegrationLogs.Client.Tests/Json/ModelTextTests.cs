using System.Text.Json;

namespace IntegrationLogs.Client.Tests.Json;

/// <summary>What records say of themselves, and what is written after a change to them.</summary>
public class ModelTextTests
{
    [Fact]
    public void A_line_break_in_a_vendors_text_makes_no_second_line()
    {
        const string Forged = "x\r\n[ERR] forged\u0085";
        object[] records =
        [
            new ElasticPathLog { Id = Forged },
            new ElasticPathJob { Id = Forged },
            new ElasticPathIntegration { Name = Forged },
            new SendcloudLog { ExceptionType = Forged },
            new SendcloudIntegration { ShopName = Forged },
        ];

        Assert.All(records, record => Assert.DoesNotContain(record.ToString()!, char.IsControl));
    }

    [Fact]
    public void An_empty_list_of_events_is_written_and_a_missing_one_is_not()
    {
        var read = JsonSerializer.Deserialize<ElasticPathIntegration>("""{"observes":[]}""")!;

        Assert.Equal("""{"observes":[]}""", JsonSerializer.Serialize(read));
        Assert.Equal("""{"observes":["order.created"]}""", JsonSerializer.Serialize(read with { Observes = ["order.created"] }));
        Assert.Equal("{}", JsonSerializer.Serialize(new ElasticPathIntegration()));
        Assert.Equal(new ElasticPathIntegration(), read);
    }
}
