namespace IntegrationLogs.Client.ElasticPath;

/// <summary>What an answer of an Elastic Path list says beside its records.</summary>
internal struct ElasticPathEnvelope
{
    public int? Limit;
    public int? Offset;
    public int? CurrentPage;
    public int? TotalPages;
    public long? TotalItems;
    public bool HasLinks;
    public string? NextLink;

    public readonly ElasticPathPage<T> ToPage<T>(IReadOnlyList<T> data, ResponseInfo response) => new()
    {
        Data = data,
        Limit = Limit,
        Offset = Offset,
        CurrentPage = CurrentPage,
        TotalPages = TotalPages,
        TotalItems = TotalItems,
        HasLinks = HasLinks,
        NextLink = NextLink,
        Response = response,
    };
}
