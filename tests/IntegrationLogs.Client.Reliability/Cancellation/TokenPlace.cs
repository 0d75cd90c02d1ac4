namespace IntegrationLogs.Client.Reliability.Cancellation;

/// <summary>How a caller hands in the token of cancellation: through the method, <c>WithCancellation</c>, or one through each.</summary>
public enum TokenPlace
{
    Method,
    Enumerator,
    MethodOfBoth,
    EnumeratorOfBoth,
}
