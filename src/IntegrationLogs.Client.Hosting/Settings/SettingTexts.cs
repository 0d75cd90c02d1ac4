using System.Globalization;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Settings as text: what the framework reads in more ways than are meant, or not at all.</summary>
internal static class SettingTexts
{
    private static readonly string[] Times = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    public static bool TryParseText(string text, out string value)
    {
        value = text;
        return true;
    }

    /// <summary>With a colon in it: a number alone would be days.</summary>
    public static bool TryParseDuration(string text, out TimeSpan value)
    {
        value = default;
        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Null for <c>Never</c>.</summary>
    public static bool TryParseDurationOrNever(string text, out TimeSpan? value)
    {
        value = TryParseDuration(text, out TimeSpan duration) ? duration : null;
        return value is not null || text.Equals("Never", StringComparison.OrdinalIgnoreCase);
    }

    public static bool TryParseWholeOrNull(string text, out int? value)
    {
        value = TryParseWhole(text, out int number) ? number : null;
        return value is not null;
    }

    public static bool TryParseWhole(string text, out int value) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);

    /// <summary>Without separators of thousands: 0,5 would be five.</summary>
    public static bool TryParseNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>By name: a number would name a vendor, too.</summary>
    public static bool TryParseVendor(string text, out IntegrationVendor value)
    {
        IntegrationVendor[] named =
            [.. Enum.GetValues<IntegrationVendor>().Where(vendor => $"{vendor}".Equals(text, StringComparison.OrdinalIgnoreCase))];
        value = named.FirstOrDefault();
        return named.Length > 0;
    }

    public static bool TryParseSource(string text, out LogSource value)
    {
        bool isSource = LogSource.TryParse(text, out LogSource? source);
        value = source!;
        return isSource;
    }

    /// <summary>A time without an offset is in UTC, wherever the program runs.</summary>
    public static bool TryParseStart(string text, out WatchStart value)
    {
        value = WatchStart.Now;
        if (text.Equals(nameof(WatchStart.Now), StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (text.Equals(nameof(WatchStart.Beginning), StringComparison.OrdinalIgnoreCase))
        {
            value = WatchStart.Beginning;
            return true;
        }

        bool isTime = DateTimeOffset.TryParseExact(
            text, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time);
        value = isTime ? WatchStart.At(time) : value;
        return isTime;
    }
}
