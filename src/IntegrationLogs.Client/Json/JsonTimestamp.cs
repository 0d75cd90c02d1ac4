using System.Globalization;

namespace IntegrationLogs.Client.Json;

internal static class JsonTimestamp
{
    private const int ReadableFractionDigits = 7;
    private const int YearDigits = 4;

    /// <summary>
    /// Reads a vendor's timestamp. One without an offset is taken as UTC, never as this machine's time zone; digits beyond the
    /// seventh fractional one are cut off, not rounded (Elastic Path sends nine).
    /// </summary>
    public static DateTimeOffset? Parse(string? text)
    {
        // Without a year, .NET takes this year's, or today for a mere time of day: the vendor said neither.
        ReadOnlySpan<char> trimmed = text.AsSpan().TrimStart();
        return HasYear(trimmed)
            && DateTimeOffset.TryParse(
                CutFraction(text!),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces,
                out DateTimeOffset value)
            ? value
            : null;
    }

    /// <summary>Digit by digit: the vectorized search allocates until it is compiled anew, and four digits gain nothing by it.</summary>
    private static bool HasYear(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < YearDigits; i++)
        {
            if (i >= text.Length || !char.IsAsciiDigit(text[i]))
            {
                return false;
            }
        }

        return text.Length > YearDigits;
    }

    private static ReadOnlySpan<char> CutFraction(string text)
    {
        int cut = text.IndexOf('.', StringComparison.Ordinal) + 1 + ReadableFractionDigits;
        if (cut == ReadableFractionDigits || cut >= text.Length)
        {
            return text;
        }

        int start = cut - ReadableFractionDigits;
        int digits = text.AsSpan(start).IndexOfAnyExceptInRange('0', '9');
        int end = digits < 0 ? text.Length : start + digits;
        return end <= cut ? text : text.Remove(cut, end - cut);
    }
}
