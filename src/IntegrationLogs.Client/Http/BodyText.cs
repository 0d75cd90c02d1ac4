using System.Net.Http.Headers;
using System.Text;

namespace IntegrationLogs.Client.Http;

/// <summary>The character set of a body.</summary>
internal static class BodyText
{
    private static ReadOnlySpan<byte> LittleEndianMark => [0xFF, 0xFE];

    private static ReadOnlySpan<byte> BigEndianMark => [0xFE, 0xFF];

    /// <summary>The character set that an answer names, in whatever quotes; null for none.</summary>
    public static string? CharsetOf(HttpContentHeaders headers)
    {
        string? charset = headers.ContentType?.CharSet?.Trim('"', '\'', ' ');
        return string.IsNullOrEmpty(charset) ? null : charset;
    }

    /// <summary>Whether a body can be read as it is. ASCII is UTF-8, too.</summary>
    public static bool IsUtf8(string? charset, ReadOnlySpan<byte> body) => charset is null
        ? !body.StartsWith(LittleEndianMark) && !body.StartsWith(BigEndianMark)
        : charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
            || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);

    /// <summary>The encoding of a name, or UTF-16 for a body that has its byte order mark and no name; null if nobody knows it.</summary>
    public static Encoding? Find(string? charset)
    {
        try
        {
            // The other names are those of code pages, which the runtime knows only by request.
            return charset is null ? Encoding.Unicode
                : CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The text of a body. Its byte order mark comes before its character set.</summary>
    public static string Decode(byte[] body, int length, Encoding encoding)
    {
        using var reader = new StreamReader(new MemoryStream(body, 0, length), encoding, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
