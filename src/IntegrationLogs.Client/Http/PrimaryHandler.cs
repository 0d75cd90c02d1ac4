using System.Net;

namespace IntegrationLogs.Client.Http;

internal static class PrimaryHandler
{
    /// <summary>How long a connection serves before the name is looked up anew.</summary>
    public static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ShortestPing = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPing = TimeSpan.FromSeconds(5);

    /// <summary>
    /// What sends: it follows no redirect and keeps no cookie, so credentials stay where they were configured to go.
    /// </summary>
    public static SocketsHttpHandler Create(TimeSpan attemptTimeout)
    {
        TimeSpan ping = PingAfter(attemptTimeout);
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = ConnectionLifetime,
            EnableMultipleHttp2Connections = true,

            // A connection that is still being made goes to the next attempt, so it must not take longer than one.
            ConnectTimeout = attemptTimeout,

            // The runtime's own spans hold whole addresses and quote a server whose answer is not HTTP; the client has its own.
            ActivityHeadersPropagator = null,

            // An HTTP/2 connection outlives an attempt that runs out of time. Until it is found dead, every call tries it first.
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = ping,
            KeepAlivePingTimeout = ping,
        };
    }

    /// <summary>Silence and the wait for the ping's answer both fit into one attempt, where the attempt is not very short.</summary>
    private static TimeSpan PingAfter(TimeSpan attemptTimeout) =>
        TimeSpan.FromTicks(Math.Clamp(attemptTimeout.Ticks / 3, ShortestPing.Ticks, LongestPing.Ticks));
}
