namespace IntegrationLogs.Client.Testing;

/// <summary>What Sendcloud's cursors look like. Either kind stays valid while records come and go.</summary>
public enum SendcloudCursor
{
    /// <summary>
    /// The time of a page's last record. Where more records than fit on a page share one, the cursor of the page after is its own: such
    /// lists cannot be read to their end. A record whose time cannot be read has an opaque one.
    /// </summary>
    DateTime,

    /// <summary>Base64, with padding.</summary>
    Opaque,
}
