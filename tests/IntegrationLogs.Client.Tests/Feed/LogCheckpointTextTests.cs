using System.Text.Json;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class LogCheckpointTextTests
{
    /// <summary>Half a surrogate pair is no text, but JSON can spell it.</summary>
    [Theory]
    [InlineData("""{"version":1,"sources":{"\ud800":{}},"checksum":""}""")]
    [InlineData("""{"version":1,"sources":{"Sendcloud":{"settledUntil":"\ud800"}},"checksum":""}""")]
    [InlineData("""{"version":1,"sources":{"Sendcloud":{"handedOut":"\udfff"}},"checksum":""}""")]
    [InlineData("""{"version":1,"sources":{"Sendcloud":{}},"checksum":"\ud800"}""")]
    public void Text_that_is_no_text_is_no_checkpoint(string json)
    {
        Assert.Throws<FormatException>(() => LogCheckpoint.Parse(json));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<LogCheckpoint>(json));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_checkpoint() => Assert.Throws<FormatException>(() => LogCheckpoint.Parse("{\"\ud800\":1}"));
}
