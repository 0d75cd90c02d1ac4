using System.Buffers;

namespace IntegrationLogs.Client.Paging.Link;

/// <summary>The links of a message's <c>Link</c> header fields (RFC 8288, section 3 and appendix B.2).</summary>
internal sealed class LinkHeader
{
    private LinkHeader(IReadOnlyList<Link> links, bool isReadable)
    {
        Links = links;
        IsReadable = isReadable && links.All(link => link.IsSound);
    }

    /// <summary>The links in the order they came.</summary>
    public IReadOnlyList<Link> Links { get; }

    /// <summary>
    /// Whether all of it could be read, and each link says what it is. What comes before a fault is in <see cref="Links"/>.
    /// </summary>
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

    /// <summary>The first link of this relation type from the resource that answered; one with an anchor may start elsewhere.</summary>
    /// <param name="relation">The relation type.</param>
    /// <param name="resource">The address that was asked, if it is known.</param>
    public Link? Find(string relation, Uri? resource = null) =>
        Links.FirstOrDefault(link => link.HasRelation(relation) && link.StartsAt(resource));

    /// <param name="Target">The text between the angle brackets.</param>
    /// <param name="Relations">The value of the first <c>rel</c> parameter: relation types between spaces.</param>
    /// <param name="Anchor">The value of the first <c>anchor</c> parameter, which gives the link another start than the message.</param>
    /// <param name="IsAmbiguous">Whether a later <c>rel</c> parameter, which does not count, speaks of a next page.</param>
    internal sealed record Link(string Target, string Relations, string? Anchor = null, bool IsAmbiguous = false)
    {
        private const string LettersAndDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

        private static readonly SearchValues<char> InName = SearchValues.Create("-._" + LettersAndDigits);
        private static readonly SearchValues<char> InAddress = SearchValues.Create("!#$%&()*+,-./:;=?@[]_~" + LettersAndDigits);

        /// <summary>Whether it says what it leads to. Anything else may be a next link that was damaged.</summary>
        public bool IsSound => !IsAmbiguous && RelationTypes is { Length: > 0 } types && Array.TrueForAll(types, IsRelationType);

        private string[] RelationTypes => Relations.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

        public bool HasRelation(string relation) => RelationTypes.Contains(relation, StringComparer.OrdinalIgnoreCase);

        /// <summary>Whether the link starts at the resource that answered, whatever part of its query the anchor repeats.</summary>
        public bool StartsAt(Uri? resource) =>
            string.IsNullOrWhiteSpace(Anchor)
            || (resource is not null
                && Uri.TryCreate(resource, Anchor.Trim(), out Uri? start)
                && start.GetLeftPart(UriPartial.Path) == resource.GetLeftPart(UriPartial.Path)
                && (start.Query.Length == 0 || start.Query == resource.Query)
                && start.Fragment is "" or "#");

        /// <summary>A registered name, or an address for one that is not.</summary>
        private static bool IsRelationType(string type) =>
            char.IsAsciiLetterOrDigit(type[0])
            && !type.AsSpan().ContainsAnyExcept(type.Contains(':', StringComparison.Ordinal) ? InAddress : InName);
    }
}
