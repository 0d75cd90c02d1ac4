namespace IntegrationLogs.Client;

/// <summary>
/// The root of everything this package throws for what a vendor, the network or a list did. A caller's cancellation is an
/// <see cref="OperationCanceledException"/> and wrong arguments are <see cref="ArgumentException"/>s, as everywhere.
/// </summary>
public abstract class IntegrationLogsException : Exception
{
    private protected IntegrationLogsException(IntegrationVendor vendor, string message, Exception? innerException)
        : base(message, innerException) => Vendor = vendor;

    /// <summary>Whose API the call went to.</summary>
    public IntegrationVendor Vendor { get; }
}
