namespace IntegrationLogs.Client.Testing;

/// <summary>What either vendor's part of a <see cref="FakeVendorServer"/> holds and how it behaves.</summary>
public abstract class FakeVendorOptions
{
    internal static readonly TimeSpan NewestLogAge = TimeSpan.FromSeconds(1);

    private protected FakeVendorOptions()
    {
    }

    /// <summary>How many integrations there are; at least 1.</summary>
    /// <value>Default: 3.</value>
    public int IntegrationCount { get; set; } = 3;

    /// <summary>How many logs there are at the start, over all integrations.</summary>
    /// <value>Default: 250.</value>
    public int LogCount { get; set; } = 250;

    /// <summary>
    /// When the newest of these logs was made, to the microsecond. The others were made before it, about one in 12 minutes, so that 250
    /// logs reach back two days.
    /// </summary>
    /// <value>Default: <see langword="null"/>, a second before the server starts, by its time provider.</value>
    public DateTimeOffset? NewestLogAt { get; set; }

    /// <summary>In which order the logs are listed at the start.</summary>
    /// <value>Default: <see cref="LogOrder.NewestFirst"/>.</value>
    public LogOrder Order { get; set; } = LogOrder.NewestFirst;

    /// <summary>How many records a page holds when the client does not ask for a number; at least 1.</summary>
    /// <value>Default: 25.</value>
    public int DefaultPageSize { get; set; } = 25;

    /// <summary>How long a token counts.</summary>
    /// <value>Default: one hour.</value>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>After how many page requests a token stops counting, however young; <see langword="null"/> for never.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    public int? RequestsPerToken { get; set; }

    /// <summary>How long each request waits before anything else happens to it, by the server's time provider.</summary>
    /// <value>Default: zero.</value>
    public TimeSpan Latency { get; set; }

    /// <summary>How many page requests are taken in a window of time; <see langword="null"/> for any number.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    public FakeRateLimit? RateLimit { get; set; }

    /// <summary>How pages are compressed for clients that accept it.</summary>
    /// <value>Default: <see cref="FakeCompression.None"/>.</value>
    public FakeCompression Compression { get; set; }

    internal virtual void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(IntegrationCount);
        ArgumentOutOfRangeException.ThrowIfNegative(LogCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(DefaultPageSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(Latency, TimeSpan.Zero);
    }
}
