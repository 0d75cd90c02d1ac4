namespace IntegrationLogs.Client.Http.Pacing;

/// <summary>A token bucket's figures: how fast it fills, and how much it holds.</summary>
internal readonly record struct RequestRate(double PerSecond, int Burst)
{
    /// <summary>The rate of the settings; null when they are switched off.</summary>
    public static RequestRate? Of(RateLimitOptions options) =>
        options.Enabled
            // A full bucket and what flows into it within a window are together no more than the window's limit.
            ? new RequestRate((options.PermitLimit - options.Burst + 1) / options.Window.TotalSeconds, options.Burst)
            : null;

    /// <summary>The lower of two rates; null is no limit.</summary>
    public static RequestRate? Strictest(RequestRate? one, RequestRate? other) =>
        (one, other) is (RequestRate first, RequestRate second)
            ? new RequestRate(Math.Min(first.PerSecond, second.PerSecond), Math.Min(first.Burst, second.Burst))
            : one ?? other;
}
