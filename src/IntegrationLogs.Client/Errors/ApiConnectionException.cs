namespace IntegrationLogs.Client;

/// <summary>
/// No usable answer came: the connection was refused, reset or broken off inside the body, the name could not be resolved, TLS failed, a
/// handler such as a circuit breaker refused to send, or time ran out. What may pass was tried as often as the settings allow.
/// </summary>
public sealed class ApiConnectionException : IntegrationLogsException
{
    /// <summary>Makes one, for tests and for implementations of the endpoint interfaces.</summary>
    /// <param name="vendor">Whose API the call went to.</param>
    /// <param name="message">What happened, without secrets.</param>
    /// <param name="attempts">How many requests were sent.</param>
    /// <param name="isTimeout">Whether time ran out.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public ApiConnectionException(
        IntegrationVendor vendor, string message, int attempts = 1, bool isTimeout = false, Exception? innerException = null)
        : base(vendor, message, innerException, isTransient: true)
    {
        Attempts = attempts;
        IsTimeout = isTimeout;
    }

    /// <summary>How many requests were sent for this call.</summary>
    public int Attempts { get; }

    /// <summary>Whether time ran out: of an attempt, of the whole call, or by a time limit of a handler. The message says whose.</summary>
    public bool IsTimeout { get; }
}
