using System.Reflection;
using System.Text.Json;
using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Tests.Feed.Incidents;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class SourceCheckpointTests
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 3, 12, 0, 0, TimeSpan.Zero);

    /// <summary>No field is as it is by default, so that none can be left out unseen.</summary>
    private readonly SourceProgress _full = new()
    {
        Source = LogSource.ElasticPath("a/b"),
        Account = "shop \"ä\" at https://example.com/",
        Since = Noon.AddDays(-3),
        StartsNow = true,
        Watermark = Noon.AddMinutes(-5),
        HighestId = -7,
        HighestSeenId = 9,
        Delivered = DeliveredLogs.Of(
        [
            new(Noon, 0x0123456789abcdef), new(null, 0), new(DateTimeOffset.MaxValue, ulong.MaxValue), new(DateTimeOffset.MinValue, 1),
            new(Noon.AddTicks(1), 2),
        ]),
        Forgotten = (Noon.AddDays(-2), Noon.AddDays(-1)),
        HasForgottenUndated = true,
        Backlogs = [new("token+/=", Noon.AddHours(-2), Noon.AddHours(-1), IsAudit: true, Failures: 2), new(null, null)],
        IsBacklogNext = true,
        IsNewestFirst = true,
        PolledAt = Noon.AddSeconds(1),
        AuditedAt = Noon.AddSeconds(2),
        GapToldUntil = Noon.AddSeconds(3),
        Filter = "failures",
        UnwatchedSince = Noon.AddSeconds(4),
    };

    [Fact]
    public void Every_field_is_read_back_as_it_was_written()
    {
        SourceProgress full = _full with { Incidents = StoredIncidents.Full };
        SourceProgress read = SourceCheckpoint.Parse(new SourceCheckpoint(full).ToJson()).Progress;

        PropertyInfo[] fields = FieldsThatDiffer(new SourceProgress { Source = LogSource.Sendcloud() }, full);
        FieldsThatDiffer(_full.Backlogs[1], _full.Backlogs[0]);
        string[] objects = [nameof(SourceProgress.Delivered), nameof(SourceProgress.Incidents)];
        Assert.All(fields.Where(field => !objects.Contains(field.Name)), field =>
            Assert.Equal(field.GetValue(full), field.GetValue(read)));
        Assert.Equal(SourceIncidentsJson.Write(full.Incidents), SourceIncidentsJson.Write(read.Incidents));
        Assert.Equal(_full.Delivered.ToArray(), read.Delivered.ToArray());
        Assert.Equal(_full.Delivered.Hash, read.Delivered.Hash);
    }

    [Fact]
    public void Its_json_is_plain_and_has_only_what_is_set()
    {
        Assert.Equal(
            """
            {"version":2,"source":"Sendcloud/7","since":"2026-02-03T12:00:00.0000000Z","watermark":"2026-02-03T11:59:59.9999999Z",
            "checksum":"92CBD8AD5C6E8440FA814862E06FE2B8"}
            """.ReplaceLineEndings(string.Empty),
            SourceCheckpoint.Create(LogSource.Sendcloud(7), Noon).ToJson());
        Assert.Equal(
            """
            {"version":2,"source":"ElasticPath/a%2Fb","account":"shop \u0022\u00E4\u0022 at https://example.com/",
            "since":"2026-01-31T12:00:00.0000000Z","startsNow":"true","watermark":"2026-02-03T11:55:00.0000000Z","highestId":"-7",
            "highestSeenId":"9","forgottenFrom":"2026-02-01T12:00:00.0000000Z","forgottenUntil":"2026-02-02T12:00:00.0000000Z","hasForgottenUndated":"true",
            "isBacklogNext":"true","isNewestFirst":"true","polledAt":"2026-02-03T12:00:01.0000000Z","auditedAt":"2026-02-03T12:00:02.0000000Z",
            "gapToldUntil":"2026-02-03T12:00:03.0000000Z","filter":"failures","unwatchedSince":"2026-02-03T12:00:04.0000000Z",
            "delivered":"gYDqufCN47wj782riWdFIwEAAAAAAAAAAAD9/4nNjK3F14sB///////////7//OG/bqolK8BAQAAAAAAAACFgOq58I3jvCMCAAAAAAAAAA==",
            "backlogs":[{"token":"token\u002B/=","downTo":"2026-02-03T10:00:00.0000000Z","readDownTo":"2026-02-03T11:00:00.0000000Z",
            "isAudit":"true","failures":"2"},{}],"checksum":"292D72707C2F4465974AF01CC7119AAC"}
            """.ReplaceLineEndings(string.Empty),
            new SourceCheckpoint(_full).ToJson());
    }

    [Fact]
    public void One_that_was_cut_short_or_changed_anywhere_is_refused()
    {
        string json = new SourceCheckpoint(_full).ToJson();
        for (int length = 0; length < json.Length; length++)
        {
            Assert.Throws<FormatException>(() => SourceCheckpoint.Parse(json[..length]));
        }

        for (int i = 0; i < json.Length; i++)
        {
            string changed = json[..i] + (char)(json[i] ^ 1) + json[(i + 1)..];
            Assert.Throws<FormatException>(() => SourceCheckpoint.Parse(changed));
        }
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[]", "no version or no source")]
    [InlineData("""{"version":2}""", "no version or no source")]
    [InlineData("""{"version":3,"source":"Sendcloud"}""", "The checkpoint is of version 3; this version of the package reads version 2.")]
    [InlineData("""{"version":3,"list":"Sendcloud"}""", "is of version 3")]
    [InlineData("""{"version":1,"source":"Sendcloud"}""", "is of version 1")]
    [InlineData("""{"version":2,"source":"Shopify"}""", "'Shopify' is no source")]
    [InlineData("""{"version":2,"source":"Sendcloud"}""", "checksum")]
    [InlineData("""{"version":2,"source":"Sendcloud","watermark":"today"}""", "the time of Sendcloud cannot be read")]
    [InlineData("""{"version":2,"source":"\ud800"}""", "no checkpoint")]
    [InlineData("""{"version":2,"sources":[]}""", "of several sources: read it with LogCheckpoint.Parse")]
    [InlineData("""{"version":1,"sources":{}}""", "of several sources: read it with LogCheckpoint.Parse")]
    public void What_is_no_checkpoint_says_why(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => SourceCheckpoint.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void It_can_be_part_of_what_is_serialized()
    {
        var stored = new Stored(new SourceCheckpoint(_full));

        string json = JsonSerializer.Serialize(stored);

        Assert.Equal(stored.Checkpoint.ToJson(), JsonSerializer.Deserialize<Stored>(json)!.Checkpoint.ToJson());
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Stored>("""{"Checkpoint":{"version":3,"source":"Sendcloud"}}"""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Stored>(json.Replace("failures", "all", StringComparison.Ordinal)));
    }

    /// <summary>Checkpoints come of one another as they like, some side by side; some forget entries on the way.</summary>
    [Fact]
    public void Changes_lead_from_any_checkpoint_to_any_other_and_are_refused_where_they_would_lead_astray() =>
        Properties.ForSeeds(
            random =>
            {
                List<SourceCheckpoint> all = [SourceCheckpoint.Create(LogSource.Sendcloud(1), Noon)];
                while (all.Count < 12)
                {
                    all.Add(AnyAfter(random.OneOf([.. all]), random));
                }

                SourceCheckpoint to = random.OneOf([.. all]);
                SourceCheckpoint from = random.OneOf([.. all]);
                SourceCheckpoint other = random.OneOf([.. all]);
                string changes = to.ToJsonSince(from);

                Assert.Equal(to.ToJson(), from.Apply(changes).ToJson());
                Assert.Equal(to.ToJson(), SourceCheckpoint.Parse(from.ToJson()).Apply(changes).ToJson());
                if (Record.Exception(() => other.Apply(changes)) is Exception error)
                {
                    Assert.IsType<FormatException>(error);
                    Assert.NotEqual(from.ToJson(), other.ToJson());
                }
                else
                {
                    Assert.Equal(to.ToJson(), other.Apply(changes).ToJson());
                }
            },
            cases: 2000);

    [Fact]
    public void Changes_hold_what_is_new_and_not_what_was_known()
    {
        var few = new SourceCheckpoint(With(_full with { Delivered = DeliveredLogs.None }, 1, 3));
        var many = new SourceCheckpoint(With(_full with { Delivered = DeliveredLogs.None }, 1, 10_000));

        string afterFew = new SourceCheckpoint(With(few.Progress, 20_000, 1)).ToJsonSince(few);
        string afterMany = new SourceCheckpoint(With(many.Progress, 20_000, 1)).ToJsonSince(many);

        Assert.Equal(afterFew.Length + "10000".Length - "3".Length, afterMany.Length);
    }

    /// <summary>The token of a catch-up is some thousand characters long.</summary>
    [Fact]
    public void Changes_leave_out_the_backlogs_that_are_those_of_before()
    {
        var before = new SourceCheckpoint(_full with { Backlogs = [new(new string('t', 5_000), Noon)] });
        var after = new SourceCheckpoint(With(before.Progress, 20_000, 1));
        var elsewhere = new SourceCheckpoint(_full);
        var caughtUp = new SourceCheckpoint(after.Progress with { Backlogs = [] });

        string changes = after.ToJsonSince(before);

        Assert.InRange(changes.Length, 100, 1_000);
        Assert.Equal(after.ToJson(), before.Apply(changes).ToJson());
        Assert.Equal(caughtUp.ToJson(), before.Apply(caughtUp.ToJsonSince(before)).ToJson());
        Assert.Throws<FormatException>(() => elsewhere.Apply(changes));
        Assert.Throws<FormatException>(() => SourceCheckpoint.Parse(changes));
    }

    [Fact]
    public void Forks_of_one_checkpoint_are_told_apart()
    {
        var start = new SourceCheckpoint(With(_full, 10, 3));
        var left = new SourceCheckpoint(With(start.Progress, 20, 1));
        var right = new SourceCheckpoint(With(start.Progress, 30, 1));
        var leftAndMore = new SourceCheckpoint(With(left.Progress, 40, 1));
        var rightAndMore = new SourceCheckpoint(With(right.Progress, 40, 1));

        // As many entries and the same last one, but not the same ones.
        string changes = new SourceCheckpoint(With(leftAndMore.Progress, 50, 1)).ToJsonSince(leftAndMore);
        Assert.Contains(
            "do not go on from this checkpoint",
            Assert.Throws<FormatException>(() => rightAndMore.Apply(changes)).Message,
            StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => right.Apply(leftAndMore.ToJsonSince(left)));
        Assert.Equal(leftAndMore.ToJson(), left.Apply(leftAndMore.ToJsonSince(left)).ToJson());
        Assert.Equal(rightAndMore.ToJson(), left.Apply(rightAndMore.ToJsonSince(left)).ToJson());
    }

    [Fact]
    public void Changes_need_the_checkpoint_that_they_go_on_from()
    {
        var before = new SourceCheckpoint(_full);
        string changes = new SourceCheckpoint(With(_full, 10, 1)).ToJsonSince(before);

        Assert.Contains(
            "since an earlier checkpoint",
            Assert.Throws<FormatException>(() => SourceCheckpoint.Parse(changes)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "of ElasticPath/a%2Fb, not of Sendcloud",
            Assert.Throws<FormatException>(() => SourceCheckpoint.Create(LogSource.Sendcloud(), Noon).Apply(changes)).Message,
            StringComparison.Ordinal);
        Assert.Equal(
            "earlier",
            Assert.Throws<ArgumentException>(() => before.ToJsonSince(SourceCheckpoint.Create(LogSource.Sendcloud(), Noon))).ParamName);
    }

    [Fact]
    public void Changes_that_were_changed_anywhere_are_refused()
    {
        var before = new SourceCheckpoint(_full);
        string changes = new SourceCheckpoint(With(_full, 10, 2)).ToJsonSince(before);
        for (int i = 0; i < changes.Length; i++)
        {
            string changed = changes[..i] + (char)(changes[i] ^ 1) + changes[(i + 1)..];
            Assert.Throws<FormatException>(() => before.Apply(changed));
        }
    }

    [Fact]
    public void It_says_how_far_the_source_has_been_watched()
    {
        var checkpoint = new SourceCheckpoint(_full);

        Assert.Equal(LogSource.ElasticPath("a/b"), checkpoint.Source);
        Assert.Equal(_full.Account, checkpoint.Account);
        Assert.Null(checkpoint.WithoutAccount().Account);
        Assert.Equal(Noon.AddMinutes(-5), checkpoint.Watermark);
        Assert.Equal(Noon.AddSeconds(1), checkpoint.PolledAt);
        Assert.Equal(Noon.AddSeconds(2), checkpoint.AuditedAt);
        Assert.Equal(5, checkpoint.DeliveredEntries);
        Assert.False(checkpoint.IsCaughtUp);
        Assert.True(new SourceCheckpoint(_full with { Backlogs = [new(null, null, IsAudit: true)] }).IsCaughtUp);
        Assert.False(SourceCheckpoint.Create(LogSource.Sendcloud(), Noon).IsCaughtUp);
        Assert.Equal("SourceCheckpoint of ElasticPath/a%2Fb at 2026-02-03T11:55:00.0000000+00:00", checkpoint.ToString());
        Assert.Equal("SourceCheckpoint of Sendcloud", SourceCheckpoint.Create(LogSource.Sendcloud(), DateTimeOffset.MinValue).ToString());
    }

    [Fact]
    public void Nothing_is_taken_for_granted()
    {
        var checkpoint = new SourceCheckpoint(_full);

        Assert.Equal("source", Assert.Throws<ArgumentNullException>(() => SourceCheckpoint.Create(null!, Noon)).ParamName);
        Assert.Equal("json", Assert.Throws<ArgumentNullException>(() => SourceCheckpoint.Parse(null!)).ParamName);
        Assert.Equal("earlier", Assert.Throws<ArgumentNullException>(() => checkpoint.ToJsonSince(null!)).ParamName);
        Assert.Equal("changes", Assert.Throws<ArgumentNullException>(() => checkpoint.Apply(null!)).ParamName);
    }

    /// <summary>All fields; fails where one is the same in both.</summary>
    private static PropertyInfo[] FieldsThatDiffer<T>(T one, T other)
    {
        PropertyInfo[] fields = [.. typeof(T).GetProperties().Where(field => field.CanWrite)];
        Assert.All(fields, field => Assert.NotEqual(field.GetValue(one), field.GetValue(other)));
        return fields;
    }

    private static SourceProgress With(SourceProgress progress, int first, int count) => progress with
    {
        Delivered = Enumerable.Range(first, count).Aggregate(
            progress.Delivered, (all, id) => all.Add(new Delivered(Noon.AddSeconds(id % 100), (ulong)id << 32))),
    };

    private static SourceCheckpoint AnyAfter(SourceCheckpoint checkpoint, Random random)
    {
        DeliveredLogs delivered = checkpoint.Progress.Delivered;
        if (random.Once(5))
        {
            delivered = DeliveredLogs.Of(delivered.ToArray().Where(_ => !random.Once(3)));
        }

        for (int more = random.Next(4); more > 0; more--)
        {
            // Few ids, so that the same ones are delivered on several ways.
            int id = random.Next(6);
            delivered = delivered.Add(new(id == 0 ? null : Noon.AddTicks(id * -1000), (ulong)id));
        }

        return new(checkpoint.Progress with
        {
            Delivered = delivered,
            Watermark = random.Once(2) ? checkpoint.Watermark : Noon.AddSeconds(random.Next(100)),
            HighestId = random.Once(2) ? checkpoint.Progress.HighestId : random.Next(),
            Backlogs = random.Once(2) ? checkpoint.Progress.Backlogs : [new(random.Text("ab", 5), Noon, Failures: random.Next(3))],
        });
    }

    private sealed record Stored(SourceCheckpoint Checkpoint);
}
