using System.Globalization;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>Numbers in texts as a person writes them.</summary>
internal static class Wording
{
    /// <summary>Such as <c>1 source</c> or <c>1,200 sources</c>.</summary>
    public static string Count(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? null : "s")}");

    /// <summary>Seconds, to the millisecond.</summary>
    public static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    /// <summary>Such as <c>0.5 s</c>, <c>2 min 30 s</c> or <c>1 h</c>. From a minute on, whole seconds are enough.</summary>
    public static string Duration(TimeSpan time)
    {
        if (time < TimeSpan.FromMinutes(1))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Seconds(time):0.###} s");
        }

        var whole = TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
        string[] parts =
        [
            Part((long)whole.TotalHours, "h"),
            Part(whole.Minutes, "min"),
            Part(whole.Seconds, "s"),
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    private static string Part(long value, string unit) =>
        value == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{value} {unit}");
}
