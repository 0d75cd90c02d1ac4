using System.Net;
using System.Net.Sockets;

namespace IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;

/// <summary>Relays connections to a server. It can let a COMMIT reach it and lose the answer, with the connection.</summary>
internal sealed class LossyRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _to;
    private int _lost;

    private LossyRelay(int to) => _to = to;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool LosesNextCommit { get; set; }

    /// <summary>How many answers were lost.</summary>
    public int Lost => Volatile.Read(ref _lost);

    public static LossyRelay Start(int to)
    {
        var relay = new LossyRelay(to);
        relay._listener.Start();
        _ = relay.AcceptAsync();
        return relay;
    }

    public ValueTask DisposeAsync()
    {
        _listener.Stop();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, _to);
            var connection = new Connection(this, client.GetStream(), server.GetStream());
            await Task.WhenAny(connection.ToServerAsync(), connection.ToClientAsync());
        }
    }

    private sealed class Connection(LossyRelay relay, NetworkStream client, NetworkStream server)
    {
        private volatile bool _isLosing;

        public async Task ToServerAsync()
        {
            var buffer = new byte[64 * 1024];
            while (await client.ReadAsync(buffer) is int read and > 0)
            {
                // READ COMMITTED is no COMMIT.
                if (relay.LosesNextCommit && buffer.AsSpan(0, read).IndexOf("COMMIT\0"u8) >= 0)
                {
                    relay.LosesNextCommit = false;
                    Interlocked.Increment(ref relay._lost);
                    _isLosing = true;
                }

                await server.WriteAsync(buffer.AsMemory(0, read));
            }
        }

        /// <summary>Ends with the connection, or with an answer that is lost.</summary>
        public async Task ToClientAsync()
        {
            var buffer = new byte[64 * 1024];
            while (await server.ReadAsync(buffer) is int read and > 0 && !_isLosing)
            {
                await client.WriteAsync(buffer.AsMemory(0, read));
            }
        }
    }
}
