namespace IntegrationLogs.Client;

/// <summary>Handles the entries of a hosted watch. Each call has a handler and a service scope of its own.</summary>
public interface IWatchedEntryHandler
{
    /// <summary>Handles an entry. The next comes when this has ended, and its checkpoint is stored.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="cancellationToken">Cancelled when the host stops.</param>
    /// <remarks>
    /// An exception lets the same entry come again after a pause, as often as it takes: nothing is skipped. To skip an entry, catch its
    /// exception. An entry whose handling a stop or a crash interrupted comes again at the next start.
    /// </remarks>
    Task HandleAsync(WatchedEntry entry, CancellationToken cancellationToken = default);
}
