using IntegrationLogs.Client.Feed;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>Checkpoints of two sources as saves store them one after the other: each made of the one before.</summary>
internal static class FileCheckpoints
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly LogSource[] Sources = [LogSource.ElasticPath("a/b"), LogSource.Sendcloud(123)];
    private static readonly List<LogCheckpoint> All = [LogCheckpoint.Create(Sources, Noon)];

    /// <summary>The same object each time, as a watch and its store have it.</summary>
    public static LogCheckpoint After(int saves)
    {
        lock (All)
        {
            while (All.Count <= saves)
            {
                SourceProgress progress = All[^1][Sources[0]].Progress;
                var delivered = new Delivered(Noon.AddSeconds(All.Count), 0x0123456789abcdef + (ulong)All.Count);
                All.Add(All[^1].With(new SourceCheckpoint(progress with { Delivered = progress.Delivered.Add(delivered) })));
            }

            return All[saves];
        }
    }
}
