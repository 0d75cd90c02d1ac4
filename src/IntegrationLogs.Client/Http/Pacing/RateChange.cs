namespace IntegrationLogs.Client.Http.Pacing;

/// <summary>A change of the learned rate, in requests a second.</summary>
internal readonly record struct RateChange(double Before, double Now)
{
    public static RateChange? Between(double before, double now) => before.Equals(now) ? null : new(before, now);
}
