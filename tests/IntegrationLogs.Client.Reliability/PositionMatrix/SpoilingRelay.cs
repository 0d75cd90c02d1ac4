using System.Globalization;
using System.Text;

namespace IntegrationLogs.Client.Reliability.PositionMatrix;

/// <summary>Writes an answer, given as head without framing and body, the wrong way.</summary>
internal delegate Task Spoil(string head, byte[] body, Stream client, CancellationToken cancellationToken);

/// <summary>
/// Hands every request on to the fake vendors, and spoils some of their answers in ways that no HTTP server can be asked for.
/// </summary>
internal sealed class SpoilingRelay : IAsyncDisposable
{
    private readonly HttpClient _vendors = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });
    private readonly Uri _target;
    private readonly RawServer _server;
    private Spoil? _spoil;
    private string _query = string.Empty;
    private int _left;

    private SpoilingRelay(Uri target)
    {
        _target = target;
        _server = RawServer.Start((_, request, client, stopping) => AnswerAsync(request, client, stopping));
    }

    public Uri BaseAddress => _server.BaseAddress;

    public static SpoilingRelay Start(Uri target) => new(target);

    /// <summary>Spoils so many answers to requests with a certain query; all of them without a number.</summary>
    public void Play(Spoil? spoil, string query, int? times) => (_spoil, _query, _left) = (spoil, query, times ?? int.MaxValue);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _vendors.Dispose();
    }

    private async Task AnswerAsync(string request, Stream client, CancellationToken stopping)
    {
        using HttpRequestMessage forwarded = Read(request);
        using HttpResponseMessage answer = await _vendors.SendAsync(forwarded, stopping);
        byte[] body = await answer.Content.ReadAsByteArrayAsync(stopping);
        string head = Head(answer);
        if (_spoil is not null
            && forwarded.Method == HttpMethod.Get
            && forwarded.RequestUri!.Query.TrimStart('?') == _query
            && Interlocked.Decrement(ref _left) >= 0)
        {
            await _spoil(head, body, client, stopping);
            return;
        }

        head += string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n");
        await client.WriteAsync(Encoding.ASCII.GetBytes(head), stopping);
        await client.WriteAsync(body, stopping);
    }

    private HttpRequestMessage Read(string request)
    {
        string[] parts = request.Split("\r\n\r\n", 2);
        string[] lines = parts[0].Split("\r\n");
        string[] start = lines[0].Split(' ');
        var read = new HttpRequestMessage(new HttpMethod(start[0]), new Uri(_target, start[1]));
        if (read.Method == HttpMethod.Post)
        {
            read.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(parts[1]));
        }

        foreach (string[] field in lines.Skip(1).Select(line => line.Split(": ", 2)))
        {
            bool isOfThisConnection = field[0] is "Host" or "Content-Length" or "Accept-Encoding";
            if (!isOfThisConnection && !read.Headers.TryAddWithoutValidation(field[0], field[1]))
            {
                read.Content?.Headers.TryAddWithoutValidation(field[0], field[1]);
            }
        }

        return read;
    }

    private static string Head(HttpResponseMessage answer)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {(int)answer.StatusCode} -\r\nConnection: close\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Type: {answer.Content.Headers.ContentType}\r\n");
        if (answer.Headers.NonValidated.TryGetValues("Link", out var links))
        {
            foreach (string link in links)
            {
                head.Append(CultureInfo.InvariantCulture, $"Link: {link}\r\n");
            }
        }

        return head.ToString();
    }
}
