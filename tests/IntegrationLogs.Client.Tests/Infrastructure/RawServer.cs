using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>A server that sends whatever bytes it is told, correct HTTP or not. One connection is one request.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<int, string, Stream, CancellationToken, Task> _answer;
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private int _requests;

    private RawServer(Func<int, string, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri BaseAddress => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Starts one that answers each request by its number, counted from 1.</summary>
    public static RawServer Start(Func<int, Stream, CancellationToken, Task> answer) =>
        new((number, _, stream, stopping) => answer(number, stream, stopping));

    /// <summary>Starts one that answers each request by its number and its own text, head and form.</summary>
    public static RawServer Start(Func<int, string, Stream, CancellationToken, Task> answer) => new(answer);

    /// <summary>Starts one that sends each request the text for its number, counted from 1, and closes the connection.</summary>
    public static RawServer Start(Func<int, string> answer) => Start((number, _) => answer(number));

    /// <summary>Starts one that sends each request the text for its number and its own text, head and form.</summary>
    public static RawServer Start(Func<int, string, string> answer) => new(
        async (number, request, stream, stopping) => await stream.WriteAsync(Encoding.UTF8.GetBytes(answer(number, request)), stopping));

    /// <summary>An address where nobody listens.</summary>
    public static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    public static string Ok(string body) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
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
                TcpClient client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                _connections.Add(ServeAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient owned = client;
        try
        {
            Stream stream = client.GetStream();
            if (await ReadAsync(stream) is string request)
            {
                await _answer(Interlocked.Increment(ref _requests), request, stream, _stopping.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The client went away, or the test is over.
        }
    }

    private async Task<string?> ReadAsync(Stream stream)
    {
        string request = string.Empty;
        byte[] buffer = new byte[4096];
        while (!IsWhole(request))
        {
            int read = await stream.ReadAsync(buffer, _stopping.Token);
            if (read == 0)
            {
                return null;
            }

            request += Encoding.Latin1.GetString(buffer, 0, read);
        }

        return request;
    }

    private static bool IsWhole(string request)
    {
        int end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        Match length = Regex.Match(request, "Content-Length: ([0-9]+)");
        return end >= 0 && request.Length >= end + 4 + (length.Success ? int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture) : 0);
    }
}
