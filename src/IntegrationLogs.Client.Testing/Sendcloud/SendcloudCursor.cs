namespace IntegrationLogs.Client.Testing;

/// <summary>What Sendcloud's cursors look like. Either kind stays valid while records come and go.</summary>
public enum SendcloudCursor
{
    /// <summary>The time of a page's last record. Records of your own should not share one: the cursor would name either.</summary>
    DateTime,

    /// <summary>Base64, with padding.</summary>
    Opaque,
}
