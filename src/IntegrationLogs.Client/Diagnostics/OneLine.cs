using System.Buffers;
using System.Globalization;
using System.Text;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>A vendor's text as it may be shown: on one line, and not longer than its place.</summary>
internal static class OneLine
{
    /// <summary>Control characters, line and paragraph separators, and what turns the direction of text around.</summary>
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [
            .. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Concat(Enumerable.Range(0x2028, 7))
                .Concat(Enumerable.Range(0x2066, 4)).Concat([0x061C, 0x200E, 0x200F]).Select(code => (char)code),
        ]);

    /// <summary>The text with escapes in place of what would break out of its line in a log or on a terminal.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAny(Escaped))
        {
            return text;
        }

        var line = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            _ = c switch
            {
                '\r' => line.Append("\\r"),
                '\n' => line.Append("\\n"),
                '\t' => line.Append("\\t"),
                _ when Escaped.Contains(c) => line.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => line.Append(c),
            };
        }

        return line.ToString();
    }

    /// <summary>The start of a text, cut between characters as a reader sees them.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        int end = 0;
        while (end + StringInfo.GetNextTextElementLength(text.AsSpan(end)) is int next && next <= length)
        {
            end = next;
        }

        // One character can be longer than any text should be.
        end = end > 0 ? end : length - (char.IsHighSurrogate(text[length - 1]) ? 1 : 0);
        return text[..end];
    }
}
