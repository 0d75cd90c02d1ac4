using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>A vendor that lists some of its integrations now and others then, to a watch that asks it again and again.</summary>
public sealed class PartialDiscoveryTests
{
    private const int Integrations = 4;

    [Fact]
    public void Each_log_of_an_integration_comes_once_from_when_it_was_listed_first() =>
        Properties.ForSeeds(random => RunAsync(random).GetAwaiter().GetResult(), cases: 300);

    private static async Task RunAsync(Random random)
    {
        var vendor = new SimulatedSendcloud();
        var time = new ObservableTimeProvider();
        IIntegrationLogFeed feed = WatchedSendcloud.Feed(vendor, time);
        var start = WatchStart.At(time.GetUtcNow());
        var options = new PollOptions { Jitter = 0, PageSize = random.OneOf(3, 100), AuditInterval = random.OneOf<TimeSpan?>(null, TimeSpan.FromHours(1)) };
        LogCheckpoint? checkpoint = null;
        HashSet<LogSource> known = [];
        List<long> due = [];
        List<long> found = [];
        int ids = 0;
        for (int round = random.Next(2, 15); round >= 0; round--)
        {
            LogSource[] listed = round == 0 ? All() : [.. All().Where(_ => random.Once(2))];
            if (listed.Length == 0)
            {
                continue;
            }

            DateTimeOffset now = time.GetUtcNow();
            checkpoint = checkpoint is null
                ? LogCheckpoint.Join(listed.Select(source => SourceCheckpoint.Create(source, now)))
                : LogCheckpoint.Parse(checkpoint.ForSources(listed, start, now).ToJson());
            known.UnionWith(listed);
            foreach (LogSource source in listed)
            {
                SourceCheckpoint from = checkpoint[source];
                do
                {
                    SourcePoll poll = await feed.PollAsync(source, from, options);
                    found.AddRange(poll.Entries.Select(entry => ((SendcloudLog)entry.Source).Id!.Value));
                    from = poll.After;
                }
                while (!from.IsCaughtUp);
                checkpoint = checkpoint.With(from);
            }

            // The whole of it is shorter than what is kept of a source that is not listed.
            time.Advance(TimeSpan.FromMinutes(random.OneOf(1, 10, 24 * 60)));
            for (int logs = round == 0 ? 0 : random.Next(20); logs > 0; logs--)
            {
                long integration = random.Next(1, Integrations + 1);
                vendor.InsertByTime(SimulatedSendcloud.Log(++ids, time.GetUtcNow(), integration));
                if (known.Contains(LogSource.Sendcloud(integration)))
                {
                    due.Add(ids);
                }
            }

            time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(found.Distinct(), found);
        Assert.Empty(due.Except(found));
    }

    private static LogSource[] All() => [.. Enumerable.Range(1, Integrations).Select(id => LogSource.Sendcloud(id))];
}
