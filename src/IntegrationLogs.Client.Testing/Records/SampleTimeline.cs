namespace IntegrationLogs.Client.Testing.Records;

/// <summary>When the logs were made that a list starts with: the last of them at a given time, the others before it.</summary>
internal sealed class SampleTimeline
{
    private readonly Func<long, long> _ticks;
    private readonly long _ticksOfNewest;

    /// <param name="ticks">When the log of a number was made, in ticks from a start on.</param>
    /// <param name="count">How many logs there are at the start.</param>
    /// <param name="newestLogAt">When the last of them was made.</param>
    /// <exception cref="ArgumentOutOfRangeException">The logs reach back beyond the first time there is.</exception>
    public SampleTimeline(Func<long, long> ticks, int count, DateTimeOffset newestLogAt)
    {
        _ticks = ticks;
        _ticksOfNewest = ticks(Math.Max(0, count - 1));
        NewestAt = newestLogAt;
        if (count > 0 && _ticksOfNewest > newestLogAt.UtcTicks)
        {
            throw new ArgumentOutOfRangeException(
                nameof(newestLogAt), newestLogAt, $"{count} logs before this time would reach back beyond the first time there is.");
        }
    }

    public DateTimeOffset NewestAt { get; }

    public DateTimeOffset At(long number) => NewestAt.Shifted(TimeSpan.FromTicks(_ticks(number) - _ticksOfNewest));
}
