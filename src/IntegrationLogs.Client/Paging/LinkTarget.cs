namespace IntegrationLogs.Client.Paging;

internal static class LinkTarget
{
    /// <summary>
    /// The query of a link's target without its question mark, or null. It is passed on as it stands, except that a raw plus sign,
    /// which most servers read as a space, is escaped: the cursors of Sendcloud's logs are times with an offset such as +01:00.
    /// </summary>
    public static string? QueryOf(string target)
    {
        int fragment = target.IndexOf('#', StringComparison.Ordinal);
        string reference = fragment < 0 ? target : target[..fragment];
        int query = reference.IndexOf('?', StringComparison.Ordinal);
        return query < 0 || query + 1 == reference.Length
            ? null
            : reference[(query + 1)..].Replace("+", "%2B", StringComparison.Ordinal);
    }
}
