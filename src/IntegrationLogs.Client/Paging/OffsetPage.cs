namespace IntegrationLogs.Client.Paging;

/// <summary>What an offset walk needs of one answer.</summary>
/// <param name="Items">The records.</param>
/// <param name="TotalItems">How many the vendor counts in the whole list, if it says.</param>
/// <param name="HasLinks">Whether the answer has links at all, so that a missing next one says something.</param>
/// <param name="HasNextLink">Whether a next link says that there is more.</param>
/// <param name="Response">The answer itself.</param>
internal sealed record OffsetPage<T>(IReadOnlyList<T> Items, long? TotalItems, bool HasLinks, bool HasNextLink, ResponseInfo Response)
    : IWalkPage
{
    public int Count => Items.Count;

    /// <summary>What the vendor says of records after <paramref name="end"/>; null when it says nothing.</summary>
    public bool? HasMoreAfter(int end) => HasNextLink ? true : TotalItems is long total ? total > end : HasLinks ? false : null;
}

/// <summary>Fetches the records from an offset on, by one request.</summary>
internal delegate Task<OffsetPage<T>> FetchOffsetPage<T>(int offset, int? limit, CancellationToken cancellationToken);
