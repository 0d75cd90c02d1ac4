using System.Buffers;
using System.Globalization;
using System.Text;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>
/// JSON as <c>jsonb</c> takes it. Escapes of U+0000 and of half a surrogate pair become those of U+FFFD, and numbers that are no
/// <c>numeric</c> become text; all else stays, byte for byte.
/// </summary>
internal static class PostgresJson
{
    private const int EscapeLength = 6;

    /// <summary>Far inside of what a <c>numeric</c> holds: 131,072 digits before the point, and 16,383 after it.</summary>
    private const int MostDigits = 4_000;

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("+-.0123456789Ee"u8);

    /// <param name="json">One JSON value as UTF-8.</param>
    public static string Of(ReadOnlySpan<byte> json)
    {
        var written = new ArrayBufferWriter<byte>(json.Length);
        int from = 0;
        bool isInString = false;
        for (int i = 0; i < json.Length; i++)
        {
            byte here = json[i];
            if (isInString && here == '\\')
            {
                int length = LengthOfEscape(json[i..], out bool isStorable);
                if (!isStorable)
                {
                    written.Write(json[from..i]);
                    written.Write(@"\ufffd"u8);
                    from = i + length;
                }

                i += length - 1;
            }
            else if (here == '"')
            {
                isInString = !isInString;
            }
            else if (!isInString && (here == '-' || char.IsAsciiDigit((char)here)))
            {
                int length = LengthOfNumber(json[i..]);
                if (!IsNumeric(json.Slice(i, length)))
                {
                    written.Write(json[from..i]);
                    written.Write("\""u8);
                    written.Write(json.Slice(i, length));
                    written.Write("\""u8);
                    from = i + length;
                }

                i += length - 1;
            }
        }

        if (from == 0)
        {
            return Encoding.UTF8.GetString(json);
        }

        written.Write(json[from..]);
        return Encoding.UTF8.GetString(written.WrittenSpan);
    }

    /// <summary>A pair of escapes that are one character counts as one.</summary>
    private static int LengthOfEscape(ReadOnlySpan<byte> json, out bool isStorable)
    {
        isStorable = true;
        if (CodeOf(json) is not int code)
        {
            return 2;
        }

        if (char.IsHighSurrogate((char)code) && CodeOf(json[EscapeLength..]) is int low && char.IsLowSurrogate((char)low))
        {
            return 2 * EscapeLength;
        }

        isStorable = code != 0 && !char.IsSurrogate((char)code);
        return EscapeLength;
    }

    private static int? CodeOf(ReadOnlySpan<byte> json) =>
        json.Length >= EscapeLength && json[0] == '\\' && json[1] == 'u'
        && int.TryParse(json[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
            ? code
            : null;

    private static int LengthOfNumber(ReadOnlySpan<byte> json)
    {
        int length = json.IndexOfAnyExcept(NumberBytes);
        return length < 0 ? json.Length : length;
    }

    private static bool IsNumeric(ReadOnlySpan<byte> number)
    {
        int exponentAt = number.IndexOfAny((byte)'e', (byte)'E');
        return number.Length <= MostDigits
            && (exponentAt < 0
                || (int.TryParse(number[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int exponent)
                    && Math.Abs((long)exponent) <= MostDigits));
    }
}
