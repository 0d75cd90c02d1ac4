namespace IntegrationLogs.Client.Paging.Offset;

/// <summary>What a page shows of where an offset walk stands.</summary>
internal enum PageSight
{
    /// <summary>It is empty.</summary>
    Nothing,

    /// <summary>None of its records is known.</summary>
    Strange,

    /// <summary>It shows where the walk stands.</summary>
    Known,
}
