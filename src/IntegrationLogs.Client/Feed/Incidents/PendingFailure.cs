namespace IntegrationLogs.Client.Feed;

/// <summary>A failure and its time as incidents take it.</summary>
internal sealed record PendingFailure(DateTimeOffset At, IncidentEntry Entry);
