namespace IntegrationLogs.Client.Testing.Records;

/// <summary>Times later or earlier, in UTC: at most the last there is, at least the first.</summary>
internal static class ShiftedTime
{
    public static DateTimeOffset Shifted(this DateTimeOffset at, TimeSpan by) => At((Int128)at.UtcTicks + by.Ticks);

    public static DateTimeOffset ShiftedBack(this DateTimeOffset at, TimeSpan by) => At((Int128)at.UtcTicks - by.Ticks);

    /// <summary>The finest that both vendors write.</summary>
    public static DateTimeOffset ToTheMicrosecond(this DateTimeOffset at) => At(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond));

    private static DateTimeOffset At(Int128 ticks) => new(
        (long)Int128.Clamp(ticks, DateTimeOffset.MinValue.UtcTicks, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);
}
