using System.Text.Json;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class LogCheckpointTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Its_json_is_plain_and_versioned()
    {
        var checkpoint = LogCheckpoint.Create([LogSource.Sendcloud(7), LogSource.ElasticPath("a/b")], Start);

        Assert.Equal(
            """
            {"version":1,"sources":{"ElasticPath/a%2Fb":{"settledUntil":"2023-12-31T23:59:59.9999999Z","handedOut":"AA=="},
            "Sendcloud/7":{"settledUntil":"2023-12-31T23:59:59.9999999Z","handedOut":"AA=="}},
            "checksum":"FA4FB30112AF74885069D707F4FFD117"}
            """.ReplaceLineEndings(string.Empty),
            checkpoint.ToJson());
        Assert.Equal("LogCheckpoint of 2 sources", checkpoint.ToString());
        Assert.Equal([LogSource.ElasticPath("a/b"), LogSource.Sendcloud(7)], LogCheckpoint.Parse(checkpoint.ToJson()).Sources);
    }

    [Fact]
    public async Task Reading_it_back_gives_the_same()
    {
        foreach (string json in await StoredAsync())
        {
            Assert.Equal(json, LogCheckpoint.Parse(json).ToJson());
        }
    }

    [Fact]
    public async Task It_can_be_part_of_what_is_serialized()
    {
        var stored = new Stored(LogCheckpoint.Parse((await StoredAsync())[^1]));

        string json = JsonSerializer.Serialize(stored);

        Assert.Equal(stored.Checkpoint.ToJson(), JsonSerializer.Deserialize<Stored>(json)!.Checkpoint.ToJson());
        Assert.Equal(stored.Checkpoint.ToJson(), JsonSerializer.Deserialize<Stored>(json.Replace(",", " ,\n ", StringComparison.Ordinal))!
            .Checkpoint.ToJson());
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Stored>("""{"Checkpoint":{"version":2,"sources":{}}}"""));
    }

    [Fact]
    public async Task One_that_was_cut_short_or_changed_is_refused()
    {
        string json = (await StoredAsync())[^1];
        for (int length = 0; length < json.Length; length++)
        {
            Assert.Throws<FormatException>(() => LogCheckpoint.Parse(json[..length]));
        }

        for (int i = 0; i < json.Length; i++)
        {
            string changed = json[..i] + (char)(json[i] ^ 1) + json[(i + 1)..];
            Assert.Throws<FormatException>(() => LogCheckpoint.Parse(changed));
        }
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("hello", "not JSON")]
    [InlineData("[]", "no checkpoint")]
    [InlineData("{}", "no checkpoint")]
    [InlineData("""{"version":1}""", "no version or no sources")]
    [InlineData("""{"version":2,"sources":{}}""", "The checkpoint is of version 2; this version of the package reads version 1.")]
    [InlineData("""{"version":"1","sources":{}}""", "of version \"1\"")]
    [InlineData("""{"version":1,"sources":[]}""", "damaged")]
    [InlineData("""{"version":1,"sources":{}}""", "checksum")]
    [InlineData("""{"version":1,"sources":{"Shopify":{}},"checksum":""}""", "'Shopify' is no source")]
    [InlineData("""{"version":1,"sources":{"Sendcloud":{},"Sendcloud":{}},"checksum":""}""", "comes twice")]
    [InlineData("""{"version":1,"sources":{"Sendcloud":{"settledUntil":"today"}},"checksum":""}""", "the time of Sendcloud cannot be read")]
    [InlineData("""{"version":1,"sources":{"Sendcloud":{"handedOut":"!"}},"checksum":""}""", "what was handed out of Sendcloud")]
    [InlineData("""{"version":1,"sources":{"Sendcloud":{"handedOut":"/////w8="}},"checksum":""}""", "what was handed out of Sendcloud")]
    [InlineData("""{"version":1,"sources":{"Sendcloud":{"handedOut":"AQEC"}},"checksum":""}""", "what was handed out of Sendcloud")]
    public void What_is_no_checkpoint_says_why(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => LogCheckpoint.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Other_sources_begin_at_a_time_and_known_ones_go_on()
    {
        var checkpoint = LogCheckpoint.Create([LogSource.Sendcloud(1), LogSource.Sendcloud(2)], Start);

        string json = checkpoint.ForSources([LogSource.Sendcloud(2), LogSource.Sendcloud(3)], Start.AddDays(1)).ToJson();

        Assert.DoesNotContain("Sendcloud/1", json, StringComparison.Ordinal);
        Assert.Contains("\"Sendcloud/2\":{\"settledUntil\":\"2023-12-31T", json, StringComparison.Ordinal);
        Assert.Contains("\"Sendcloud/3\":{\"settledUntil\":\"2024-01-01T", json, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => checkpoint.ForSources([], Start));
        Assert.Throws<ArgumentException>(() => LogCheckpoint.Create([LogSource.Sendcloud(1), LogSource.Sendcloud(1)], Start));
    }

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(101_000, false)]
    public async Task A_hundred_thousand_logs_in_one_window_are_remembered_and_no_more(int count, bool knowsFirst)
    {
        var vendor = new SimulatedSendcloud();
        vendor.Fill(Enumerable.Range(1, count).Select(id => SimulatedSendcloud.Log(id, Start.AddMilliseconds(-id * 2.5))));
        IReadOnlyList<WatchedEntry> found = await TakeAsync(vendor, WatchStart.Beginning, count);
        string json = found[^1].Checkpoint.ToJson();
        Assert.InRange(json.Length, 1_000_000, 1_800_000);

        // What shows up late where all is remembered is found, and nothing comes twice.
        vendor.InsertByTime(SimulatedSendcloud.Log(999_998, Start.AddMilliseconds(-count * 2.5).AddTicks(1)));
        vendor.InsertByTime(SimulatedSendcloud.Log(999_999, Start));
        string[] expected = knowsFirst ? ["999998", "999999"] : ["999999"];
        IReadOnlyList<WatchedEntry> rest = await TakeAsync(vendor, WatchStart.After(LogCheckpoint.Parse(json)), expected.Length);

        Assert.Equal(expected, rest.Select(entry => entry.LogId));
        Assert.Equal(Enumerable.Range(1, count).Reverse().Select(id => $"{id}"), found.Select(entry => entry.LogId));
    }

    private static async Task<IReadOnlyList<WatchedEntry>> TakeAsync(SimulatedSendcloud vendor, WatchStart start, int count)
    {
        List<WatchedEntry> entries = [];
        await foreach (WatchedEntry entry in WatchedSendcloud.Feed(vendor, new FakeTimeProvider(Start))
            .WatchAsync([LogSource.Sendcloud(1)], new WatchOptions { Start = start }))
        {
            entries.Add(entry);
            if (entries.Count == count)
            {
                break;
            }
        }

        return entries;
    }

    /// <summary>Checkpoints from the first entry of a watch to its last.</summary>
    private static async Task<IReadOnlyList<string>> StoredAsync()
    {
        var vendor = new SimulatedSendcloud();
        for (int i = 1; i <= 5; i++)
        {
            vendor.InsertByTime(SimulatedSendcloud.Log(i, i == 3 ? null : Start.AddSeconds(-i), integrationId: 1 + (i % 2)));
        }

        await using var watch = new WatchedSendcloud(
            vendor,
            new ObservableTimeProvider(Start),
            new WatchOptions { Start = WatchStart.Beginning },
            [LogSource.Sendcloud(1), LogSource.Sendcloud(2)]);
        await watch.SettleAsync();
        return [.. watch.Entries.Select(entry => entry.Checkpoint.ToJson())];
    }

    private sealed record Stored(LogCheckpoint Checkpoint);
}
