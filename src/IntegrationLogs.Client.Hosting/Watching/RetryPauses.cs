namespace IntegrationLogs.Client.Hosting;

/// <summary>Pauses that double from one failure to the next up to the longest; the upper half of each is left to chance.</summary>
internal sealed class RetryPauses(TimeSpan first, TimeSpan longest, Func<double> nextRandom)
{
    /// <summary>The longest that a timer takes.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(24);

    /// <param name="failures">How often it has failed in a row.</param>
    /// <param name="error">Why: who says when to be asked again is not asked before.</param>
    public TimeSpan After(int failures, Exception error)
    {
        double doubled = first.Ticks * Math.Pow(2, failures - 1);
        double capped = Math.Min(doubled, longest.Ticks);
        var pause = TimeSpan.FromTicks((long)(capped * (0.5 + (nextRandom() / 2))));
        TimeSpan asked = (error as VendorApiException)?.RetryAfter
            ?? (error as IntegrationLogsSinkException)?.RetryAfter
            ?? TimeSpan.Zero;
        TimeSpan longer = asked > pause ? asked : pause;
        return longer < LongestPause ? longer : LongestPause;
    }
}
