namespace IntegrationLogs.Client;

/// <summary>Takes what a watch finds, and brings it elsewhere.</summary>
public interface IIntegrationLogsSink
{
    /// <summary>Writes a batch. The next comes when this has ended: one call at a time, for all sources.</summary>
    /// <param name="batch">What to write. It is never empty.</param>
    /// <param name="cancellationToken">Cancelled after <see cref="SinkOptions.Timeout"/>, and when the host stops. A sink has to heed it.</param>
    /// <remarks>
    /// A call that ends well has written the whole batch for good: the checkpoint moves past it. An exception lets the same batch come again
    /// after a growing pause, for as long as it takes; <see cref="IntegrationLogsSinkException.RetryAfter"/> makes the pause longer. After a
    /// crash, what was written since the last checkpoint comes again: <see cref="WatchedEntry.Key"/> and <see cref="IncidentEvent.Key"/> tell
    /// that it is the same.
    /// </remarks>
    Task WriteAsync(SinkBatch batch, CancellationToken cancellationToken = default);
}
