namespace IntegrationLogs.Client.Testing.Records;

/// <summary>
/// When a list's new records are made: now. While the clock stands still, each is a microsecond later than the one before, so that times
/// tell records apart as they do at the vendor.
/// </summary>
/// <param name="clock">The vendor's clock.</param>
/// <param name="newestAtStart">When the newest was made of the records that are there at the start.</param>
internal sealed class RecordTimes(VendorClock clock, DateTimeOffset newestAtStart)
{
    private static readonly TimeSpan Step = TimeSpan.FromTicks(TimeSpan.TicksPerMicrosecond);

    private readonly object _lock = new();
    private DateTimeOffset _first = newestAtStart;
    private DateTimeOffset _last = newestAtStart;

    public DateTimeOffset Next()
    {
        lock (_lock)
        {
            DateTimeOffset now = clock.LogTime;
            if (now < _first || now > _last)
            {
                _first = _last = now;
            }
            else
            {
                _last = _last.Shifted(Step);
            }

            return _last;
        }
    }
}
