namespace IntegrationLogs.Client.Paging;

/// <summary>The links of a message's <c>Link</c> header fields (RFC 8288, section 3 and appendix B.2).</summary>
internal sealed class LinkHeader
{
    private LinkHeader(IReadOnlyList<Link> links, bool isReadable)
    {
        Links = links;
        IsReadable = isReadable;
    }

    /// <summary>The links in the order they came.</summary>
    public IReadOnlyList<Link> Links { get; }

    /// <summary>Whether all of it could be read. What comes before a fault is in <see cref="Links"/>.</summary>
    public bool IsReadable { get; }

    public static LinkHeader Parse(IEnumerable<string> fields)
    {
        var links = new List<Link>();
        bool isReadable = true;
        foreach (string field in fields)
        {
            isReadable &= new LinkHeaderParser(field).TryReadInto(links);
        }

        return new LinkHeader(links, isReadable);
    }

    /// <summary>The first link of this relation type from this message; one with an anchor speaks of another resource.</summary>
    public Link? Find(string relation) => Links.FirstOrDefault(link => !link.HasAnchor && link.HasRelation(relation));

    /// <param name="Target">The text between the angle brackets.</param>
    /// <param name="Relations">The value of the first <c>rel</c> parameter: relation types between spaces.</param>
    /// <param name="HasAnchor">Whether an <c>anchor</c> parameter gives the link another context than the message.</param>
    internal sealed record Link(string Target, string Relations, bool HasAnchor)
    {
        public bool HasRelation(string relation) =>
            Relations.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Contains(relation, StringComparer.OrdinalIgnoreCase);
    }
}
