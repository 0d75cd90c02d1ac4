using System.Globalization;

namespace IntegrationLogs.Client.Feed;

/// <summary>
/// The time of a vendor's answer. Of the two clocks, its and this machine's, the one that is behind counts: time that passes too early hides
/// logs.
/// </summary>
internal static class VendorTime
{
    public static DateTimeOffset Of(ResponseInfo response, DateTimeOffset now) =>
        DateOf(response) is DateTimeOffset date && date < now ? date : now;

    /// <summary>The time by the clock that is ahead: only what is after that is in the future.</summary>
    public static DateTimeOffset LatestOf(ResponseInfo response, DateTimeOffset now) =>
        DateOf(response) is DateTimeOffset date && date > now ? date : now;

    /// <summary>A time that is earlier by so much, as far as there are times.</summary>
    public static DateTimeOffset Back(DateTimeOffset time, TimeSpan by) =>
        time - DateTimeOffset.MinValue > by + TimeSpan.FromDays(1) ? time - by : DateTimeOffset.MinValue.AddDays(1);

    private static DateTimeOffset? DateOf(ResponseInfo response) =>
        response.Headers.TryGetValue("Date", out IReadOnlyList<string>? values)
        && values.Count == 1
        && DateTimeOffset.TryParseExact(
            values[0], "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? date
            : null;
}
