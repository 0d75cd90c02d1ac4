namespace IntegrationLogs.Client.Paging.Link;

/// <summary>What an answer says of the page after it.</summary>
/// <param name="Query">The query that leads to the next page; null if there is none.</param>
/// <param name="Fault">Why it cannot be told whether there is a next page, or where.</param>
internal readonly record struct NextLink(string? Query, string? Fault)
{
    private const string LinkHeaderName = "Link";
    private const string Relation = "next";

    /// <summary>Servers take far less, and an address of 65,520 characters is too long for .NET 8.</summary>
    private const int MaxQueryCharacters = 32_768;

    /// <summary>Whether the answer is sound and has no next link.</summary>
    public bool IsEnd => Query is null && Fault is null;

    public static NextLink Of(ResponseInfo response)
    {
        if (!response.Headers.TryGetValue(LinkHeaderName, out IReadOnlyList<string>? fields))
        {
            return default;
        }

        var header = LinkHeader.Parse(fields);
        if (header.Find(Relation, response.RequestUri) is LinkHeader.Link next)
        {
            return To(next.Target);
        }

        return new NextLink(
            Query: null,
            !header.IsReadable ? "the Link header cannot be read, so whether there is a next page is not known."
            : header.Links.Any(link => link.HasRelation(Relation))
                ? "the next link has an anchor, so it belongs to another resource, and whether there is a next page is not known."
            : null);
    }

    private static NextLink To(string target)
    {
        string? query = LinkTarget.QueryOf(target);
        return query is null
            ? new NextLink(Query: null, "the next link has no query, so it does not say where the next page starts.")
            : query.Length > MaxQueryCharacters
                ? new NextLink(Query: null, $"the next link's query has {query.Length} characters, more than an address can have.")
                : new NextLink(query, Fault: null);
    }
}
