using System.Buffers;
using System.Globalization;

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

    private static readonly SearchValues<byte> StringMarks = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> ValueMarks = SearchValues.Create("\"-0123456789"u8);
    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("+-.0123456789Ee"u8);

    /// <param name="json">One JSON value as UTF-8.</param>
    /// <returns>The same bytes, unless there was something to change.</returns>
    public static byte[] Of(byte[] json)
    {
        ArrayBufferWriter<byte>? written = null;
        ReadOnlySpan<byte> all = json;
        int from = 0;
        bool isInString = false;
        int i = 0;
        while (i < all.Length)
        {
            int step = all[i..].IndexOfAny(isInString ? StringMarks : ValueMarks);
            if (step < 0)
            {
                break;
            }

            i += step;
            if (all[i] == '"')
            {
                isInString = !isInString;
                i++;
                continue;
            }

            int length = isInString ? LengthOfEscape(all[i..], out bool isStorable) : LengthOfNumber(all[i..], out isStorable);
            if (!isStorable)
            {
                written ??= new ArrayBufferWriter<byte>(all.Length);
                written.Write(all[from..i]);
                written.Write(isInString ? @"\ufffd"u8 : [(byte)'"', .. all.Slice(i, length), (byte)'"']);
                from = i + length;
            }

            i += length;
        }

        if (written is null)
        {
            return json;
        }

        written.Write(all[from..]);
        return written.WrittenSpan.ToArray();
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

    private static int LengthOfNumber(ReadOnlySpan<byte> json, out bool isStorable)
    {
        int end = json.IndexOfAnyExcept(NumberBytes);
        int length = end < 0 ? json.Length : end;
        isStorable = IsNumeric(json[..length]);
        return length;
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
