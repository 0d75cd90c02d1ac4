using System.Globalization;
using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.Tests.Json;

public class JsonTimestampTests
{
    [Theory]
    [InlineData("2017-10-30T18:15:40.087650928Z", "2017-10-30T18:15:40.0876509+00:00")]
    [InlineData("2017-10-30T18:15:40.999999999Z", "2017-10-30T18:15:40.9999999+00:00")]
    [InlineData("2017-10-30T18:15:40.0876509281234567+05:30", "2017-10-30T18:15:40.0876509+05:30")]
    [InlineData("2017-10-30T18:15:40.1Z", "2017-10-30T18:15:40.1000000+00:00")]
    [InlineData("2023-03-01T02:02:00+01:00", "2023-03-01T02:02:00.0000000+01:00")]
    [InlineData("2023-03-01T02:02:00", "2023-03-01T02:02:00.0000000+00:00")]
    [InlineData("2023-03-01 02:02:00", "2023-03-01T02:02:00.0000000+00:00")]
    [InlineData(" 2023-03-01T02:02:00Z ", "2023-03-01T02:02:00.0000000+00:00")]
    [InlineData("2023-03-01", "2023-03-01T00:00:00.0000000+00:00")]
    public void A_timestamp_is_cut_not_rounded_and_without_an_offset_is_UTC(string text, string expected) =>
        Assert.Equal(expected, JsonTimestamp.Parse(text)!.Value.ToString("O", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("yesterday")]
    [InlineData("2023-13-01T02:02:00Z")]
    [InlineData("2023-02-29T02:02:00Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("1677694920")]
    public void What_is_no_timestamp_has_no_value(string? text) => Assert.Null(JsonTimestamp.Parse(text));

    [Theory]
    [InlineData("10:30")]
    [InlineData("10:30:00Z")]
    [InlineData("5/6")]
    [InlineData("1 March")]
    [InlineData("10:30:00.12345678")]
    public void What_has_no_year_is_not_taken_for_today_or_this_year(string text) => Assert.Null(JsonTimestamp.Parse(text));

    [Theory]
    [InlineData("2017-10-30T18:15:40.087650928Z")]
    [InlineData("2023-03-01T02:02:00")]
    [InlineData("yesterday")]
    [InlineData("")]
    public void The_text_is_kept_as_it_came(string text) => Assert.Equal(text, WireTimestamp.Of(text).Text);

    [Fact]
    public void Reading_one_takes_no_memory()
    {
        const string text = "2023-03-01T02:02:00+01:00";
        long least = long.MaxValue;

        // The first rounds also count what the runtime makes once.
        for (int round = 0; round < 10; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            JsonTimestamp.Parse(text);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void Changing_the_time_of_a_log_writes_the_new_time()
    {
        var log = JsonSerializer.Deserialize<ElasticPathLog>(
            """{"meta":{"timestamps":{"created_at":"2017-10-30T18:15:40.087650928Z"}}}""")!;

        var changed = log with { CreatedAt = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero) };

        Assert.Equal("2024-01-01T00:00:00.0000000+00:00", changed.CreatedAtText);
        Assert.Equal(
            "2024-01-01T00:00:00.0000000+00:00",
            JsonSerializer.SerializeToElement(changed).GetProperty("meta").GetProperty("timestamps").GetProperty("created_at").GetString());
    }
}
