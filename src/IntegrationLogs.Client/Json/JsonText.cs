using System.Text;
using System.Text.Json;

namespace IntegrationLogs.Client.Json;

internal static class JsonText
{
    /// <summary>
    /// The string the reader stands on. A lone surrogate escape, which has no UTF-8, comes out as U+FFFD instead of an exception.
    /// </summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }

        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return UnescapeLoneSurrogates(reader.ValueSpan);
        }
    }

    /// <summary>
    /// The string the reader stands on as UTF-8, in <paramref name="destination"/> if it has escapes; false if it is too long for that or
    /// holds a lone surrogate.
    /// </summary>
    public static bool TryReadUtf8(ref readonly Utf8JsonReader reader, Span<byte> destination, out ReadOnlySpan<byte> utf8)
    {
        utf8 = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            return true;
        }

        if (utf8.Length > destination.Length)
        {
            return false;
        }

        try
        {
            utf8 = destination[..reader.CopyString(destination)];
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string UnescapeLoneSurrogates(ReadOnlySpan<byte> escaped)
    {
        string text = Encoding.UTF8.GetString(escaped);
        var unescaped = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                unescaped.Append(text[i]);
                continue;
            }

            char kind = text[++i];
            if (kind == 'u')
            {
                unescaped.Append((char)Convert.ToUInt16(text.Substring(i + 1, 4), 16));
                i += 4;
            }
            else
            {
                unescaped.Append(kind switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => kind });
            }
        }

        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(unescaped.ToString()));
    }
}
