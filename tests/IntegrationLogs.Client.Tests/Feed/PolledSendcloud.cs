using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>Polls of a <see cref="SimulatedSendcloud"/>, each from where the one before ended, over stored checkpoints.</summary>
internal sealed class PolledSendcloud(SimulatedSendcloud vendor, TimeProvider time, SourceCheckpoint from, PollOptions? options = null)
{
    private readonly IIntegrationLogFeed _feed = WatchedSendcloud.Feed(vendor, time);

    public SourceCheckpoint Checkpoint { get; private set; } = from;

    public PollOptions Options { get; set; } = options ?? new PollOptions { Jitter = 0 };

    /// <summary>What came in all.</summary>
    public List<WatchedEntry> Entries { get; } = [];

    public List<SourceGap> Gaps { get; } = [];

    public IEnumerable<long> Ids => Entries.Select(entry => ((SendcloudLog)entry.Source).Id!.Value);

    public async Task<SourcePoll> PollAsync(CancellationToken cancellationToken = default)
    {
        SourcePoll poll = await _feed.PollAsync(Checkpoint.Source, Checkpoint, Options, cancellationToken);
        Entries.AddRange(poll.Entries);
        Gaps.AddRange(poll.Gaps);
        Checkpoint = SourceCheckpoint.Parse(poll.After.ToJson());
        return poll;
    }

    /// <summary>Polls until nothing is left to read, or a poll does not come to its end.</summary>
    public async Task<SourcePoll> CatchUpAsync()
    {
        for (int polls = 0; ; polls++)
        {
            Assert.InRange(polls, 0, 10_000);
            SourcePoll poll = await PollAsync();
            if (poll.NextPollIn > TimeSpan.Zero)
            {
                return poll;
            }
        }
    }
}
