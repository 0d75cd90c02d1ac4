using System.Net.Sockets;

namespace IntegrationLogs.Client.Reliability.Cancellation;

/// <summary>Real connections, some of which never come about.</summary>
internal static class Connections
{
    public static Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> HeldIf(
        Func<HttpRequestMessage, bool> holds, Action held) =>
        async (context, token) =>
        {
            if (holds(context.InitialRequestMessage))
            {
                held();
                await Task.Delay(Timeout.Infinite, token);
            }

            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        };
}
