namespace IntegrationLogs.Client.Testing.Records;

/// <summary>A vendor's time: what its answers say it is, and what its new records are dated by. Each can be off by itself.</summary>
internal sealed class VendorClock(TimeProvider time)
{
    private long _dateOffset;
    private long _logTimeOffset;

    public TimeSpan DateOffset
    {
        get => new(Volatile.Read(ref _dateOffset));
        set => Volatile.Write(ref _dateOffset, value.Ticks);
    }

    public TimeSpan LogTimeOffset
    {
        get => new(Volatile.Read(ref _logTimeOffset));
        set => Volatile.Write(ref _logTimeOffset, value.Ticks);
    }

    public DateTimeOffset Date => time.GetUtcNow().Shifted(DateOffset);

    public DateTimeOffset LogTime => time.GetUtcNow().Shifted(LogTimeOffset).ToTheMicrosecond();

    /// <summary>When the newest was made of the logs that are there at the start.</summary>
    public DateTimeOffset NewestAtStart(FakeVendorOptions options) =>
        options.NewestLogAt?.ToTheMicrosecond() ?? LogTime.ShiftedBack(FakeVendorOptions.NewestLogAge);
}
