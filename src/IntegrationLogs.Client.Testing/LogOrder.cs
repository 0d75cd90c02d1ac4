namespace IntegrationLogs.Client.Testing;

/// <summary>In which order a vendor lists its logs. Neither vendor documents one.</summary>
public enum LogOrder
{
    /// <summary>The latest log comes first, so that new logs move the others towards later pages.</summary>
    NewestFirst,

    /// <summary>The earliest log comes first; new logs are appended.</summary>
    OldestFirst,
}
