namespace IntegrationLogs.Client.Hosting;

/// <summary>An entry or an event.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Incident">The event.</param>
/// <param name="After">The checkpoint after it; null where it stays what it was.</param>
internal sealed record PollItem(WatchedEntry? Entry, IncidentEvent? Incident, SourceCheckpoint? After);
