using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed.Incidents;

/// <summary>What holds of incidents whatever happens.</summary>
public sealed class IncidentPropertyTests
{
    [Fact]
    public void Each_incident_opens_once_and_is_resolved_once_at_most_and_each_failure_is_part_of_one() => Properties.ForSeeds(
        random =>
        {
            IncidentScenario scenario = Play(random.Next(), interrupted: null);

            foreach (IGrouping<string, IncidentEvent> incident in scenario.Events.GroupBy(happened => happened.Incident.Id))
            {
                IncidentEvent[] events = [.. incident];
                Assert.Equal(IncidentEventKind.Opened, events[0].Kind);
                Assert.All(events[1..], happened => Assert.NotEqual(IncidentEventKind.Opened, happened.Kind));
                Assert.All(events[..^1], happened => Assert.NotEqual(IncidentEventKind.Resolved, happened.Kind));
                Assert.Equal(events.Length, events.Select(happened => happened.Key).Distinct().Count());
                Assert.Equal(events.Select(happened => happened.Incident.Failures).Order(), events.Select(happened => happened.Incident.Failures));
                Assert.All(events, happened => Assert.Equal(happened.Kind == IncidentEventKind.Resolved, happened.Incident.State == IncidentState.Resolved));
                Assert.All(events.Zip(events.Skip(1)).Where(pair => pair.Second.Kind == IncidentEventKind.Updated), pair =>
                    Assert.True(pair.Second.NoticedAt - pair.First.NoticedAt >= scenario.Rules.UpdateEvery));
            }

            AssertCounted(scenario);
        },
        cases: 50);

    [Fact]
    public void No_restart_changes_what_comes() => Properties.ForSeeds(
        random =>
        {
            int seed = random.Next();

            IncidentScenario whole = Play(seed, interrupted: null);
            IncidentScenario interrupted = Play(seed, random);

            // What was handled and not stored comes again, and is the same.
            Assert.Equal(whole.Events.Select(Text), interrupted.Events.Select(Text).Distinct());
        },
        cases: 30);

    /// <summary>Where one failure is enough, each is counted by one incident, at the latest when that is resolved.</summary>
    private static void AssertCounted(IncidentScenario scenario)
    {
        string[] failures = [.. scenario.Entries.Where(entry => entry.IsFailure).Select(entry => entry.Key)];
        IncidentEvent[] resolved = [.. scenario.Events.Where(happened => happened.Kind == IncidentEventKind.Resolved)];
        Incident[] last = [.. scenario.Events.GroupBy(happened => happened.Incident.Id).Select(incident => incident.Last().Incident)];
        string[] named = [.. last.SelectMany(incident => new[] { incident.First?.Key }.Concat(incident.Samples.Select(sample => sample.Key)).Distinct()).OfType<string>()];
        Assert.All(named, key => Assert.Contains(key, failures));
        Assert.Equal(named.Length, named.Distinct().Count());
        Assert.True(last.Sum(incident => incident.Failures) <= failures.Length);
        if (scenario.Rules.MinFailures == 1 && resolved.Length == last.Length)
        {
            Assert.Equal(failures.Length, last.Sum(incident => incident.Failures));
        }
    }

    private static string Text(IncidentEvent happened) => $"{happened.NoticedAt:O} {happened.Key} {happened}";

    private static IncidentScenario Play(int seed, Random? interrupted)
    {
        var scenario = new IncidentScenario(seed);
        scenario.PlayAsync(interrupted).GetAwaiter().GetResult();
        return scenario;
    }
}
