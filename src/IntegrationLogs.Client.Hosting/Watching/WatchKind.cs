namespace IntegrationLogs.Client.Hosting;

/// <summary>Who gets what a watch finds.</summary>
internal enum WatchKind
{
    /// <summary>A handler of entries.</summary>
    Entries,

    /// <summary>A handler of incidents.</summary>
    Incidents,

    /// <summary>A sink.</summary>
    Sink,

    /// <summary>The store alone.</summary>
    Store,
}
