namespace IntegrationLogs.Client.Feed;

/// <summary>What is remembered of an entry that was handed out.</summary>
internal readonly record struct HandedOut(DateTimeOffset? Time, ulong Fingerprint)
{
    public static HandedOut Of(IntegrationLogEntry entry) => new(entry.OccurredAt, EntryIdentity.Of(entry));
}
