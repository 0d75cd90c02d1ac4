using System.Globalization;

namespace IntegrationLogs.Client.Http;

internal static class RetryAfterHeader
{
    private const string Name = "Retry-After";

    /// <summary>Longer waits are cut to this: timers take no more than 24 days and some hours.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>IMF-fixdate. The other date formats of RFC 9110, section 5.6.7, come from .NET's headers rewritten to this one.</summary>
    private const string DateFormat = "r";

    /// <summary>Whether the answer has the field, readable or not.</summary>
    public static bool IsIn(HttpResponseMessage response) => response.Headers.NonValidated.Contains(Name);

    /// <summary>
    /// How long the answer asks to wait, rounded up to whole milliseconds so that a timer never fires early; null when it does not
    /// ask, asks for a moment that has passed, or cannot be read. Of several values the longest counts. A date is measured against the
    /// answer's own, because clocks differ, and against <paramref name="now"/> where it has none.
    /// </summary>
    public static TimeSpan? Read(HttpResponseMessage response, DateTimeOffset now)
    {
        if (!response.Headers.TryGetValues(Name, out IEnumerable<string>? values))
        {
            return null;
        }

        DateTimeOffset sent = response.Headers.Date ?? now;
        TimeSpan longest = values.Select(value => Parse(value.Trim(), sent)).Max() ?? TimeSpan.Zero;
        return longest > TimeSpan.Zero
            ? TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(longest.TotalMilliseconds), Longest.TotalMilliseconds))
            : null;
    }

    private static TimeSpan? Parse(string value, DateTimeOffset sent)
    {
        // Seconds are whole numbers by the RFC; fractions are met all the same.
        // "Infinity" is a number to .NET.
        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (value.Any(char.IsAsciiDigit) && double.TryParse(value, style, CultureInfo.InvariantCulture, out double seconds))
        {
            return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));
        }

        return DateTimeOffset.TryParseExact(
            value, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? date - sent
            : null;
    }
}
