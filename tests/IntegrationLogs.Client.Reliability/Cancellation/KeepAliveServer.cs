using System.Net.Sockets;

namespace IntegrationLogs.Client.Reliability.Cancellation;

/// <summary>Answers every request with an empty page, keeps connections open, and counts those that the client has not closed.</summary>
internal sealed class KeepAliveServer : IAsyncDisposable
{
    private static readonly byte[] Answer =
        [.. "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"data\":[]}"u8];

    private readonly LoopbackListener _listener = new(ServeAsync);

    private KeepAliveServer() => _listener.Listen();

    public Uri BaseAddress => _listener.BaseAddress;

    public int Accepted => _listener.Taken;

    public int Open => _listener.Open;

    public static KeepAliveServer Start() => new();

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private static async Task ServeAsync(Socket socket, CancellationToken stopping)
    {
        await using var stream = new NetworkStream(socket);
        while (await RequestText.ReadAsync(stream, stopping) is not null)
        {
            await stream.WriteAsync(Answer, stopping);
        }
    }
}
