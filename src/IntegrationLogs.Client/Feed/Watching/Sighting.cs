namespace IntegrationLogs.Client.Feed;

/// <summary>What a log that a poll sees is to the watch.</summary>
internal enum Sighting
{
    /// <summary>Older than what is wanted.</summary>
    Old,

    /// <summary>Handed out before, or not wanted.</summary>
    Known,

    /// <summary>To be handed out.</summary>
    New,

    /// <summary>To be handed out, and later than is allowed.</summary>
    Late,
}
