using System.Globalization;
using System.Text;
using IntegrationLogs.Client.Json;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Json;

public sealed class WireTimestampTests
{
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
        Assert.True(WireTimestamp.TryRead(Encoding.UTF8.GetBytes(text), out WireTimestamp timestamp));

        Assert.Equal(text, timestamp.Text);
        Assert.Equal(text, timestamp.ToWire());
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
        Assert.False(WireTimestamp.TryRead(Encoding.UTF8.GetBytes(text), out WireTimestamp timestamp));

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

            if (WireTimestamp.TryRead(Encoding.UTF8.GetBytes(text), out WireTimestamp timestamp))
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
        const string text = "2017-10-30T18:15:40.5Z";
        Assert.True(WireTimestamp.TryRead(Encoding.UTF8.GetBytes(text), out WireTimestamp read));
        var given = new WireTimestamp(JsonTimestamp.Parse(text), text);

        Assert.Equal(given, read);
        Assert.Equal(given.GetHashCode(), read.GetHashCode());
        Assert.NotEqual(given, given.With("2017-10-30T18:15:40.50Z"));
        Assert.NotEqual(read, read.With(DateTimeOffset.UnixEpoch));
        Assert.True(WireTimestamp.TryRead("2017-10-30T18:15:40.50Z"u8, out WireTimestamp longer));
        Assert.NotEqual(read, longer);
        Assert.True(WireTimestamp.TryRead("2017-10-30T19:15:40.5+01:00"u8, out WireTimestamp elsewhere));
        Assert.Equal(read.Value, elsewhere.Value);
        Assert.NotEqual(read, elsewhere);
    }

    [Fact]
    public void A_changed_value_is_written_and_the_text_stays_as_it_came()
    {
        Assert.True(WireTimestamp.TryRead("2017-10-30T18:15:40Z"u8, out WireTimestamp read));
        WireTimestamp changed = read.With(DateTimeOffset.UnixEpoch);

        Assert.Equal("2017-10-30T18:15:40Z", changed.Text);
        Assert.Equal("1970-01-01T00:00:00.0000000+00:00", changed.ToWire());
        Assert.Null(default(WireTimestamp).ToWire());
        Assert.False(default(WireTimestamp).HasText);
    }
}
