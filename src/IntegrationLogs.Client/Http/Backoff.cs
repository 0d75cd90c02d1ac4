namespace IntegrationLogs.Client.Http;

/// <summary>The pauses of the client's own choosing before a request is tried again.</summary>
internal sealed class Backoff(ResilienceOptions options, ClientRuntime runtime)
{
    /// <summary>
    /// The pause before a retry, counted from 0. It doubles from the base delay up to the longest; the upper half of it is left to chance,
    /// so that clients spread out.
    /// </summary>
    public TimeSpan Before(int retry)
    {
        double exponential = options.BaseDelay.TotalMilliseconds * Math.Pow(2, retry);
        double capped = Math.Min(exponential, options.MaxDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(Math.Ceiling(capped * (0.5 + (runtime.NextRandom() / 2))));
    }
}
