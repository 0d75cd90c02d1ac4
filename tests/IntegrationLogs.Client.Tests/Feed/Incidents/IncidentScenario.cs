using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed.Incidents;

/// <summary>
/// A seed's day of Elastic Path logs of a few integrations: failures of a few causes and successes, some dated back, in bursts and after
/// silences. The same seed gives the same day, whatever is restarted in it.
/// </summary>
internal sealed class IncidentScenario
{
    private readonly ObservableTimeProvider _time = new(IncidentHistory.Midnight);
    private readonly SimulatedElasticPath _vendor = new();
    private readonly Random _chance;
    private readonly PollOptions _options;
    private readonly int _minutes;
    private int _logs;

    public IncidentScenario(int seed)
    {
        _chance = new Random(seed);
        _minutes = _chance.Next(20, 150);
        _options = new PollOptions
        {
            Jitter = 0,
            PageSize = _chance.OneOf(3, 10, 100),
            MaxPages = _chance.OneOf(1, 3, 10),
            AuditInterval = _chance.OneOf<TimeSpan?>(null, TimeSpan.FromHours(1)),
            FailuresOnly = _chance.Once(2),
            Incidents = new IncidentOptions
            {
                MinFailures = _chance.OneOf(1, 1, 2, 4),
                OpenWithin = TimeSpan.FromMinutes(_chance.OneOf(1, 10, 60)),
                UpdateEvery = _chance.OneOf<TimeSpan?>(null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15)),
                ResolveAfter = TimeSpan.FromMinutes(_chance.OneOf(0, 2, 10)),
                QuietFor = TimeSpan.FromMinutes(_chance.OneOf(5, 30, 120)),
                NoLogsFor = _chance.OneOf<TimeSpan?>(null, TimeSpan.FromMinutes(20)),
                Samples = _chance.OneOf(0, 3),
            },
        };
    }

    public IncidentOptions Rules => _options.Incidents!;

    /// <summary>What was told.</summary>
    public List<IncidentEvent> Events { get; } = [];

    /// <summary>The entries that were handed out.</summary>
    public List<WatchedEntry> Entries { get; } = [];

    /// <summary>Plays the day.</summary>
    /// <param name="interrupted">
    /// Draws where the watch is interrupted, and goes on from what the last event or entry that was handled brought with it; null for never.
    /// </param>
    public async Task PlayAsync(Random? interrupted = null)
    {
        var feed = new IntegrationLogFeed(_vendor, WatchedSendcloud.Runtime(_time));
        SourceCheckpoint checkpoint = SourceCheckpoint.Create(LogSource.ElasticPath(), DateTimeOffset.MinValue);
        for (int minute = 0; minute < _minutes; minute++)
        {
            Change();
            SourcePoll poll;
            do
            {
                poll = await feed.PollAsync(LogSource.ElasticPath(), checkpoint, _options);
                while (interrupted is not null && poll.Incidents.Count > 0 && interrupted.Once(2))
                {
                    // Some were handled; the rest comes again.
                    int handled = interrupted.Next(poll.Incidents.Count);
                    Events.AddRange(poll.Incidents.Take(handled));
                    checkpoint = handled == 0 ? checkpoint : Stored(poll.Incidents[handled - 1].SourceCheckpoint);
                    poll = await feed.PollAsync(LogSource.ElasticPath(), checkpoint, _options);
                }

                Events.AddRange(poll.Incidents);
                Entries.AddRange(poll.Entries);
                checkpoint = interrupted is null ? poll.After : Stored(poll.After);
            }
            while (poll.NextPollIn == TimeSpan.Zero);
            _time.Advance(_options.PollInterval);
        }
    }

    private static SourceCheckpoint Stored(SourceCheckpoint checkpoint) => SourceCheckpoint.Parse(checkpoint.ToJson());

    private void Change()
    {
        if (!_chance.Once(3))
        {
            return;
        }

        for (int count = _chance.OneOf(1, 1, 2, 12); count > 0; count--)
        {
            bool fails = _chance.Once(2);
            _vendor.InsertByTime(new ElasticPathLog
            {
                Id = $"{++_logs}",
                IntegrationId = _chance.OneOf("1", "1", "2", "3"),
                CreatedAt = _time.GetUtcNow() - TimeSpan.FromSeconds(_chance.OneOf(0, 0, 0, 100) * _chance.NextDouble()),
                Succeeded = !fails,
                StatusCode = fails ? _chance.OneOf(404, 500, 0) : 200,
                ErrorDetail = fails ? _chance.OneOf("EOF", $"order {_chance.Next()} was refused") : null,
                JobId = _chance.OneOf(null, "a", "b"),
            });
        }
    }
}
