namespace IntegrationLogs.Client;

/// <summary>Handles what happens to the incidents of a hosted watch. Each call has a handler and a service scope of its own.</summary>
public interface IIncidentHandler
{
    /// <summary>
    /// Handles what happened to an incident. The next of its source comes when this has ended; those of other sources come meanwhile.
    /// </summary>
    /// <param name="happened">What happened.</param>
    /// <param name="cancellationToken">Cancelled when the host stops.</param>
    /// <remarks>
    /// An exception lets the same event come again after a pause: nothing is skipped, unless
    /// <see cref="IntegrationLogsWatchOptions.MaxHandlerAttempts"/> is set. An event whose handling a stop or a crash interrupted comes again
    /// at the next start, and after a crash those do that were handled since the last checkpoint: <see cref="IncidentEvent.Key"/> tells that it
    /// is the same.
    /// </remarks>
    Task HandleAsync(IncidentEvent happened, CancellationToken cancellationToken = default);
}
