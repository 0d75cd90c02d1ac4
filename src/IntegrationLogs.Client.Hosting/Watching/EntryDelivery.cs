using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Hands on entries one by one.</summary>
internal sealed class EntryDelivery(
    WatchIdentity watch,
    IntegrationLogsWatchOptions options,
    Func<WatchedEntry, CancellationToken, Task> handle,
    HostingDiagnostics diagnostics)
    : IPollDelivery
{
    public IReadOnlyList<PollPart> PartsOf(SourcePoll poll) => [.. poll.Entries.Select(PartOf)];

    public void Count(LogSource source, Exception error) => diagnostics.CountHandlerError(watch, source, error);

    public void Failed(LogSource source, Exception error, int failures, TimeSpan retryIn) =>
        diagnostics.HandlerFailed(watch, source, error, failures, retryIn);

    public void Recovered(LogSource source, int failures)
    {
        // The handler is the user's own, who knows.
    }

    private PollPart PartOf(WatchedEntry entry) => new(entry.FoundIn, entry.SourceCheckpoint, stopping => handle(entry, stopping))
    {
        Entries = [entry],
        IsStored = true,
        Tag = tags => tags[TagNames.Entry] = entry.Key,
        GiveUpAsync = options.OnDeadLetter is null ? null : (error, stopping) => options.OnDeadLetter(entry, error, stopping),
    };
}
