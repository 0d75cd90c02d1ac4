namespace IntegrationLogs.Client.Testing.Sendcloud;

/// <summary>The vendor's own time, by rule and not by this machine's time zones. Its offset changes with daylight saving.</summary>
internal static class CentralEuropeanTime
{
    private static readonly TimeSpan Winter = TimeSpan.FromHours(1), Summer = TimeSpan.FromHours(2);

    public static DateTimeOffset Of(DateTimeOffset time)
    {
        DateTime utc = time.UtcDateTime;
        bool isSummer = utc >= ChangeOf(utc.Year, month: 3) && utc < ChangeOf(utc.Year, month: 10);
        return utc > DateTime.MaxValue - Summer ? time.ToUniversalTime() : time.ToOffset(isSummer ? Summer : Winter);
    }

    /// <summary>The month's last Sunday, at one o'clock UTC.</summary>
    private static DateTime ChangeOf(int year, int month)
    {
        var last = new DateTime(year, month, day: 31, hour: 1, minute: 0, second: 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
