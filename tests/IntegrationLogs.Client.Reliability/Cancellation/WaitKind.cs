namespace IntegrationLogs.Client.Reliability.Cancellation;

/// <summary>What a call can be waiting for when it is cancelled.</summary>
public enum WaitKind
{
    Headers,
    Body,
    RetryDelay,
    RetryAfter,
    Token,
    Replacement,
    Connecting,
}
