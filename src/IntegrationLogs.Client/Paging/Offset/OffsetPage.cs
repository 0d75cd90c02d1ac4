namespace IntegrationLogs.Client.Paging.Offset;

/// <summary>What an offset walk needs of one answer. Apart from the records, all of it is a hint.</summary>
/// <param name="Items">The records.</param>
/// <param name="TotalItems">How many records the vendor counts in the whole list, if it does.</param>
/// <param name="HasLinks">Whether the answer has links at all, so that a missing next one says something.</param>
/// <param name="HasNextLink">Whether a next link says that there is more.</param>
/// <param name="Response">The answer itself.</param>
/// <param name="Limit">The length of a full page, if the answer says so.</param>
internal sealed record OffsetPage<T>(
    IReadOnlyList<T> Items, long? TotalItems, bool HasLinks, bool HasNextLink, ResponseInfo Response, int? Limit = null)
    : IWalkPage
{
    public int Count => Items.Count;

    /// <summary>
    /// What the answer says of records after <paramref name="end"/>; null when it says nothing, or counts fewer than were read.
    /// </summary>
    public bool? HasMoreAfter(int end) =>
        HasNextLink || TotalItems > end ? true
        : TotalItems is long total ? (total == end ? false : null)
        : HasLinks ? false
        : null;
}

/// <summary>Fetches the records from an offset on, by one request.</summary>
internal delegate Task<OffsetPage<T>> FetchOffsetPage<T>(int offset, int? limit, CancellationToken cancellationToken);
