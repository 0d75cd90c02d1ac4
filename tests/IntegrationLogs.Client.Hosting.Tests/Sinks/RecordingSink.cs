using System.Collections.Concurrent;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>A sink that keeps what it was given.</summary>
internal sealed class RecordingSink : IIntegrationLogsSink
{
    private readonly ConcurrentQueue<string> _taken = new();
    private readonly ConcurrentQueue<SinkBatch> _batches = new();

    /// <summary>The keys of what was taken, in order.</summary>
    public IReadOnlyList<string> Taken => [.. _taken];

    public IReadOnlyList<SinkBatch> Batches => [.. _batches];

    public Func<SinkBatch, int, CancellationToken, Task> Writing { get; set; } = (_, _, _) => Task.CompletedTask;

    public async Task WriteAsync(SinkBatch batch, CancellationToken cancellationToken = default)
    {
        _batches.Enqueue(batch);
        await Writing(batch, _batches.Count, cancellationToken);
        foreach (string key in batch.Entries.Select(entry => entry.Key).Concat(batch.Incidents.Select(happened => happened.Key)))
        {
            _taken.Enqueue(key);
        }
    }
}
