using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>
/// A server that sends whatever bytes it is told, correct HTTP or not. One connection is one request. It is for what WireMock.Net cannot
/// send: parts of answers, broken framing, no HTTP at all.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly LoopbackListener _listener;
    private readonly Func<int, string, Stream, CancellationToken, Task> _answer;
    private int _requests;

    private RawServer(Func<int, string, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener = new LoopbackListener(ServeAsync);
        _listener.Listen();
    }

    public Uri BaseAddress => _listener.BaseAddress;

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

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task ServeAsync(Socket socket, CancellationToken stopping)
    {
        await using var stream = new NetworkStream(socket);
        if (await RequestText.ReadAsync(stream, stopping) is string request)
        {
            await _answer(Interlocked.Increment(ref _requests), request, stream, stopping);
        }
    }
}
