namespace IntegrationLogs.Client.Testing;

/// <summary>What Sendcloud's cursors look like. Either kind stays valid while records come and go.</summary>
public enum SendcloudCursor
{
    /// <summary>
    /// The time of a page's last record. Of records that share one it names the first, so that the others come again: where there are more
    /// of them than fit on a page, the list cannot be read to its end. A record whose time cannot be read has an opaque cursor.
    /// </summary>
    DateTime,

    /// <summary>Base64, with padding.</summary>
    Opaque,
}
