namespace IntegrationLogs.Client;

/// <summary>Handles the entries of a hosted watch. Each call has a handler and a service scope of its own.</summary>
public interface IWatchedEntryHandler
{
    /// <summary>Handles an entry. The next of its source comes when this has ended; those of other sources come meanwhile.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="cancellationToken">Cancelled when the host stops.</param>
    /// <remarks>
    /// An exception lets the same entry come again after a pause: nothing is skipped, unless
    /// <see cref="IntegrationLogsWatchOptions.MaxHandlerAttempts"/> is set. To skip an entry, catch its exception. An entry whose handling
    /// a stop or a crash interrupted comes again at the next start, and after a crash those do that were handled since the last
    /// checkpoint: <see cref="WatchedEntry.Key"/> tells that it is the same.
    /// </remarks>
    Task HandleAsync(WatchedEntry entry, CancellationToken cancellationToken = default);
}
