using System.Text.Json;

namespace IntegrationLogs.Client.Tests.Json;

/// <summary>What can be read from a vendor can be written and read back, however deep it is.</summary>
public sealed class DepthTests
{
    [Theory]
    [InlineData(63)]
    [InlineData(100)]
    [InlineData(250)]
    [InlineData(255)]
    public async Task A_record_is_read_written_and_read_back_through_the_public_context(int levels)
    {
        string value = new string('[', levels) + new string(']', levels);
        foreach (string list in VendorPages.Lists)
        {
            object record = Assert.Single(await VendorPages.ReadAsync(list, $$"""{"data":[{"id":"1","new":{{value}}}]}"""));

            string json = JsonSerializer.Serialize(record, record.GetType(), IntegrationLogsJsonContext.Default);
            object? again = JsonSerializer.Deserialize(json, record.GetType(), IntegrationLogsJsonContext.Default);

            Assert.Contains(value, json, StringComparison.Ordinal);
            Assert.Equal(record, again);
        }
    }

    [Fact]
    public void An_entry_of_a_deep_log_is_read_back()
    {
        string value = new string('[', 255) + new string(']', 255);
        var log = JsonSerializer.Deserialize(
            $$"""{"id":5,"request":{"payload":1},"new":{{value}}}""", IntegrationLogsJsonContext.Default.SendcloudLog)!;
        var entry = IntegrationLogEntry.From(log);

        string json = JsonSerializer.Serialize(entry, IntegrationLogsJsonContext.Default.IntegrationLogEntry);

        Assert.Equal(entry, JsonSerializer.Deserialize(json, IntegrationLogsJsonContext.Default.IntegrationLogEntry));
    }

    [Fact]
    public void Deeper_records_are_refused_by_both_alike()
    {
        string value = new string('[', 256) + new string(']', 256);

        Assert.Throws<JsonException>(() =>
            JsonSerializer.Deserialize($$"""{"new":{{value}}}""", IntegrationLogsJsonContext.Default.ElasticPathJob));
    }
}
