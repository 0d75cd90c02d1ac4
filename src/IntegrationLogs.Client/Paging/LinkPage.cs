namespace IntegrationLogs.Client.Paging;

/// <summary>What a link walk needs of one answer: the records, and the <c>Link</c> header fields in the answer.</summary>
internal sealed record LinkPage<T>(IReadOnlyList<T> Items, ResponseInfo Response) : IWalkPage
{
    public int Count => Items.Count;
}

/// <summary>
/// Fetches the page a query leads to, by one request; null is the first page. What is told of the answer before its records are read
/// may be told never.
/// </summary>
internal delegate Task<LinkPage<T>> FetchLinkPage<T>(string? query, Action<ResponseInfo> arrived, CancellationToken cancellationToken);
