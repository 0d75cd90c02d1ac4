using System.Text;
using System.Text.Json;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Json;

public class RawJsonTests
{
    [Theory]
    [InlineData("{\"a\" : 1}", JsonValueKind.Object)]
    [InlineData("[ 1,2 ]", JsonValueKind.Array)]
    [InlineData("\"x\"", JsonValueKind.String)]
    [InlineData("true", JsonValueKind.True)]
    [InlineData("false", JsonValueKind.False)]
    [InlineData("null", JsonValueKind.Null)]
    [InlineData("-1.50e3", JsonValueKind.Number)]
    public void Every_kind_of_value_is_kept_to_the_byte(string json, JsonValueKind kind)
    {
        RawJson raw = RawJson.Parse($" \n{json}\t ");

        Assert.Equal(kind, raw.Kind);
        Assert.Equal(json, raw.GetRawText());
        Assert.Equal(Encoding.UTF8.GetBytes(json), raw.Utf8.ToArray());
        Assert.Equal(kind != JsonValueKind.Null, raw.HasValue);
        Assert.Equal(kind, raw.ToElement().ValueKind);
        Assert.Equal(raw, RawJson.FromElement(raw.ToElement()));
        Assert.Equal($"{kind} ({json.Length} bytes)", raw.ToString());
    }

    [Fact]
    public void The_default_stands_for_a_field_that_was_not_there()
    {
        RawJson missing = default;

        Assert.Equal(JsonValueKind.Undefined, missing.Kind);
        Assert.False(missing.HasValue);
        Assert.True(missing.Utf8.IsEmpty);
        Assert.Null(missing.AsText());
        Assert.Equal("", missing.GetRawText());
        Assert.Equal(JsonValueKind.Undefined, missing.ToElement().ValueKind);
        Assert.Null(missing.Deserialize(IntegrationLogsJsonContext.Default.ElasticPathJob));
        Assert.Equal(missing, RawJson.FromElement(default));
        Assert.Equal("Undefined", missing.ToString());
        Assert.Equal("null", JsonSerializer.Serialize(missing));
    }

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"a\\u0062\\n\\\"\\\\\\/\"", "ab\n\"\\/")]
    [InlineData("\"\\ud83d\\ude00\"", "😀")]
    [InlineData("\"é漢😀\"", "é漢😀")]
    [InlineData("\"a\\ud83d\\t\\b\\f\\r\\\"\\\\\"", "a\ufffd\t\b\f\r\"\\")]
    [InlineData("5", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void Text_is_unescaped(string json, string? text) => Assert.Equal(text, RawJson.Parse(json).AsText());

    [Fact]
    public void Any_text_comes_back() => Properties.ForAll<string?>(text =>
    {
        RawJson raw = RawJson.FromText(text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

        Assert.Equal(text is null ? JsonValueKind.Null : JsonValueKind.String, raw.Kind);
        Assert.Equal(text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), raw.AsText());
        Assert.Equal(raw, RawJson.Parse(raw.GetRawText()));
    });

    [Fact]
    public void An_object_is_read_as_a_type_of_ones_own()
    {
        RawJson raw = RawJson.Parse("""{"id":"a","type":"integration-job"}""");

        Assert.Equal(
            new ElasticPathJob { Id = "a", Type = "integration-job" }, raw.Deserialize(IntegrationLogsJsonContext.Default.ElasticPathJob));
        Assert.Throws<JsonException>(() => RawJson.Parse("5").Deserialize(IntegrationLogsJsonContext.Default.ElasticPathJob));
        Assert.Null(RawJson.Parse("null").Deserialize(IntegrationLogsJsonContext.Default.ElasticPathJob));
        Assert.Throws<ArgumentNullException>(() => raw.Deserialize<string>(null!));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("1 2")]
    [InlineData("[1,]")]
    [InlineData("// x\n1")]
    [InlineData("nul")]
    [InlineData("\"a")]
    public void What_is_not_exactly_one_value_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => RawJson.Parse(json));

    [Fact]
    public void Nothing_at_all_is_refused() => Assert.Throws<ArgumentNullException>(() => RawJson.Parse(null!));

    [Fact]
    public void Depth_is_limited_to_256()
    {
        string deep = new string('[', 256) + new string(']', 256);

        Assert.Equal(JsonValueKind.Array, RawJson.Parse(deep).ToElement().ValueKind);
        Assert.ThrowsAny<JsonException>(() => RawJson.Parse($"[{deep}]"));
    }

    [Fact]
    public void Equal_means_the_same_bytes()
    {
        RawJson one = RawJson.Parse("{\"a\":1}"), same = RawJson.Parse(" {\"a\":1}"), other = RawJson.Parse("{\"a\": 1}");

        Assert.True(one == same);
        Assert.False(one != same);
        Assert.True(one.Equals((object)same));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.True(one != other);
        Assert.False(one.Equals(other));
        Assert.False(one.Equals("{\"a\":1}"));
        Assert.True(RawJson.Parse("12") != RawJson.Parse("1"));
        Assert.True(RawJson.Parse("1") != RawJson.Parse("12"));
        Assert.True(RawJson.Parse("null") != default);
        Assert.True(default == default(RawJson));
    }

    [Fact]
    public void Its_text_never_holds_the_content() =>
        Assert.Equal("Object (23 bytes)", RawJson.Parse("""{"Authorization":"abc"}""").ToString());

    [Theory]
    [InlineData("{\"a\" : [1.50, \"\\u0041\"]}")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    public void It_serializes_to_what_it_holds(string json)
    {
        Assert.Equal(json, JsonSerializer.Serialize(RawJson.Parse(json)));
        Assert.Equal(RawJson.Parse(json), JsonSerializer.Deserialize<RawJson>(json));
    }
}
