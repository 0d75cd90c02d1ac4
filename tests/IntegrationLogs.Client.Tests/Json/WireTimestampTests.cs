using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using IntegrationLogs.Client.Json;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Json;

public sealed class WireTimestampTests
{
    /// <summary>A plus is no escape here, as it is none on the wire.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("2017-10-30T18:15:40.087650928Z")]
    [InlineData("2017-10-30T18:15:40Z")]
    [InlineData("2017-10-30T18:15:40.0Z")]
    [InlineData("2017-10-30T18:15:40.000000000Z")]
    [InlineData("2017-10-30T18:15:40.1234567Z")]
    [InlineData("2023-03-01T02:02:00+01:00")]
    [InlineData("2023-03-01T02:02:00.5-14:00")]
    [InlineData("2023-03-01T02:02:00+00:00")]
    [InlineData("2024-02-29T23:59:59.999999999+14:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999999999Z")]
    public void A_text_that_is_not_kept_comes_back_as_it_was(string text)
    {
        Assert.True(TryRead(text, out WireTimestamp timestamp));

        Assert.Equal(text, timestamp.Text);
        Assert.True(timestamp.HasText);
        Assert.Equal(JsonTimestamp.Parse(text), timestamp.Value);
        Assert.Equal(JsonTimestamp.Parse(text)!.Value.Offset, timestamp.Value!.Value.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2017-10-30")]
    [InlineData("2017-10-30T18:15:40")]
    [InlineData("2017-10-30 18:15:40Z")]
    [InlineData("2017/10/30T18:15:40Z")]
    [InlineData("2017-10/30T18:15:40Z")]
    [InlineData("2017-10-30T18.15:40Z")]
    [InlineData("2017-10-30T18:15.40Z")]
    [InlineData("2017-10-30T18:15:40z")]
    [InlineData("2017-10-30T18:15:40.Z")]
    [InlineData("2017-10-30T18:15:40.1")]
    [InlineData("2017-10-30T18:15:40.1234567890Z")]
    [InlineData("2017-10-30T18:15:40,5Z")]
    [InlineData("2017-10-30T18:15:40ZZ")]
    [InlineData("2017-10-30T18:15:40+1:00")]
    [InlineData("2017-10-30T18:15:40+0100")]
    [InlineData("2017-10-30T18:15:40+01:60")]
    [InlineData("2017-10-30T18:15:40+14:01")]
    [InlineData("2017-10-30T18:15:40-14:01")]
    [InlineData("2017-10-30T18:15:40-00:00")]
    [InlineData("2017-10-30T18:15:40 01:00")]
    [InlineData("0000-10-30T18:15:40Z")]
    [InlineData("2017-00-30T18:15:40Z")]
    [InlineData("2017-13-30T18:15:40Z")]
    [InlineData("2017-10-00T18:15:40Z")]
    [InlineData("2017-10-32T18:15:40Z")]
    [InlineData("2023-02-29T18:15:40Z")]
    [InlineData("2017-10-30T24:15:40Z")]
    [InlineData("2017-10-30T18:60:40Z")]
    [InlineData("2017-10-30T18:15:60Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("x017-10-30T18:15:40Z")]
    [InlineData("2017-1x-30T18:15:40Z")]
    [InlineData("2017-10-3xT18:15:40Z")]
    [InlineData("2017-10-30Tx8:15:40Z")]
    [InlineData("2017-10-30T18:x5:40Z")]
    [InlineData("2017-10-30T18:15:x0Z")]
    [InlineData("2017-10-30T18:15:40+x1:00")]
    [InlineData("2017-10-30T18:15:40+01:x0")]
    public void Anything_else_is_left_to_others(string text)
    {
        Assert.False(TryRead(text, out WireTimestamp timestamp));

        Assert.Equal(default, timestamp);
    }

    [Fact]
    public void What_is_read_here_is_read_alike_elsewhere() => Properties.ForSeeds(
        random =>
        {
            string fraction = random.Once(3) ? string.Empty : "." + random.Text("0123456789", 10);
            string zone = random.OneOf("Z", "+01:00", "-09:30", "+00:00", "-00:00", "+14:00", "", "z");
            string text = string.Create(
                CultureInfo.InvariantCulture,
                $"{random.Next(0, 10_000):0000}-{random.Next(14):00}-{random.Next(33):00}T{random.Next(25):00}:{random.Next(61):00}:{random.Next(61):00}{fraction}{zone}");

            if (TryRead(text, out WireTimestamp timestamp))
            {
                Assert.Equal(JsonTimestamp.Parse(text), timestamp.Value);
                Assert.Equal(JsonTimestamp.Parse(text)!.Value.Offset, timestamp.Value!.Value.Offset);
                Assert.Equal(text, timestamp.Text);
            }
        },
        cases: 5000);

    [Fact]
    public void It_is_equal_to_one_whose_text_was_given()
    {
        Assert.True(TryRead("2017-10-30T18:15:40.5Z", out WireTimestamp read));
        var given = WireTimestamp.Of("2017-10-30T18:15:40.5Z");

        Assert.Equal(given, read);
        Assert.Equal(given.GetHashCode(), read.GetHashCode());
        Assert.NotEqual(given, WireTimestamp.Of("2017-10-30T18:15:40.50Z"));
        Assert.NotEqual(read, WireTimestamp.Of(DateTimeOffset.UnixEpoch));
        Assert.True(TryRead("2017-10-30T18:15:40.50Z", out WireTimestamp longer));
        Assert.NotEqual(read, longer);
        Assert.True(TryRead("2017-10-30T19:15:40.5+01:00", out WireTimestamp elsewhere));
        Assert.Equal(read.Value, elsewhere.Value);
        Assert.NotEqual(read, elsewhere);
    }

    [Fact]
    public void Its_text_says_what_its_value_says()
    {
        Assert.Equal("1970-01-01T00:00:00.0000000+00:00", WireTimestamp.Of(DateTimeOffset.UnixEpoch).Text);
        Assert.Equal(DateTimeOffset.UnixEpoch, WireTimestamp.Of("1970-01-01T00:00:00Z").Value);
        Assert.Equal(("soon", null), (WireTimestamp.Of("soon").Text, WireTimestamp.Of("soon").Value));
        Assert.Equal(default, WireTimestamp.Of((string?)null));
        Assert.Equal(default, WireTimestamp.Of((DateTimeOffset?)null));
        Assert.False(default(WireTimestamp).HasText);
        Assert.True(WireTimestamp.Of(string.Empty).HasText);
        Assert.Null(default(WireTimestamp).Text);
    }

    private static bool TryRead(string text, out WireTimestamp timestamp)
    {
        var reader = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes(text, Plain));
        reader.Read();
        return WireTimestamp.TryRead(ref reader, out timestamp);
    }
}
