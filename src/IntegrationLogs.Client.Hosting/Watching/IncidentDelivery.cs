using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Hands on what happened to incidents, one by one. The entries behind that go to nobody.</summary>
internal sealed class IncidentDelivery(
    WatchIdentity watch,
    IntegrationLogsWatchOptions options,
    Func<IncidentEvent, CancellationToken, Task> handle,
    HostingDiagnostics diagnostics)
    : IPollDelivery
{
    public IReadOnlyList<PollPart> PartsOf(SourcePoll poll) => [.. poll.Incidents.Select(PartOf)];

    public void Count(LogSource source, Exception error) => diagnostics.CountHandlerError(watch, source, error);

    public void Failed(LogSource source, Exception error, int failures, TimeSpan retryIn) =>
        diagnostics.HandlerFailed(watch, source, error, failures, retryIn);

    public void Recovered(LogSource source, int failures)
    {
        // The handler is the user's own, who knows.
    }

    private PollPart PartOf(IncidentEvent happened) =>
        new(happened.Incident.FoundIn, happened.SourceCheckpoint, stopping => handle(happened, stopping))
        {
            Incidents = [happened],
            IsStored = true,
            Tag = tags => tags[TagNames.IncidentEvent] = happened.Key,
            GiveUpAsync = options.OnIncidentDeadLetter is null
                ? null
                : (error, stopping) => options.OnIncidentDeadLetter(happened, error, stopping),
        };
}
