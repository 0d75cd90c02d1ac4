namespace IntegrationLogs.Client.Reliability.SecretCanary;

/// <summary>One way to fail with an echo, of a page or of a token request.</summary>
internal sealed record EchoFault(string Name, Func<Echo, string> Answer, bool OfToken = false)
{
    private const string Close = "Connection: close\r\nContent-Type: application/json\r\n";

    private static readonly EchoFault[] Kinds =
    [
        .. ((int[])[400, 401, 402, 403, 404, 408, 409, 410, 413, 422, 429, 500, 501, 502, 503, 504]).Select(Status),
        new("status with Retry-After", echo => $"HTTP/1.1 503 Busy\r\nRetry-After: 7200\r\n{Close}\r\n{echo.Body}"),
        new("reason phrase", echo => $"HTTP/1.1 400 {echo.Line}\r\n{Close}\r\n{echo.Body}"),
        new("request id", echo => $"HTTP/1.1 500 No\r\nX-Request-Id: {echo.Line}\r\nX-Correlation-Id: {echo.Line}\r\n{Close}\r\n{echo.Body}"),
        new("all headers", echo => $"HTTP/1.1 418 No\r\nServer: {echo.Line}\r\nWWW-Authenticate: Bearer realm=\"{echo.Line}\"\r\n"
            + $"Set-Cookie: a={echo.Line}\r\nVia: {echo.Line}\r\nRetry-After: {echo.Line}\r\nContent-Type: {echo.Line}\r\nConnection: close\r\n\r\n{echo.Body}"),
        new("redirect", echo => $"HTTP/1.1 302 Found\r\nLocation: https://{Uri.EscapeDataString(echo.Line)}@x.example/?{Uri.EscapeDataString(echo.Line)}\r\n{Close}\r\n{echo.Body}"),
        new("HTML", echo => $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>{echo.Body}</html>"),
        new("content type", echo => $"HTTP/1.1 200 OK\r\nContent-Type: text/{echo.Line.Replace(' ', '-')}\r\nConnection: close\r\n\r\n<html>"),
        new("secret content type", echo => $"HTTP/1.1 200 OK\r\nContent-Type: text/{echo.HeaderOfOurs}\r\nConnection: close\r\n\r\n<html>"),
        new("broken JSON", echo => $"HTTP/1.1 200 OK\r\n{Close}\r\n{{\"data\":[{{\"id\":1,\"id\":{echo.Body}"),
        new("literal", echo => $"HTTP/1.1 200 OK\r\n{Close}\r\n{{\"data\":t{echo.Line}"),
        new("wrong type", echo => $"HTTP/1.1 200 OK\r\n{Close}\r\n{{\"data\":{echo.Body},\"access_token\":{echo.Body}}}"),
        new("unreadable link", echo => $"HTTP/1.1 200 OK\r\nLink: <https://x.example/?{echo.Line.Replace('>', ' ')}; rel=\"next\r\n{Close}\r\n{{\"data\":[]}}"),
        new("same cursor again", _ => $"HTTP/1.1 200 OK\r\nLink: <https://x.example/?cursor={EchoingServer.Cursor}>; rel=\"next\"\r\n{Close}\r\n{{\"data\":[]}}"),
        new("truncated", echo => $"HTTP/1.1 200 OK\r\nContent-Length: {echo.BodyBytes + 10}\r\n{Close}\r\n{echo.Body}"),
        new("bad chunk", echo => $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n{Close}\r\n{echo.Line}\r\n{echo.Body}\r\n"),
        new("bad status line", echo => $"{echo.Line}\r\n\r\n"),
        new("bad status", echo => $"HTTP/1.1 {echo.Line}\r\n\r\n"),
        new("bad version", echo => $"HTTP/{echo.Line}\r\n\r\n"),
        new("bad header", echo => $"HTTP/1.1 200 OK\r\n{echo.Line}\r\n\r\n"),
        new("bad header name", echo => $"HTTP/1.1 200 OK\r\n{echo.Line.Replace(':', ' ')}: 1\r\n\r\n"),
        new("bad length", echo => $"HTTP/1.1 200 OK\r\nContent-Length: {echo.Line}\r\n\r\n{echo.Body}"),
        new("bad compression", echo => $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n{Close}\r\n{echo.Body}"),
        new("closed", _ => string.Empty),
    ];

    /// <summary>Every kind, for pages and for tokens.</summary>
    public static IReadOnlyList<EchoFault> All { get; } =
        [.. Kinds, .. Kinds.Select(fault => fault with { Name = "token: " + fault.Name, OfToken = true })];

    public override string ToString() => Name;

    private static EchoFault Status(int status) =>
        new($"{status}", echo => $"HTTP/1.1 {status} No\r\nX-Request-Id: {echo.Line}\r\n{Close}\r\n{echo.Body}");
}
