using System.Globalization;
using System.Net;
using System.Text.Json;
using WireMock;
using WireMock.ResponseBuilders;
using WireMock.Types;
using WireMock.Util;

namespace IntegrationLogs.Client.Tests.Diagnostics;

/// <summary>Failures that quote the request back, as gateways do.</summary>
internal static class EchoAnswer
{
    /// <summary>The answer to a failure's name: its status, and what else is wrong.</summary>
    public static IResponseBuilder For(string failure) => Response.Create().WithCallback(request =>
    {
        string echo = Echo(Text(request));
        string escaped = Uri.EscapeDataString(Canaries.Secret);
        return failure switch
        {
            "200 HTML" => Answer(200, $"<html>{echo}</html>", "Content-Type", "text/html"),
            "200 cursor" => Answer(
                200,
                $$"""{"data":[{"id":1,"id":{{echo}}}""",
                "Link",
                $"<https://x.example/?cursor={Canaries.Cursor}&page_size=1>; rel=\"next\""),
            "302" => Answer(302, echo, "Location", $"https://{escaped}@x.example/?{Canaries.Token}"),
            "429" => Answer(429, echo, "Retry-After", "3600"),
            string status => Answer(
                int.Parse(status, CultureInfo.InvariantCulture), echo, "X-Request-Id", $"{Authorization(request)} {escaped}"),
        };
    });

    /// <summary>The request in every spelling a gateway or a vendor might use in an error.</summary>
    public static string Echo(string request)
    {
        List<string> spellings =
        [
            request, Uri.UnescapeDataString(request), Canaries.Secret, Uri.EscapeDataString(Canaries.Secret),
            WebUtility.UrlEncode(Canaries.Secret), Uri.EscapeDataString(Canaries.Secret).ToUpperInvariant(),
        ];
        if (request.Contains(Canaries.Token, StringComparison.Ordinal))
        {
            spellings.AddRange([Canaries.Token, Uri.EscapeDataString(Canaries.Token)]);
        }

        if (request.Contains(Canaries.Cursor, StringComparison.Ordinal))
        {
            spellings.AddRange([Canaries.Cursor, Canaries.Cursor.ToLowerInvariant(), Uri.UnescapeDataString(Canaries.Cursor)]);
        }

        string text = string.Join(" | ", spellings);
        string json = JsonSerializer.Serialize(text);
        string slash = text.Replace("/", "\\/", StringComparison.Ordinal);
        string source = $$$"""{"pointer":{{{json}}}}""";
        string error = $$$"""{"title":{{{json}}},"detail":{{{json}}},"source":{{{source}}},"code":{{{json}}},"status":{{{json}}}}""";
        return $$"""{"errors":[{{error}}],"debug":{{json}},"raw":"{{text}}","slash":"{{slash}}"}""";
    }

    private static string Text(IRequestMessage request)
    {
        IEnumerable<string> fields = request.Headers!.Select(field => $"{field.Key}: {field.Value}");
        return $"{request.Method} {request.Path}{request.RawQuery} HTTP/1.1\r\n{string.Join("\r\n", fields)}\r\n\r\n{request.Body}";
    }

    private static string Authorization(IRequestMessage request) =>
        request.Headers!.TryGetValue("Authorization", out WireMockList<string>? values) ? values[0] : "none";

    private static ResponseMessage Answer(int status, string body, string header, string value) => new()
    {
        StatusCode = status,
        Headers = new Dictionary<string, WireMockList<string>>
        {
            ["Content-Type"] = new("application/json"),
            [header] = new(value),
        },
        BodyData = new BodyData { DetectedBodyType = BodyType.String, BodyAsString = body },
    };
}
