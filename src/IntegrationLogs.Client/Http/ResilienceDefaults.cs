namespace IntegrationLogs.Client;

internal static class ResilienceDefaults
{
    public const int MaxRetries = 3;
    public const int MaxResponseBytes = 16 * 1024 * 1024;

    public static readonly TimeSpan BaseDelay = TimeSpan.FromMilliseconds(500);
    public static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan MaxRateLimitWait = TimeSpan.FromMinutes(2);
}
