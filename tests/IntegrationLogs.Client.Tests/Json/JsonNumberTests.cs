using System.Globalization;
using System.Text.Json;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Json;

public class JsonNumberTests
{
    [Theory]
    [InlineData("0.2529", 2529000)]
    [InlineData("0", 0)]
    [InlineData("1", 10000000)]
    [InlineData("-1.5", -15000000)]
    [InlineData("0.0000001", 1)]
    public void Seconds_that_a_TimeSpan_holds_are_only_in_the_property(string number, long ticks)
    {
        ElasticPathLog log = Read("processing_time", number);

        Assert.Equal(ticks, log.ProcessingTime!.Value.Ticks);
        Assert.Empty(log.AdditionalProperties);
    }

    [Theory]
    [InlineData("0.00000001", 0)]
    [InlineData("0.12345678", 1234567)]
    [InlineData("1e-30", 0)]
    [InlineData("1e1", 100000000)]
    [InlineData("1.00000000000000000000000000000000001", 10000000)]
    [InlineData("\"0.25\"", 2500000)]
    public void Seconds_that_a_TimeSpan_does_not_hold_exactly_are_kept_as_they_came_too(string number, long ticks)
    {
        ElasticPathLog log = Read("processing_time", number);

        Assert.Equal(ticks, log.ProcessingTime!.Value.Ticks);
        Assert.Equal(number, log.AdditionalProperties["processing_time"].GetRawText());
    }

    [Fact]
    public void Seconds_are_read_to_the_tick() => Properties.ForSeeds(
        random =>
        {
            string number = random.NextInt64(0, (long)Math.Pow(10, random.Next(1, 13))).ToString(CultureInfo.InvariantCulture)
                + (random.Once(2) ? string.Empty : $".{random.Next(0, 1_000_000_000)}");
            decimal ticks = decimal.Parse(number, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond;

            ElasticPathLog log = Read("processing_time", number);

            Assert.Equal(ticks > long.MaxValue ? null : TimeSpan.FromTicks((long)ticks), log.ProcessingTime);
            Assert.Equal(log.ProcessingTime is null || decimal.Truncate(ticks) != ticks, log.AdditionalProperties.Count > 0);
        },
        cases: 2000);

    [Theory]
    [InlineData("1e20")]
    [InlineData("1e400")]
    [InlineData("922337203686")]
    [InlineData("-922337203686")]
    [InlineData("\"soon\"")]
    [InlineData("true")]
    [InlineData("[0.25]")]
    public void Seconds_that_cannot_be_read_are_kept_as_they_came(string value)
    {
        ElasticPathLog log = Read("processing_time", value);

        Assert.Null(log.ProcessingTime);
        Assert.Equal(value, log.AdditionalProperties["processing_time"].GetRawText());
    }

    [Theory]
    [InlineData("404", 404, false)]
    [InlineData("-2147483648", int.MinValue, false)]
    [InlineData("404.0", 404, true)]
    [InlineData("4.04e2", 404, true)]
    [InlineData("\"404\"", 404, true)]
    [InlineData("\"-1\"", -1, true)]
    [InlineData("\" 404\"", null, true)]
    [InlineData("404.5", null, true)]
    [InlineData("2147483648", null, true)]
    [InlineData("\"2147483648\"", null, true)]
    [InlineData("1e400", null, true)]
    [InlineData("false", null, true)]
    [InlineData("{\"code\":404}", null, true)]
    public void Whole_numbers_are_read_from_numbers_and_from_text(string value, int? expected, bool isKept)
    {
        ElasticPathLog log = Read("status_code", value);

        Assert.Equal(expected, log.StatusCode);
        Assert.Equal(isKept, log.AdditionalProperties.ContainsKey("status_code"));
        JsonAssert.Same($"{{\"status_code\":{value}}}", JsonSerializer.Serialize(log));
    }

    [Theory]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("\"9223372036854775807\"", long.MaxValue)]
    [InlineData("9223372036854775808", null)]
    [InlineData("123456789012345678901234567890", null)]
    public void Ids_have_64_bits(string value, long? expected) =>
        Assert.Equal(expected, JsonSerializer.Deserialize<SendcloudLog>($"{{\"id\":{value}}}")!.Id);

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"true\"", true)]
    [InlineData("\"False\"", false)]
    [InlineData("\"yes\"", null)]
    [InlineData("1", null)]
    public void Truth_is_read_from_text_too(string value, bool? expected) => Assert.Equal(expected, Read("succeeded", value).Succeeded);

    [Fact]
    public void Any_number_of_seconds_is_written_as_it_was_read() => Properties.ForSeeds(random =>
    {
        decimal seconds = (decimal)random.NextInt64(-1_000_000_000_000, 1_000_000_000_000) / (decimal)Math.Pow(10, random.Next(12));
        string json = $"{{\"processing_time\":{seconds.ToString(CultureInfo.InvariantCulture)}}}";

        JsonAssert.Same(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<ElasticPathLog>(json)));
    });

    private static ElasticPathLog Read(string field, string value) =>
        JsonSerializer.Deserialize<ElasticPathLog>($"{{\"{field}\":{value}}}")!;
}
