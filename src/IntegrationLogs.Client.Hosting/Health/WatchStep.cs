namespace IntegrationLogs.Client.Hosting;

/// <summary>The steps of a hosted watch's start, where it can come to a standstill.</summary>
internal enum WatchStep
{
    /// <summary>It asks a vendor for its integrations.</summary>
    Discovering,

    /// <summary>It reads the stored checkpoint.</summary>
    Loading,

    /// <summary>It stores the checkpoint that it begins with.</summary>
    Saving,

    /// <summary>It has started, and polls its sources.</summary>
    Watching,
}
