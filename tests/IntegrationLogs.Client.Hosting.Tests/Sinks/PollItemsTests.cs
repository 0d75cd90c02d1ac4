using IntegrationLogs.Client.Feed;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>Entries and events of a poll in the order in which they came about: a checkpoint never passes what is not handed on yet.</summary>
public sealed class PollItemsTests
{
    private static readonly LogSource Source = LogSource.Sendcloud(1);
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);

    private readonly SourceCheckpoint[] _checkpoints;
    private readonly WatchedEntry[] _entries;

    public PollItemsTests()
    {
        SourceProgress progress = SourceCheckpoint.Create(Source, Start).Progress;
        List<SourceCheckpoint> checkpoints = [new(progress)];
        List<WatchedEntry> entries = [];
        for (int id = 1; id <= 3; id++)
        {
            progress = progress with { Delivered = progress.Delivered.Add(new Delivered(Start.AddSeconds(id), (ulong)id)) };
            checkpoints.Add(new SourceCheckpoint(progress));
            entries.Add(new WatchedEntry(
                IntegrationLogEntry.From(SimulatedSendcloud.Log(id, Start.AddSeconds(id), status: 404)), checkpoints[^1], isLate: false));
        }

        _checkpoints = [.. checkpoints];
        _entries = [.. entries];
    }

    [Fact]
    public void An_event_comes_before_its_entry_and_one_of_the_time_where_it_came_about()
    {
        SourceCheckpoint between = After(1);
        SourcePoll poll = Poll(Event("a", _entries[0], _checkpoints[1]), Event("b", null, between), Event("c", null, _checkpoints[3]));

        Assert.Equal(
            ["event a -> 0", "entry 1 -> 1", "event b -> 1", "entry 2 -> 2", "entry 3 -> 3", "event c -> 3"],
            PollItems.Of(poll, SinkContent.Incidents | SinkContent.Failures).Select(Text));
    }

    [Fact]
    public void Events_alone_have_their_own_checkpoints()
    {
        SourcePoll poll = Poll(Event("a", _entries[0], _checkpoints[0]), Event("b", _entries[0], _checkpoints[1]), Event("c", null, After(2)));

        Assert.Equal(["event a -> 0", "event b -> 1", "event c -> 2"], PollItems.Of(poll, SinkContent.Incidents).Select(Text));
    }

    [Fact]
    public void Entries_alone_are_all_or_the_failures()
    {
        SourcePoll poll = Poll() with
        {
            Entries = [new WatchedEntry(_entries[0] with { Succeeded = true }, _checkpoints[1], isLate: false), .. _entries[1..]],
        };

        Assert.Equal(["entry 2 -> 2", "entry 3 -> 3"], PollItems.Of(poll, SinkContent.Failures).Select(Text));
        Assert.Equal(["entry 1 -> 1", "entry 2 -> 2", "entry 3 -> 3"], PollItems.Of(poll, SinkContent.Entries).Select(Text));
    }

    /// <summary>The position that a crash goes on from: how many entries are remembered.</summary>
    private static string Text(PollItem item) =>
        $"{(item.Entry is null ? $"event {item.Incident!.Key}" : $"entry {item.Entry.LogId}")} -> {item.After?.DeliveredEntries ?? 0}";

    /// <summary>A checkpoint of a step without an entry.</summary>
    private SourceCheckpoint After(int entries) => new(_checkpoints[entries].Progress);

    private SourcePoll Poll(params IncidentEvent[] incidents) => new()
    {
        Source = Source,
        StartedAt = Start,
        Entries = _entries,
        Incidents = incidents,
        After = _checkpoints[3],
        NextPollIn = TimeSpan.Zero,
    };

    private static IncidentEvent Event(string key, WatchedEntry? entry, SourceCheckpoint checkpoint) => new()
    {
        Kind = IncidentEventKind.Updated,
        Incident = new Incident { Id = key, FoundIn = Source, Cause = new IncidentCause() },
        NoticedAt = Start,
        Key = key,
        Entry = entry,
        SourceCheckpoint = checkpoint,
    };
}
