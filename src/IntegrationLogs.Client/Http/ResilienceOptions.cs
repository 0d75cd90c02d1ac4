namespace IntegrationLogs.Client;

/// <summary>How long one request may take, how often it is tried, and how much it may answer.</summary>
public sealed class ResilienceOptions
{
    /// <summary>How often a failed request is tried again, one that a rate limit refused included: 0 to 100.</summary>
    /// <value>Default: 3.</value>
    public int MaxRetries { get; set; } = ResilienceDefaults.MaxRetries;

    /// <summary>
    /// The pause before the first retry. It doubles with each further one; half of it is left to chance. A vendor's
    /// <c>Retry-After</c> takes its place.
    /// </summary>
    /// <value>Default: 500 milliseconds.</value>
    public TimeSpan BaseDelay { get; set; } = ResilienceDefaults.BaseDelay;

    /// <summary>The longest pause of our own choosing before a retry; at least <see cref="BaseDelay"/>.</summary>
    /// <value>Default: 20 seconds.</value>
    public TimeSpan MaxDelay { get; set; } = ResilienceDefaults.MaxDelay;

    /// <summary>How long one attempt may take, its body included.</summary>
    /// <value>Default: 15 seconds.</value>
    public TimeSpan AttemptTimeout { get; set; } = ResilienceDefaults.AttemptTimeout;

    /// <summary>
    /// How long all attempts and pauses may take together; at least <see cref="AttemptTimeout"/>. Waiting for a rate limit does not count:
    /// <see cref="MaxRateLimitWait"/> bounds it.
    /// </summary>
    /// <value>Default: 60 seconds.</value>
    public TimeSpan TotalTimeout { get; set; } = ResilienceDefaults.TotalTimeout;

    /// <summary>
    /// How long one request may wait in all while its account is paused, because the vendor has answered 429 or with a <c>Retry-After</c>:
    /// 0 to 1 day. When the vendor asks for longer, the request fails at once with an <see cref="ApiRateLimitException"/>. Waiting for its
    /// turn under <see cref="RateLimitOptions"/> does not count.
    /// </summary>
    /// <value>Default: 2 minutes.</value>
    public TimeSpan MaxRateLimitWait { get; set; } = ResilienceDefaults.MaxRateLimitWait;

    /// <summary>The largest answer that is read, in bytes after decompression: 1,024 to 1,073,741,824.</summary>
    /// <value>Default: 16,777,216 (16 MiB).</value>
    public int MaxResponseBytes { get; set; } = ResilienceDefaults.MaxResponseBytes;

    /// <summary>The setting that these are, for messages.</summary>
    internal string SettingName { get; private set; } = nameof(IntegrationLogsClientOptions.Resilience);

    internal ResilienceOptions Copy() => (ResilienceOptions)MemberwiseClone();

    /// <summary>A copy as a vendor's own.</summary>
    internal ResilienceOptions Of(IntegrationVendor vendor)
    {
        ResilienceOptions copy = Copy();
        copy.SettingName = $"{vendor}.{nameof(IntegrationLogsClientOptions.Resilience)}";
        return copy;
    }
}
