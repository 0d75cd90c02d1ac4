namespace IntegrationLogs.Client.Paging.Link;

/// <summary>Where a link walk stands, for continuation tokens: the query of the next request, or none before the first page.</summary>
internal static class LinkPosition
{
    /// <summary>The query that a walk starts with.</summary>
    public static string? QueryOf(WalkPosition? start) => start is { Place.Length: > 0 } ? start.Place : null;

    /// <summary>Where to go on: with the next page, or with the same once more if it does not say where the next one is.</summary>
    /// <param name="query">The query of the page that was read.</param>
    /// <param name="next">What it says of the next page.</param>
    /// <param name="records">Its records, which must not come again if it is read again.</param>
    /// <param name="recent">The latest records of the walk.</param>
    public static WalkPosition After(string? query, NextLink next, ulong[] records, ulong[] recent) =>
        next.Query is string follow ? new(follow, recent) : new(query ?? string.Empty, records);
}
