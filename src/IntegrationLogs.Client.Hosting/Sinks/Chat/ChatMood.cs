namespace IntegrationLogs.Client.Hosting;

/// <summary>How bad what is told is.</summary>
internal enum ChatMood
{
    /// <summary>Neither good nor bad.</summary>
    None,

    /// <summary>Something fails.</summary>
    Bad,

    /// <summary>Something works again.</summary>
    Good,
}
