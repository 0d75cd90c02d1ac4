namespace IntegrationLogs.Client.Paging.Link;

/// <summary>What a link walk needs of one answer.</summary>
/// <param name="Items">The records.</param>
/// <param name="Response">The answer, with its <c>Link</c> header fields.</param>
/// <param name="Fault">Why it cannot be told whether there is a next page, if the answer's headers are not known.</param>
internal sealed record LinkPage<T>(IReadOnlyList<T> Items, ResponseInfo Response, string? Fault = null) : IWalkPage
{
    public int Count => Items.Count;

    public NextLink Next => Fault is null ? NextLink.Of(Response) : new NextLink(Query: null, Fault);
}

/// <summary>
/// Fetches the page a query leads to, by one request; null is the first page. What is told of the answer before its records are read
/// may be told never.
/// </summary>
internal delegate Task<LinkPage<T>> FetchLinkPage<T>(string? query, Action<ResponseInfo> arrived, CancellationToken cancellationToken);
