using System.Text;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Tests.Json;

/// <summary>Texts that logs repeat, as they are read: escaped or not.</summary>
public sealed class SharedTextTests
{
    [Theory]
    [InlineData("Not Found", "Not Found")]
    [InlineData("""{\"message\":\"Not Found\"}""", """{"message":"Not Found"}""")]
    [InlineData("""Zo\u00eb \u002B 1""", "Zoë + 1", false)]
    [InlineData("""a\ud83d\ude00b""", "a😀b", false)]
    public void A_text_that_comes_again_is_the_same_string_if_it_is_ASCII(string json, string text, bool isShared = true)
    {
        var values = new SharedValues();

        string? first = Read(json, values);
        string? second = Read(json, values);

        Assert.Equal((text, text), (first, second));
        Assert.Equal(isShared, ReferenceEquals(first, second));
    }

    [Theory]
    [InlineData("""a\ud83db""", "a\uFFFDb")]
    [InlineData("""\udc00""", "\uFFFD")]
    public void A_lone_surrogate_is_a_replacement_character(string json, string text) => Assert.Equal(text, Read(json, new SharedValues()));

    [Theory]
    [InlineData(253)]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(10_000)]
    public void An_escaped_text_may_be_of_any_length(int length)
    {
        string text = new('x', length);

        Assert.Equal("\n" + text, Read("\\n" + text, new SharedValues()));
    }

    [Theory]
    [InlineData("""2023-03-01T02:02:00\u002B01:00""", "2023-03-01T02:02:00+01:00")]
    [InlineData("""2023\u002D03-01T02:02:00.5Z""", "2023-03-01T02:02:00.5Z")]
    public void A_timestamp_may_be_escaped(string json, string text)
    {
        var reader = new ObjectReader(Encoding.UTF8.GetBytes($"\"{json}\""), new SharedValues());

        WireTimestamp timestamp = reader.Timestamp();

        Assert.Equal((DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture), text), (timestamp.Value, timestamp.Text));
        Assert.Equal(WireTimestamp.Of(text), timestamp);
    }

    private static string? Read(string json, SharedValues values)
    {
        var reader = new ObjectReader(Encoding.UTF8.GetBytes($"\"{json}\""), values);
        return reader.Shared();
    }
}
