namespace IntegrationLogs.Client;

/// <summary>
/// No usable answer came: the connection was refused, reset or broken off inside the body, the name could not be resolved, TLS failed,
/// or time ran out. The request was tried as often as the settings allow.
/// </summary>
public sealed class ApiConnectionException : IntegrationLogsException
{
    internal ApiConnectionException(IntegrationVendor vendor, string message, int attempts, bool isTimeout, Exception innerException)
        : base(vendor, message, innerException)
    {
        Attempts = attempts;
        IsTimeout = isTimeout;
    }

    /// <summary>How many requests were sent for this call.</summary>
    public int Attempts { get; }

    /// <summary>Whether time ran out, of an attempt or of the whole call.</summary>
    public bool IsTimeout { get; }
}
