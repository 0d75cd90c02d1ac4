namespace IntegrationLogs.Client.Reliability.SecretCanary;

/// <summary>One way to fail with an echo, of a page or of a token request.</summary>
internal sealed record EchoFault(string Name, Func<Echo, string> Answer, bool OfToken = false)
{
    private const string NoRecords = """{"data":[]}""";

    private static readonly EchoFault[] Kinds =
    [
        .. ((int[])[400, 401, 402, 403, 404, 408, 409, 410, 413, 422, 429, 500, 501, 502, 503, 504]).Select(Status),
        new("status with Retry-After", echo => Answered("503 Busy", "Retry-After: 7200", echo.Body)),
        new("reason phrase", echo => Answered($"400 {echo.Line}", "Retry-After: 1", echo.Body)),
        new("request id", echo => Answered("500 No", $"X-Request-Id: {echo.Line}\r\nX-Correlation-Id: {echo.Line}", echo.Body)),
        new("all headers", echo => Answered("418 No", EveryHeader(echo.Line), echo.Body)),
        new("redirect", echo => Answered("302 Found", $"Location: https://{Escaped(echo)}@x.example/?{Escaped(echo)}", echo.Body)),
        new("HTML", echo => Answered("200 OK", "Content-Type: text/html", $"<html>{echo.Body}</html>")),
        new("content type", echo => Answered("200 OK", $"Content-Type: text/{echo.Line.Replace(' ', '-')}", "<html>")),
        new("secret content type", echo => Answered("200 OK", $"Content-Type: text/{echo.HeaderOfOurs}", "<html>")),
        new("broken JSON", echo => Answered("200 OK", "Age: 1", $"{{\"data\":[{{\"id\":1,\"id\":{echo.Body}")),
        new("literal", echo => Answered("200 OK", "Age: 1", $"{{\"data\":t{echo.Line}")),
        new("wrong type", echo => Answered("200 OK", "Age: 1", $"{{\"data\":{echo.Body},\"access_token\":{echo.Body}}}")),
        new("unreadable link", echo => Answered("200 OK", $"Link: <https://x.example/?{echo.Line.Replace('>', ' ')}; rel=next", NoRecords)),
        new("same cursor again", _ => Answered("200 OK", EchoingServer.NextLink, NoRecords)),
        new("truncated", echo => Answered("200 OK", $"Content-Length: {echo.BodyBytes + 10}", echo.Body)),
        new("bad chunk", echo => Answered("200 OK", "Transfer-Encoding: chunked", $"{echo.Line}\r\n{echo.Body}\r\n")),
        new("bad status line", echo => $"{echo.Line}\r\n\r\n"),
        new("bad status", echo => $"HTTP/1.1 {echo.Line}\r\n\r\n"),
        new("bad version", echo => $"HTTP/{echo.Line}\r\n\r\n"),
        new("bad header", echo => Answered("200 OK", echo.Line, NoRecords)),
        new("bad header name", echo => Answered("200 OK", $"{echo.Line.Replace(':', ' ')}: 1", NoRecords)),
        new("bad length", echo => Answered("200 OK", $"Content-Length: {echo.Line}", echo.Body)),
        new("bad compression", echo => Answered("200 OK", "Content-Encoding: gzip", echo.Body)),
        new("closed", _ => string.Empty),
    ];

    /// <summary>Every kind, for pages and for tokens.</summary>
    public static IReadOnlyList<EchoFault> All { get; } =
        [.. Kinds, .. Kinds.Select(fault => fault with { Name = "token: " + fault.Name, OfToken = true })];

    public override string ToString() => Name;

    private static EchoFault Status(int status) =>
        new($"{status}", echo => Answered($"{status} No", $"X-Request-Id: {echo.Line}", echo.Body));

    private static string Answered(string status, string headers, string body) =>
        $"HTTP/1.1 {status}\r\n{headers}\r\nConnection: close\r\n\r\n{body}";

    private static string EveryHeader(string line) => string.Join(
        "\r\n",
        [
            $"Server: {line}", $"WWW-Authenticate: Bearer realm=\"{line}\"", $"Set-Cookie: a={line}", $"Via: {line}",
            $"Retry-After: {line}", $"Content-Type: {line}",
        ]);

    private static string Escaped(Echo echo) => Uri.EscapeDataString(echo.Line);
}
