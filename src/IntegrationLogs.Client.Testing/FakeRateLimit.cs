namespace IntegrationLogs.Client.Testing;

/// <summary>
/// How many page requests a vendor takes in a window of time. The window opens with the first request; who comes when it is full gets
/// 429 with <c>Retry-After</c>, the seconds until it closes, rounded up. Token requests do not count.
/// </summary>
public sealed class FakeRateLimit
{
    /// <summary>A limit of <paramref name="requests"/> in each <paramref name="window"/>.</summary>
    /// <param name="requests">How many requests are answered in a window; at least 1.</param>
    /// <param name="window">How long a window stays open; longer than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public FakeRateLimit(int requests, TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(requests);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        Requests = requests;
        Window = window;
    }

    /// <summary>How many requests are answered in a window.</summary>
    public int Requests { get; }

    /// <summary>How long a window stays open, by the server's time provider.</summary>
    public TimeSpan Window { get; }
}
