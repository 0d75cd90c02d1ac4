using System.Net;

namespace IntegrationLogs.Client.Http;

internal static class PrimaryHandler
{
    /// <summary>How long a connection serves before the name is looked up anew.</summary>
    public static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The innermost handler: follows no redirect and keeps no cookie, so credentials stay where they were configured to go.
    /// </summary>
    public static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = ConnectionLifetime,
        EnableMultipleHttp2Connections = true,
        // The runtime's own spans hold whole addresses and quote a server whose answer is not HTTP; the client has its own.
        ActivityHeadersPropagator = null,
    };
}
