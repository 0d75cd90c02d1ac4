namespace IntegrationLogs.Client.Hosting;

/// <summary>What a hosted watch is at, where it can come to a standstill.</summary>
internal enum WatchStep
{
    /// <summary>It waits for entries.</summary>
    Waiting,

    /// <summary>It asks a vendor for its integrations.</summary>
    Discovering,

    /// <summary>It reads the stored checkpoint.</summary>
    Loading,

    /// <summary>The handler has an entry.</summary>
    Handling,

    /// <summary>It stores a checkpoint.</summary>
    Saving,
}
