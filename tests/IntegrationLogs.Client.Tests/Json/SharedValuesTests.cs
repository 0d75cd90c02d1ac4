using System.Text;
using IntegrationLogs.Client.Json;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Json;

public sealed class SharedValuesTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("integration-log")]
    [InlineData("8edd44ef-1856-4456-90ec-d9fab8a25049")]
    [InlineData("Received a status code outside of 2xx range - treating webhook as a fail")]
    public void A_text_that_came_before_is_the_same_string(string text)
    {
        var values = new SharedValues();

        string first = values.Text(Encoding.UTF8.GetBytes(text));

        Assert.Equal(text, first);
        Assert.Same(first, values.Text(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Long_texts_are_not_remembered()
    {
        var values = new SharedValues();
        byte[] remembered = [.. Enumerable.Repeat((byte)'a', 128)];
        byte[] longer = [.. Enumerable.Repeat((byte)'a', 129)];

        Assert.Same(values.Text(remembered), values.Text(remembered));
        Assert.NotSame(values.Text(longer), values.Text(longer));
    }

    [Fact]
    public void Every_text_comes_out_as_it_went_in() => Properties.ForSeeds(random =>
    {
        var values = new SharedValues();
        for (int i = 0; i < 200; i++)
        {
            string text = random.Text("abcé漢\u0000", 12);
            Assert.Equal(text, values.Text(Encoding.UTF8.GetBytes(text)));
        }
    });

    [Fact]
    public void Texts_alike_at_both_ends_are_told_apart()
    {
        var values = new SharedValues();

        foreach (string middle in (string[])["A", "B", "A"])
        {
            Assert.Equal($"12345678{middle}12345678", values.Text(Encoding.UTF8.GetBytes($"12345678{middle}12345678")));
        }
    }

    [Fact]
    public void Json_that_came_before_is_the_same_array_unless_it_is_long()
    {
        var values = new SharedValues();
        byte[] remembered = [.. Enumerable.Repeat((byte)'1', 512)];
        byte[] longer = [.. Enumerable.Repeat((byte)'1', 513)];

        Assert.Same(values.Json(remembered), values.Json(remembered));
        Assert.NotSame(values.Json(longer), values.Json(longer));
        Assert.Equal(longer, values.Json(longer));
    }

    [Fact]
    public void All_json_comes_out_as_it_went_in_and_stays() => Properties.ForSeeds(random =>
    {
        var values = new SharedValues();
        List<(byte[] Expected, byte[] Json)> kept = [];
        for (int i = 0; i < 200; i++)
        {
            byte[] json = Encoding.UTF8.GetBytes(random.Text("{}\":,1é", 20));
            kept.Add((json, values.Json(json)));
        }

        Assert.All(kept, pair => Assert.Equal(pair.Expected, pair.Json));
    });
}
