namespace IntegrationLogs.Client;

/// <summary>
/// How many requests an account may send. The client stays below this rate by itself, halves its rate when the vendor answers 429 all the
/// same, and raises it again while all goes well.
/// </summary>
/// <remarks>
/// Clients of one account in a process (same vendor, address and client id or public key) share one limit; the strictest of their settings
/// holds. A client with an access token provider of its own has a limit of its own. A vendor's <c>Retry-After</c> pauses the whole account
/// whether the limit is enabled or not.
/// </remarks>
public sealed class RateLimitOptions
{
    /// <summary>Whether requests are held back to stay within the limit.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>How many requests the vendor takes in each <see cref="Window"/>: 1 to 1,000,000.</summary>
    /// <value>Default: 100 for Elastic Path, 1,000 for Sendcloud: what the vendors document.</value>
    public int PermitLimit { get; set; }

    /// <summary>The time that <see cref="PermitLimit"/> is for: 1 millisecond to 1 day.</summary>
    /// <value>Default: 1 second for Elastic Path, 1 minute for Sendcloud.</value>
    public TimeSpan Window { get; set; }

    /// <summary>
    /// How many requests may be sent at once after a quiet time: 1 to <see cref="PermitLimit"/>. The others of a window are spread evenly,
    /// so that no window has more than <see cref="PermitLimit"/>, wherever it begins.
    /// </summary>
    /// <value>Default: 5 for Elastic Path, 100 for Sendcloud.</value>
    public int Burst { get; set; }

    internal RateLimitOptions Copy() => (RateLimitOptions)MemberwiseClone();
}
