using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client;

/// <summary>
/// The root of everything this package throws for what a vendor, the network or a list did. A caller's cancellation is an
/// <see cref="OperationCanceledException"/> and wrong arguments are <see cref="ArgumentException"/>s, as everywhere.
/// </summary>
public abstract class IntegrationLogsException : Exception
{
    private protected IntegrationLogsException(IntegrationVendor vendor, string message, Exception? innerException, bool isTransient)
        : base(OneLine.Of(message), innerException)
    {
        Vendor = vendor;
        IsTransient = isTransient;
    }

    /// <summary>Whose API the call went to.</summary>
    public IntegrationVendor Vendor { get; }

    /// <summary>
    /// The name of the client that made the call, which is the account's: empty for the client without a name, <see langword="null"/>
    /// where no client is known, as in a list of your own or an exception made in a test.
    /// </summary>
    public string? Account { get; init; }

    /// <summary>
    /// The endpoint as a template, such as <c>GET /v2/integrations/{id}/logs</c>, or the name of a list of your own. It holds no id and no
    /// query value. <see langword="null"/> where the exception was made without one.
    /// </summary>
    public string? Endpoint { get; init; }

    /// <summary>
    /// Whether the same call may succeed later without any change: after a rate limit, a time-out, a connection fault, or a status that is
    /// retried (408, 429, 500, 502, 503, 504), of the token endpoint too. The call's own retries have been made by then.
    /// </summary>
    public bool IsTransient { get; init; }
}
