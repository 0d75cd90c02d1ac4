using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>Takes connections on a loopback port that the system chooses, and counts those that are open.</summary>
internal sealed class LoopbackListener : IAsyncDisposable
{
    // Bound at once and listening later, so that nobody else gets the port while it is refused.
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _connections = [];
    private readonly Func<Socket, CancellationToken, Task> _serve;
    private Task _accepting = Task.CompletedTask;
    private int _taken;
    private int _open;

    public LoopbackListener(Func<Socket, CancellationToken, Task> serve)
    {
        _serve = serve;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        EndPoint = (IPEndPoint)_listener.LocalEndPoint!;
    }

    public IPEndPoint EndPoint { get; }

    public Uri BaseAddress => new($"http://{EndPoint}/");

    /// <summary>How many connections were taken.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>How many of them neither side has ended.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Takes connections from now on; they are refused before.</summary>
    public void Listen()
    {
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptAsync(_stopping.Token);
                Interlocked.Increment(ref _taken);
                Interlocked.Increment(ref _open);
                _connections.Add(ServeAsync(socket));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using Socket owned = socket;
        try
        {
            socket.NoDelay = true;
            await _serve(socket, _stopping.Token);
        }
        catch (Exception error) when (error
            is IOException or SocketException or ObjectDisposedException or OperationCanceledException or AuthenticationException)
        {
            // The client went away, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
