namespace IntegrationLogs.Client.Paging;

/// <summary>
/// Where a walk stands between two pages: the vendor's place (an offset, or the query of a next link) and the fingerprints of the
/// records right before it, by which the place is recognised when the list has moved.
/// </summary>
internal sealed record WalkPosition(string Place, ulong[] RecentRecords);
