namespace IntegrationLogs.Client;

/// <summary>What a sink gets.</summary>
[Flags]
public enum SinkContent
{
    /// <summary>Nothing, which no sink can ask for.</summary>
    None = 0,

    /// <summary>What happens to incidents.</summary>
    Incidents = 1,

    /// <summary>Entries that failed.</summary>
    Failures = 2,

    /// <summary>All entries, whatever their outcome.</summary>
    Entries = 4,
}
