namespace IntegrationLogs.Client.Feed;

/// <summary>What is remembered of an entry that was handed out.</summary>
internal readonly record struct Delivered(DateTimeOffset? Time, ulong Fingerprint);
