using System.Globalization;
using System.Text.Json;
using IntegrationLogs.Client.Feed;
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
            {"version":2,"sources":[
            {"version":2,"source":"ElasticPath/a%2Fb","since":"2024-01-01T00:00:00.0000000Z","watermark":"2023-12-31T23:59:59.9999999Z",
            "checksum":"22437F0EF3810013184A3F2730A861A6"},
            {"version":2,"source":"Sendcloud/7","since":"2024-01-01T00:00:00.0000000Z","watermark":"2023-12-31T23:59:59.9999999Z",
            "checksum":"ECA5F20A828F4231101A28B630219BAA"}],"checksum":"4A109B62FB12AF85F80ECDD818932179"}
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
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Stored>("""{"Checkpoint":{"version":3,"sources":[]}}"""));
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
    [InlineData("""{"version":3,"sources":[]}""", "The checkpoint is of version 3; this version of the package reads versions 1 to 2.")]
    [InlineData("""{"version":2,"sources":{}}""", "its sources are no list")]
    [InlineData("""{"version":2,"sources":[]}""", "checksum")]
    [InlineData("""{"version":2,"sources":[{"version":2,"source":"Shopify"}]}""", "'Shopify' is no source")]
    [InlineData("""{"version":2,"sources":[{"version":3,"source":"Sendcloud"}]}""", "of version 3; this version of the package reads")]
    [InlineData("""{"version":3,"lists":[]}""", "of version 3")]
    [InlineData("""{"version":2,"source":"Sendcloud"}""", "of one source: read it with SourceCheckpoint.Parse")]
    [InlineData("""{"version":"1","sources":{}}""", "of version \"1\"")]
    [InlineData("""{"version":1,"sources":[]}""", "damaged")]
    [InlineData("""{"version":1,"sources":{}}""", "no sources")]
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

        LogCheckpoint other = checkpoint.ForSources([LogSource.Sendcloud(2), LogSource.Sendcloud(3)], Start.AddDays(1));

        Assert.Equal([LogSource.Sendcloud(2), LogSource.Sendcloud(3)], other.Sources);
        Assert.Same(checkpoint[LogSource.Sendcloud(2)], other[LogSource.Sendcloud(2)]);
        Assert.Equal(Start.AddDays(1).AddTicks(-1), other[LogSource.Sendcloud(3)].Watermark);
        Assert.Null(other.TryGet(LogSource.Sendcloud(1)));
        Assert.Throws<KeyNotFoundException>(() => other[LogSource.Sendcloud(1)]);
        Assert.Throws<ArgumentException>(() => checkpoint.ForSources([], Start));
        Assert.Throws<ArgumentException>(() => LogCheckpoint.Create([LogSource.Sendcloud(1), LogSource.Sendcloud(1)], Start));
    }

    /// <summary>Written by the build before version 2.</summary>
    [Fact]
    public void A_checkpoint_of_version_1_goes_on_where_it_was()
    {
        const string Json =
            """
            {"version":1,"sources":{"ElasticPath/a%2Fb":{"settledUntil":"2026-02-03T11:55:00.0000000Z",
            "handedOut":"AoDAuo6845jvCO/Nq4lnRSMBgNKTrQMQMlR2mLrc/gcAAAAAAAAA"},"Sendcloud/123":{"settledUntil":null,"handedOut":"AA=="},
            "Sendcloud/45":{"settledUntil":"2026-02-03T11:59:59.9999999Z","handedOut":"AA=="}},
            "checksum":"8F837D23FF6842327FBAFD2FF340A8D6"}
            """;
        var noon = new DateTimeOffset(2026, 2, 3, 12, 0, 0, TimeSpan.Zero);

        LogCheckpoint moved = LogCheckpoint.Parse(Json);

        Assert.Equal([LogSource.ElasticPath("a/b"), LogSource.Sendcloud(123), LogSource.Sendcloud(45)], moved.Sources);
        SourceProgress known = moved[LogSource.ElasticPath("a/b")].Progress;
        Assert.Equal(noon.AddMinutes(-5), known.Watermark);
        Assert.Equal(noon.AddMinutes(-5).AddTicks(1), known.Since);
        Assert.Equal(
            [new(noon, 0x0123456789abcdef), new(noon.AddSeconds(90), 0xfedcba9876543210), new(null, 7)],
            known.Delivered.ToArray());
        Assert.Equal((null, null, 0), StateOf(moved[LogSource.Sendcloud(123)].Progress));
        Assert.Equal((noon.AddTicks(-1), noon, 0), StateOf(moved[LogSource.Sendcloud(45)].Progress));
        Assert.StartsWith("{\"version\":2,", moved.ToJson(), StringComparison.Ordinal);
        Assert.Equal(moved.ToJson(), LogCheckpoint.Parse(moved.ToJson()).ToJson());
        for (int i = 0; i < Json.Length; i++)
        {
            string changed = Json[..i] + (char)(Json[i] ^ 1) + Json[(i + 1)..];
            if (Record.Exception(() => LogCheckpoint.Parse(changed)) is not FormatException)
            {
                // White space, or the name of the value that is null.
                Assert.Equal(moved.ToJson(), LogCheckpoint.Parse(changed).ToJson());
            }
        }

        static (DateTimeOffset? Watermark, DateTimeOffset? Since, int Delivered) StateOf(SourceProgress progress) =>
            (progress.Watermark, progress.Since, progress.Delivered.Count);
    }

    [Fact]
    public void A_set_that_lost_all_its_sources_is_read_back()
    {
        LogCheckpoint none = LogCheckpoint.Create([LogSource.Sendcloud(1)], Start).Without(LogSource.Sendcloud(1));

        Assert.Empty(LogCheckpoint.Parse(none.ToJson()).Sources);
        Assert.Equal("LogCheckpoint of 0 sources", none.ToString());
    }

    [Fact]
    public void A_set_that_lost_a_source_on_the_way_is_refused()
    {
        string json = LogCheckpoint.Create([LogSource.Sendcloud(1), LogSource.Sendcloud(2)], Start).ToJson();
        string first = SourceCheckpoint.Create(LogSource.Sendcloud(1), Start).ToJson();

        Assert.Throws<FormatException>(() => LogCheckpoint.Parse(json.Replace(first + ",", string.Empty, StringComparison.Ordinal)));
        Assert.Throws<FormatException>(() => LogCheckpoint.Parse(json.Replace(first + ",", $"{first},{first},", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_has_changed_since_an_earlier_one_is_known_whether_or_not_it_came_of_it() => Properties.ForSeeds(
        random =>
        {
            List<LogCheckpoint> all = [LogCheckpoint.Create([LogSource.Sendcloud(1)], Start)];
            while (all.Count < 20)
            {
                all.Add(AnyAfter(random.OneOf([.. all]), random));
            }

            LogCheckpoint earlier = random.OneOf([.. all]);
            LogCheckpoint later = random.OneOf([.. all]);
            LogSource[] different =
            [
                .. later.Sources.Union(earlier.Sources).Where(source => !ReferenceEquals(later.TryGet(source), earlier.TryGet(source))),
            ];

            Assert.Empty(different.Except(later.ChangedSince(earlier)));
            Assert.Empty(LogCheckpoint.Parse(later.ToJson()).Sources.Except(LogCheckpoint.Parse(later.ToJson()).ChangedSince(earlier)));
        });

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1000)]
    public void Only_what_has_changed_counts_as_changed_however_many_steps_it_took(int steps)
    {
        LogCheckpoint earlier = LogCheckpoint.Create(Enumerable.Range(1, 100).Select(id => LogSource.Sendcloud(id)), Start);
        LogCheckpoint later = Enumerable.Range(0, steps).Aggregate(
            earlier, (one, i) => one.With(SourceCheckpoint.Create(LogSource.Sendcloud(5), Start.AddSeconds(i))));

        Assert.Equal([LogSource.Sendcloud(5)], later.ChangedSince(earlier));
        Assert.Equal([LogSource.Sendcloud(9)], earlier.Without(LogSource.Sendcloud(9)).ChangedSince(earlier));
        Assert.Empty(later.ChangedSince(later));
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

        // The top of the list is read first, whatever is late far below.
        Assert.Equal(expected, rest.Select(entry => entry.LogId).Order());
        Assert.Equal(Enumerable.Range(1, count), found.Select(entry => int.Parse(entry.LogId!, CultureInfo.InvariantCulture)).Order());
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

    [Fact]
    public void To_know_what_a_step_has_changed_costs_nothing_for_all_the_other_sources()
    {
        LogCheckpoint earlier = LogCheckpoint.Create(Enumerable.Range(1, 1000).Select(id => LogSource.Sendcloud(id)), Start);
        LogCheckpoint later = earlier.With(SourceCheckpoint.Create(LogSource.Sendcloud(5), Start.AddSeconds(1)));
        Assert.Single(later.ChangedSince(earlier));
        long before = GC.GetAllocatedBytesForCurrentThread();

        int changed = later.ChangedSince(earlier).Count;

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000);
        Assert.Equal(1, changed);
    }

    private static LogCheckpoint AnyAfter(LogCheckpoint checkpoint, Random random)
    {
        LogSource source = LogSource.Sendcloud(random.Next(1, 6));
        return random.Once(4)
            ? checkpoint.Without(source)
            : checkpoint.With(SourceCheckpoint.Create(source, Start.AddSeconds(random.Next(1000))));
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
