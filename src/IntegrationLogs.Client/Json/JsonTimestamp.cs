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
        if (string.IsNullOrEmpty(text) || !StartsWithYear(text))
        {
            return null;
        }

        return DateTimeOffset.TryParse(
            CutFraction(text),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces,
            out DateTimeOffset value)
            ? value
            : null;
    }

    /// <summary>The text as it came while it still says what the value says; otherwise the value in ISO 8601.</summary>
    public static string? ToText(string? text, DateTimeOffset? value) =>
        value is null || Parse(text) == value ? text : value.Value.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Without a year, .NET takes this year's, or today for a mere time of day: the vendor said neither.</summary>
    private static bool StartsWithYear(string text)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().TrimStart();
        int digits = 0;
        while (digits < trimmed.Length && char.IsAsciiDigit(trimmed[digits]))
        {
            digits++;
        }

        return digits >= YearDigits && trimmed.Length > YearDigits;
    }

    private static ReadOnlySpan<char> CutFraction(string text)
    {
        int start = text.IndexOf('.', StringComparison.Ordinal) + 1;
        int end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return start == 0 || end - start <= ReadableFractionDigits
            ? text
            : string.Concat(text.AsSpan(0, start + ReadableFractionDigits), text.AsSpan(end));
    }
}
