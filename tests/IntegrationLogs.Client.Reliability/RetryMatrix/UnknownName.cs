using System.Net;
using System.Net.Sockets;

namespace IntegrationLogs.Client.Reliability.RetryMatrix;

/// <summary>A name that no one can have (RFC 2606).</summary>
internal static class UnknownName
{
    public const string Host = "integration-logs.invalid";

    // A resolver without a network can take seconds for each lookup: what the first says holds for the others.
    private static readonly Lazy<Task<SocketError>> LookedUp = new(LookUpAsync);

    /// <summary>Throws what looking the name up has thrown.</summary>
    public static async Task ThrowAsync() => throw new SocketException((int)await LookedUp.Value);

    private static async Task<SocketError> LookUpAsync() =>
        (await Assert.ThrowsAsync<SocketException>(() => Dns.GetHostAddressesAsync(Host))).SocketErrorCode;
}
