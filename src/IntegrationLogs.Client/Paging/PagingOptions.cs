namespace IntegrationLogs.Client;

/// <summary>How a list is read. By default a page has 100 records, and one page is fetched ahead.</summary>
public sealed record PagingOptions
{
    internal const int MaxPageSize = 100;
    internal const int MaxReadAhead = 100;

    internal static readonly PagingOptions Default = new();

    /// <summary>
    /// How many records to ask for in one page: 1 to 100; <see langword="null"/> leaves it to the vendor (Elastic Path: a setting of the
    /// store; Sendcloud: 25). It holds for a walk that is resumed, too, whatever its token was made with. A page can hold fewer: the vendor
    /// may cap it, and Elastic Path's pages after the first share one record with the page before, which is not handed out again.
    /// </summary>
    /// <value>Default: 100, the vendors' maximum.</value>
    public int? PageSize { get; init; } = MaxPageSize;

    /// <summary>
    /// How many pages to fetch ahead of the one the consumer works on or waits for, from the second page on: 0 to 100. Stopping inside the
    /// first page costs one request at any setting. The order stays the vendor's. Elastic Path's pages are fetched side by side where the
    /// vendor counts records (<c>results.total</c>), fewer of them after one that had to be tried again, as under a rate limit. Sendcloud's
    /// come one after the other, since each names the next.
    /// </summary>
    /// <value>Default: 1.</value>
    public int ReadAhead { get; init; } = 1;

    /// <summary>
    /// After how many fetched pages to stop, at least 1; pages that bring nothing new count, too. The last page's continuation token leads
    /// on. Elastic Path: requests go on as long as they have brought nothing at all and their token would lead to the same place again.
    /// </summary>
    /// <value>Default: <see langword="null"/>, all.</value>
    public int? MaxPages { get; init; }

    internal static PagingOptions Validated(PagingOptions? paging)
    {
        if (paging is null)
        {
            return Default;
        }

        foreach ((string name, int? value, string range) in FaultsOf(paging))
        {
            throw new ArgumentOutOfRangeException(nameof(PagingOptions) + "." + name, value, $"{name} must be {range}.");
        }

        return paging;
    }

    /// <summary>What is out of its range, and the range.</summary>
    internal static IEnumerable<(string Name, int? Value, string Range)> FaultsOf(PagingOptions paging)
    {
        if (paging.PageSize is < 1 or > MaxPageSize)
        {
            yield return (nameof(PageSize), paging.PageSize, $"1 to {MaxPageSize}");
        }

        if (paging.ReadAhead is < 0 or > MaxReadAhead)
        {
            yield return (nameof(ReadAhead), paging.ReadAhead, $"0 to {MaxReadAhead}");
        }

        if (paging.MaxPages is < 1)
        {
            yield return (nameof(MaxPages), paging.MaxPages, "1 or more");
        }
    }
}
