using System.Text.RegularExpressions;

namespace IntegrationLogs.Client.Http;

/// <summary>
/// A route of an interface of a user's own, such as <c>/v2/settings/{id}</c>. Refit lets <c>..</c> and nothing pass for a segment, and the
/// first of them takes the segment before it away: such a request leads to another endpoint, with the account's credentials.
/// </summary>
internal static partial class Route
{
    /// <summary>The end of an optional segment, such as <c>{id?}</c>.</summary>
    private const string Optional = "?}";

    /// <summary>A template without its query, which the first question mark begins that does not end an optional segment.</summary>
    public static string PathOf(string template)
    {
        int query = 0;
        while ((query = template.IndexOf('?', query)) >= 0)
        {
            if (!template.AsSpan(query).StartsWith(Optional))
            {
                return template[..query];
            }

            query++;
        }

        return template;
    }

    /// <summary>The path of a template with a mask in place of each argument.</summary>
    public static string Masked(string path, string mask) => Argument().Replace(path, mask);

    /// <summary>Whether an address below a base path belongs to a route.</summary>
    public static bool Matches(string template, string basePath, Uri address)
    {
        string path = address.AbsolutePath;
        string root = basePath.TrimEnd('/') + "/";
        return path.StartsWith(root, StringComparison.Ordinal)
            && Matches(PathOf(template).TrimStart('/').Split('/'), path[root.Length..].Split('/'));
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

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Argument();
}
