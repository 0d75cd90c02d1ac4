namespace IntegrationLogs.Client.Http;

/// <summary>
/// A route of an interface of a user's own, such as <c>/v2/settings/{id}</c>. Refit lets <c>..</c> and nothing pass for a segment, and the
/// first of them takes the segment before it away: such a request leads to another endpoint, with the account's credentials.
/// </summary>
internal static class Route
{
    /// <summary>How the end of an optional segment is written here, so that the first question mark begins the query.</summary>
    private const string Optional = "\0}";

    /// <summary>Whether an address below a base path belongs to a route.</summary>
    public static bool Matches(string template, string basePath, Uri address)
    {
        string path = address.AbsolutePath;
        string root = basePath.TrimEnd('/') + "/";
        string route = template.Replace("?}", Optional, StringComparison.Ordinal).Split('?')[0];
        return path.StartsWith(root, StringComparison.Ordinal)
            && Matches(route.TrimStart('/').Split('/'), path[root.Length..].Split('/'));
    }

    private static bool Matches(ReadOnlySpan<string> route, ReadOnlySpan<string> path)
    {
        if (route.IsEmpty)
        {
            return path.IsEmpty;
        }

        string segment = route[0];
        if (segment.StartsWith("{**", StringComparison.Ordinal))
        {
            // It stands for any number of segments.
            return Matches(route[1..], path) || (!path.IsEmpty && Matches(route, path[1..]));
        }

        bool isHere = !path.IsEmpty && (segment.Contains('{', StringComparison.Ordinal) ? path[0].Length > 0 : path[0] == segment);
        return (isHere && Matches(route[1..], path[1..]))
            || (segment.EndsWith(Optional, StringComparison.Ordinal) && Matches(route[1..], path));
    }
}
