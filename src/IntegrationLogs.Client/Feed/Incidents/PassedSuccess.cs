namespace IntegrationLogs.Client.Feed;

/// <summary>A success that is no new entry, and ends incidents all the same.</summary>
internal sealed record PassedSuccess(string? IntegrationId, DateTimeOffset? Time);
