using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace IntegrationLogs.Client.Reliability.RetryMatrix;

/// <summary>
/// Both vendors as a server of bytes on real sockets, which fails as a cell wants it. Connections are kept for more requests.
/// </summary>
internal sealed class MatrixServer : IAsyncDisposable
{
    private readonly MatrixCell _cell;
    private readonly Strikes _strikes;
    private readonly Func<string?> _retryAfter;
    private readonly LoopbackListener _listener;
    private readonly SemaphoreSlim _headersArrived = new(0);
    private int _requests;

    /// <param name="cell">What fails, and how.</param>
    /// <param name="strikes">When it fails.</param>
    /// <param name="retryAfter">Gives the header for an answer that fails.</param>
    public MatrixServer(MatrixCell cell, Strikes strikes, Func<string?> retryAfter)
    {
        _cell = cell;
        _strikes = strikes;
        _retryAfter = retryAfter;
        _listener = new LoopbackListener(ServeAsync);
        string host = cell.Fault == "name not known" ? UnknownName.Host : _listener.EndPoint.Address.ToString();
        BaseAddress = new Uri($"{(cell.UsesTls ? "https" : "http")}://{host}:{_listener.EndPoint.Port}/");
    }

    public Uri BaseAddress { get; }

    public LoopbackListener Connections => _listener;

    /// <summary>How many whole requests came of the kind that the cell is about.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>To be called when the client has an answer's headers: some faults go on only then.</summary>
    public void HeadersArrived() => _headersArrived.Release();

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        _headersArrived.Dispose();
    }

    private async Task ServeAsync(Socket socket, CancellationToken stopping)
    {
        await using var plain = new NetworkStream(socket);
        if (!_cell.UsesTls)
        {
            await ConverseAsync(plain, socket, stopping);
            return;
        }

        if (_cell.Fault is "TLS cut off" or "TLS not spoken" && _strikes.Next())
        {
            await plain.ReadExactlyAsync(new byte[5], stopping);
            if (_cell.Fault == "TLS cut off")
            {
                Reset(socket);
                return;
            }

            await plain.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stopping);
            await ReadToTheEndAsync(plain, stopping);
            return;
        }

        await using var tls = new SslStream(plain);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = MatrixCertificate.Own }, stopping);
        await ConverseAsync(tls, socket, stopping);
    }

    private async Task ConverseAsync(Stream stream, Socket socket, CancellationToken stopping)
    {
        while (await RequestText.ReadAsync(stream, stopping) is string request)
        {
            bool isToken = request.StartsWith("POST ", StringComparison.Ordinal);
            bool isMeant = isToken == _cell.OnToken;
            string id = $"req-{(isMeant ? Interlocked.Increment(ref _requests) : 0)}";
            if (isMeant && !_cell.IsBeforeRequests && _strikes.Next())
            {
                await FailAsync(stream, socket, id, stopping);
            }
            else
            {
                await SendAsync(stream, MatrixAnswers.Good(_cell, request, isToken, id), stopping);
            }
        }
    }

    private async Task FailAsync(Stream stream, Socket socket, string id, CancellationToken stopping)
    {
        if (_cell.Fault != "reset before headers")
        {
            await SendAsync(stream, MatrixAnswers.Failed(_cell, id, _retryAfter()), stopping);
        }

        switch (_cell.Fault)
        {
            case "reset before headers":
                Reset(socket);
                break;
            case "reset inside body":
                await _headersArrived.WaitAsync(stopping);
                Reset(socket);
                break;
            case "body truncated":
                // In order, without a reset (TCP FIN).
                socket.Shutdown(SocketShutdown.Send);
                break;
        }
    }

    /// <summary>Ends a connection with a reset (TCP RST).</summary>
    private static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }

    private static async Task ReadToTheEndAsync(Stream stream, CancellationToken stopping)
    {
        byte[] rest = new byte[1024];
        while (await stream.ReadAsync(rest, stopping) > 0)
        {
        }
    }

    private static async Task SendAsync(Stream stream, string answer, CancellationToken stopping) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), stopping);
}
