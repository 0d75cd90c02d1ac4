using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IntegrationLogs.Client.Reliability.Cancellation;

/// <summary>Answers every request with an empty page, keeps connections open, and counts those that the client has not closed.</summary>
internal sealed class KeepAliveServer : IAsyncDisposable
{
    private const string Answer =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"data\":[]}";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private int _accepted;
    private int _open;

    private KeepAliveServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri BaseAddress => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public int Accepted => Volatile.Read(ref _accepted);

    public int Open => Volatile.Read(ref _open);

    public static KeepAliveServer Start() => new();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting;
        await Task.WhenAll(_connections);
        _listener.Stop();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                Interlocked.Increment(ref _open);
                Interlocked.Increment(ref _accepted);
                _connections.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient owned = client;
        try
        {
            NetworkStream stream = client.GetStream();
            byte[] buffer = new byte[4096];
            string request = string.Empty;
            int read;
            while ((read = await stream.ReadAsync(buffer, _stopping.Token)) > 0)
            {
                request += Encoding.Latin1.GetString(buffer, 0, read);
                if (request.EndsWith("\r\n\r\n", StringComparison.Ordinal))
                {
                    request = string.Empty;
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(Answer), _stopping.Token);
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The client went away without a word, or the test is over.
        }

        Interlocked.Decrement(ref _open);
    }
}
