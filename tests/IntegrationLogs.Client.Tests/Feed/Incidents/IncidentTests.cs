using System.Text.Json;
using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed.Incidents;

/// <summary>What an incident says, and what keeps it over restarts.</summary>
public sealed class IncidentTests
{
    [Fact]
    public async Task Five_attempts_of_one_job_are_one_job()
    {
        IncidentHistory history = await PlayAsync("0 fail 500 job a; 1 fail 500 job a; 2 fail 500 job b; 3 fail 500 job a; 4 fail 500; 5 fail 500");

        Incident incident = history.Events[^1].Incident;

        Assert.Equal((6, 4), (incident.Failures, incident.Jobs));
        Assert.Equal(("1", "6"), (incident.First!.LogId, incident.Last!.LogId));
        Assert.Equal(["2", "3", "4"], incident.Samples.Select(sample => sample.LogId));
        Assert.Equal(72, incident.FailuresPerHour);
    }

    [Fact]
    public async Task An_event_has_the_same_key_wherever_it_comes_from_and_each_has_another()
    {
        const string Story = "0 fail 500; 1 fail 404; 2 fail 500; 20 fail 500; 40 ok";
        IncidentHistory one = await PlayAsync(Story, until: 50);
        IncidentHistory other = await PlayAsync(Story, until: 50, restarts: false);

        Assert.Equal(one.Events.Select(happened => happened.Key), other.Events.Select(happened => happened.Key));
        Assert.Equal(one.Events.Count, one.Events.Select(happened => happened.Key).Distinct().Count());
        Assert.All(one.Events, happened => Assert.Matches("^[0-9a-f]{16}/(opened|updated/[0-9]+|resolved)$", happened.Key));
        Assert.All(one.Events, happened => Assert.StartsWith(happened.Incident.Id + "/", happened.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_sentence_says_what_fails_of_whom_how_often_and_since_when()
    {
        IncidentHistory history = await PlayAsync("0 fail 500 job a; 1 fail 500 job a; 3 ok", until: 20);

        Assert.Equal(
            "Opened: ElasticPath integration 1: status 500, 1 failure, since 2026-11-27T00:00:00.0000000+00:00.", history.Events[0].ToString());
        Assert.Equal(
            "Resolved: ElasticPath integration 1: status 500, 2 failures in 1 job, since 2026-11-27T00:00:00.0000000+00:00, "
            + "resolved at 2026-11-27T00:03:00.0000000+00:00 (Succeeded).",
            history.Events[^1].ToString());
    }

    [Fact]
    public async Task Incidents_and_events_are_json_without_what_a_log_says()
    {
        IncidentHistory history = await PlayAsync("0 error token canary-0123456789abcdef was refused; 1 ok", until: 20);

        string json = JsonSerializer.Serialize(history.Events[0]);
        Incident read = JsonSerializer.Deserialize<Incident>(JsonSerializer.Serialize(history.Events[0].Incident))!;

        Assert.Equal(history.Events[0].Incident.ToString(), read.ToString());
        Assert.DoesNotContain("canary", json, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", history.Checkpoint.ToJson(), StringComparison.Ordinal);
        Assert.Contains("token * was refused", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_integration_with_a_cause_for_each_failure_has_eleven_incidents()
    {
        string words = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi";
        IncidentHistory history = await PlayAsync(string.Join("; ", words.Split(' ').Select(word => $"0 error {word}")));

        Assert.Equal(11, history.Events.Count(happened => happened.Kind == IncidentEventKind.Opened));
        Assert.Equal("other causes", history.Events.Last(happened => happened.Kind == IncidentEventKind.Opened).Incident.Cause.Error);
    }

    [Fact]
    public void All_that_is_known_of_an_incident_is_stored()
    {
        SourceIncidents read = SourceIncidentsJson.Read(SourceIncidentsJson.Write(StoredIncidents.Full), LogSource.Sendcloud(7));
        TrackedIncident[] stored = [.. StoredIncidents.Full.All];
        TrackedIncident[] known = [.. read.All];

        Assert.Equal(StoredIncidents.Full.LastLogAt, read.LastLogAt);
        AssertSame(StoredIncidents.Full.Silence!, read.Silence!);
        AssertSame(stored[0], known[0]);
        Assert.Equal(stored[1].Pending, known[1].Pending);

        static void AssertSame(TrackedIncident expected, TrackedIncident actual)
        {
            Assert.All(
                typeof(TrackedIncident).GetProperties().Where(field => field.Name is not ("Incident" or "Pending")),
                field => Assert.Equal(field.GetValue(expected), field.GetValue(actual)));
            Assert.All(
                typeof(Incident).GetProperties().Where(field => field.CanWrite),
                field => Assert.Equal(field.GetValue(expected.Incident), field.GetValue(actual.Incident)));
            Assert.All(
                typeof(TrackedIncident).GetProperties().Where(field => field.Name != "Pending"),
                field => Assert.NotEqual(field.GetValue(new TrackedIncident { Incident = null! }), field.GetValue(actual)));
        }
    }

    [Fact]
    public async Task A_damaged_state_is_refused_and_left_whole()
    {
        IncidentHistory history = await PlayAsync("0 fail 500");
        string json = history.Checkpoint.ToJson();
        Assert.Contains("byIntegration", json, StringComparison.Ordinal);

        FormatException error = Assert.Throws<FormatException>(
            () => SourceCheckpoint.Parse(json.Replace("byIntegration", "byIntegratiom", StringComparison.Ordinal)));

        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_leave_incidents_out_that_are_those_of_before()
    {
        IncidentHistory history = await PlayAsync("0 fail 500", restarts: false);
        SourceCheckpoint before = history.Checkpoint;
        await history.PlayAsync("99 -", until: 1);

        string changes = history.Checkpoint.ToJsonSince(before);

        Assert.DoesNotContain("byIntegration", changes, StringComparison.Ordinal);
        Assert.Equal(history.Checkpoint.ToJson(), before.Apply(changes).ToJson());
    }

    [Theory]
    [InlineData("MinFailures", "Incidents.MinFailures")]
    [InlineData("OpenWithin", "Incidents.OpenWithin")]
    [InlineData("UpdateEvery", "Incidents.UpdateEvery")]
    [InlineData("ResolveAfter", "Incidents.ResolveAfter")]
    [InlineData("QuietFor", "Incidents.QuietFor")]
    [InlineData("NoLogsFor", "Incidents.NoLogsFor")]
    [InlineData("Samples", "Incidents.Samples")]
    public void An_option_out_of_its_range_is_named(string option, string expected)
    {
        TimeSpan wrong = TimeSpan.FromSeconds(-1);
        var options = new IncidentOptions();
        options = option switch
        {
            "MinFailures" => options with { MinFailures = 0 },
            "OpenWithin" => options with { OpenWithin = wrong },
            "UpdateEvery" => options with { UpdateEvery = wrong },
            "ResolveAfter" => options with { ResolveAfter = wrong },
            "QuietFor" => options with { QuietFor = wrong },
            "NoLogsFor" => options with { NoLogsFor = wrong },
            _ => options with { Samples = -1 },
        };

        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => WatchedSendcloud.Feed(new SimulatedSendcloud(), TimeProvider.System)
                .WatchIncidentsAsync([LogSource.Sendcloud(1)], new WatchOptions { Incidents = options }));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stream_tells_of_incidents_of_several_sources_and_goes_on_from_a_checkpoint()
    {
        var time = new ObservableTimeProvider(IncidentHistory.Midnight);
        var vendor = new SimulatedSendcloud { Integrations = [] };
        vendor.InsertByTime(SimulatedSendcloud.Log(1, time.GetUtcNow(), integrationId: 1, status: 404));
        vendor.InsertByTime(SimulatedSendcloud.Log(2, time.GetUtcNow(), integrationId: 1, status: 500));
        vendor.InsertByTime(SimulatedSendcloud.Log(3, time.GetUtcNow(), integrationId: 2, status: 404));
        IIntegrationLogFeed feed = WatchedSendcloud.Feed(vendor, time);
        LogSource[] sources = [LogSource.Sendcloud(1), LogSource.Sendcloud(2)];

        List<IncidentEvent> all = await TakeAsync(WatchStart.Beginning, 3);
        List<IncidentEvent> rest = await TakeAsync(WatchStart.After(LogCheckpoint.Parse(all[0].Checkpoint.ToJson())), 2);

        Assert.Equal(3, all.Select(happened => happened.Key).Distinct().Count());
        Assert.Equal(all.Skip(1).Select(happened => happened.Key).Order(), rest.Select(happened => happened.Key).Order());

        async Task<List<IncidentEvent>> TakeAsync(WatchStart start, int count)
        {
            List<IncidentEvent> taken = [];
            await foreach (IncidentEvent happened in feed.WatchIncidentsAsync(sources, new WatchOptions { Start = start, Jitter = 0 }))
            {
                taken.Add(happened);
                if (taken.Count == count)
                {
                    break;
                }
            }

            return taken;
        }
    }

    [Fact]
    public async Task All_sources_of_an_account_share_one_listing_a_poll()
    {
        var time = new ObservableTimeProvider(IncidentHistory.Midnight);
        var vendor = new SimulatedSendcloud { Integrations = [new SendcloudIntegration { Id = 5, StartedFailingAt = time.GetUtcNow() }] };
        IIntegrationLogFeed feed = WatchedSendcloud.Feed(vendor, time);
        var options = new PollOptions { Jitter = 0, Incidents = new IncidentOptions() };
        List<IncidentEvent> events = [];
        SourceCheckpoint[] checkpoints = [.. Enumerable.Range(1, 10).Select(id => SourceCheckpoint.Create(LogSource.Sendcloud(id), time.GetUtcNow()))];

        for (int round = 0; round < 5; round++)
        {
            for (int i = 0; i < checkpoints.Length; i++)
            {
                SourcePoll poll = await feed.PollAsync(checkpoints[i].Source, checkpoints[i], options);
                checkpoints[i] = poll.After;
                events.AddRange(poll.Incidents);
            }

            time.Advance(options.PollInterval);
        }

        Assert.Equal(5, vendor.Listings);
        Assert.Equal(LogSource.Sendcloud(5), Assert.Single(events).Incident.FoundIn);
    }

    private static async Task<IncidentHistory> PlayAsync(string story, int until = 16, bool restarts = true)
    {
        var history = new IncidentHistory(IntegrationVendor.ElasticPath, new IncidentOptions()) { Restarts = restarts };
        await history.PlayAsync(story, until);
        return history;
    }
}
