using System.Globalization;
using System.Text;

namespace IntegrationLogs.Client.Paging.Link;

internal static class LinkTarget
{
    /// <summary>
    /// The query of a link's target without its question mark, or null. It is passed on as it stands, except for what cannot be sent so.
    /// A raw plus sign, which most servers read as a space, is escaped: the cursors of Sendcloud's logs are times with an offset such as
    /// +01:00. Blanks and bytes beyond ASCII, which a header can hold and an address cannot, are escaped as the bytes they came as:
    /// headers are read as Latin-1.
    /// </summary>
    public static string? QueryOf(string target)
    {
        int fragment = target.IndexOf('#', StringComparison.Ordinal);
        string reference = fragment < 0 ? target : target[..fragment];
        int query = reference.IndexOf('?', StringComparison.Ordinal);
        return query < 0 || query + 1 == reference.Length ? null : Escape(reference.AsSpan(query + 1));
    }

    private static string Escape(ReadOnlySpan<char> query)
    {
        var escaped = new StringBuilder(query.Length);
        foreach (char c in query)
        {
            _ = c is '+' or <= ' ' or (>= '\u007f' and <= '\u00ff')
                ? escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}")
                : escaped.Append(c);
        }

        return escaped.ToString();
    }
}
