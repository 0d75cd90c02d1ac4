namespace IntegrationLogs.Client.Feed;

/// <summary>What happened to an incident, before it is known which checkpoint it comes with.</summary>
internal sealed record IncidentNews(IncidentEventKind Kind, Incident Incident, string Key)
{
    public IncidentEvent ToEvent(WatchedEntry? entry, SourceCheckpoint checkpoint, DateTimeOffset now) => new()
    {
        Kind = Kind,
        Incident = Incident,
        Key = Key,
        Entry = entry,
        SourceCheckpoint = checkpoint,
        NoticedAt = now,
    };
}
