using System.Text;
using System.Text.RegularExpressions;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>Masks what may be secret in a URL: who asks, and every value of its query and its fragment.</summary>
internal static partial class UrlMask
{
    public const string Masked = "***";

    private static readonly char[] Separators = ['?', '#', '&', ';'];

    /// <summary>A text that is a URL, or may be one.</summary>
    public static string? Of(string? url)
    {
        if (url is null)
        {
            return null;
        }

        int query = url.AsSpan().IndexOfAny('?', '#');
        string place = query < 0 ? url : url[..query];

        // A password may hold a slash that nobody escaped: whatever comes before the last @ counts as one.
        int at = place.LastIndexOf('@');
        if (at >= 0)
        {
            place = string.Concat(place.AsSpan(0, Scheme().Match(place).Length), Masked, place.AsSpan(at));
        }

        return query < 0 ? place : WithQuery(place, url.AsSpan(query));
    }

    /// <summary>A text with URLs in it.</summary>
    public static string InText(string text) => Url().Replace(text, static url => Of(url.Value)!);

    private static string WithQuery(string place, ReadOnlySpan<char> query)
    {
        var masked = new StringBuilder(place);
        while (!query.IsEmpty)
        {
            masked.Append(query[0]);
            query = query[1..];
            int end = query.IndexOfAny(Separators);
            ReadOnlySpan<char> parameter = end < 0 ? query : query[..end];
            int value = parameter.IndexOf('=') + 1;
            masked.Append(parameter[..value]).Append(value < parameter.Length ? Masked : null);
            query = query[parameter.Length..];
        }

        return masked.ToString();
    }

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9+.\\-]*:)?//")]
    private static partial Regex Scheme();

    [GeneratedRegex("""[A-Za-z][A-Za-z0-9+.\-]*://[^\s"'<>`]+""")]
    private static partial Regex Url();
}
