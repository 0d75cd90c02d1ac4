using System.Text;
using System.Text.Json;
using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.SecretCanary;

/// <summary>
/// A server that gives out tokens and a first page, and from then on fails and hands back everything it was sent, in every part of an
/// answer and in every spelling, as badly made gateways do.
/// </summary>
internal static class EchoingServer
{
    public const string Token = Canary.Mark + "-token+/==";
    public const string Cursor = Canary.Mark + "-cursor%2B%2F%3D";
    public const string NextLink = $"Link: <https://x.example/?cursor={Cursor}>; rel=\"next\"";

    private const string FirstPage =
        $"HTTP/1.1 200 OK\r\n{NextLink}\r\nConnection: close\r\n\r\n"
        + """{"data":[{"base_url":"https://shop.example","id":"1"}]}""";

    public static RawServer Start(EchoFault fault) => RawServer.Start((_, request) => Answer(request, fault));

    private static string Answer(string request, EchoFault fault)
    {
        if (request.StartsWith("POST", StringComparison.Ordinal))
        {
            return fault.OfToken ? fault.Answer(EchoOf(request)) : RawServer.Ok($$"""{"access_token":"{{Token}}","expires_in":3600}""");
        }

        bool isFirstOfSendcloud =
            request.Contains("/api/v3", StringComparison.Ordinal) && !request.Contains("cursor=", StringComparison.Ordinal);
        return isFirstOfSendcloud ? FirstPage : fault.Answer(EchoOf(request));
    }

    private static Echo EchoOf(string request)
    {
        string[] spellings =
        [
            request, Uri.UnescapeDataString(request), Canary.Secret, Uri.EscapeDataString(Canary.Secret),
            System.Net.WebUtility.UrlEncode(Canary.Secret), Uri.EscapeDataString(Canary.Secret).ToUpperInvariant(),
            .. request.Contains(Token, StringComparison.Ordinal) ? (string[])[Token, Uri.EscapeDataString(Token)] : [],
            .. request.Contains(Cursor, StringComparison.Ordinal)
                ? (string[])[Cursor.ToLowerInvariant(), Uri.UnescapeDataString(Cursor)]
                : [],
        ];
        string text = string.Join(" | ", spellings);
        string json = JsonSerializer.Serialize(text);
        string oneLine = string.Concat(text.Where(character => !char.IsControl(character)));
        return new Echo(
            $$"""
            {"errors":[{"title":{{json}},"detail":{{json}},"source":{"pointer":{{json}}},"code":{{json}},"status":{{json}}}],
             "error":{{json}},"error_description":{{json}},"message":{{json}},"debug":{{json}},
             "raw":"{{text}}","slash":"{{text.Replace("/", "\\/", StringComparison.Ordinal)}}"}
            """,
            oneLine,
            request.Contains(Canary.Header, StringComparison.Ordinal) ? Canary.Header : "none");
    }
}

/// <summary>What a request sent, as a body and as one line for heads.</summary>
internal sealed record Echo(string Body, string Line, string HeaderOfOurs)
{
    public int BodyBytes => Encoding.UTF8.GetByteCount(Body);
}
