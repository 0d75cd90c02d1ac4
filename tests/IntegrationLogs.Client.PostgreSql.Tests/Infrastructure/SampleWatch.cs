using IntegrationLogs.Client.Feed;

namespace IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;

/// <summary>A watch of one source that finds what a test says, with a checkpoint that goes on from entry to entry as a real one does.</summary>
internal sealed class SampleWatch
{
    public static readonly DateTimeOffset Start = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private SourceCheckpoint _source;

    public SampleWatch(LogSource? source = null)
    {
        _source = SourceCheckpoint.Create(source ?? LogSource.Sendcloud(1), Start);
        Checkpoint = LogCheckpoint.Join([_source]);
    }

    /// <summary>The checkpoint after the last entry.</summary>
    public LogCheckpoint Checkpoint { get; private set; }

    public WatchedEntry Find(IntegrationLogEntry entry, bool isLate = false)
    {
        int number = _source.DeliveredEntries + 1;
        SourceProgress progress = _source.Progress;
        _source = new SourceCheckpoint(progress with
        {
            Delivered = progress.Delivered.Add(new Delivered(Start.AddSeconds(number), (ulong)number * 0x9e3779b97f4a7c15)),
            Watermark = Start.AddSeconds(number),
        });
        Checkpoint = Checkpoint.With(_source);
        return new WatchedEntry(entry, _source.Source, Checkpoint) { IsLate = isLate };
    }

    public WatchedEntry Find(long id) => Find(IntegrationLogEntry.From(
        new SendcloudLog { Id = id, IntegrationId = 1, BaseUrl = "https://shop.example", ResponseCode = 500, CreatedAt = Start.AddSeconds(id) },
        account: "shop"));

    /// <summary>So many entries and the checkpoint after them.</summary>
    public LogBatch FindBatch(int count, long firstId = 1)
    {
        WatchedEntry[] entries = [.. Enumerable.Range(0, count).Select(i => Find(firstId + i))];
        return new LogBatch { Checkpoint = Checkpoint, Entries = entries };
    }

    public LogBatch BatchOf(params WatchedEntry[] entries) => new() { Checkpoint = Checkpoint, Entries = entries };
}
