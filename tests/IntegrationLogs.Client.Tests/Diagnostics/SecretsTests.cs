using System.Text;
using System.Text.Json;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Tests.Diagnostics;

/// <summary>Every secret here has 'canary' in it; the servers echo whole requests, as gateways do. None may show up anywhere.</summary>
public sealed class SecretsTests
{
    private const string Secret = "canary-secret+/=%ü\"";
    private const string Token = "canary-token+/==";
    private const string Cursor = "canary-cursor%2B%2F%3D";
    private const string Headers = "Connection: close\r\nContent-Type: application/json\r\n";

    private static readonly string[] Hidden =
        ["canary", "Y2FuYXJ5", Base64("public-key:" + Secret), Base64("client:" + System.Net.WebUtility.UrlEncode(Secret))];

    public enum Account
    {
        ElasticPath,
        SendcloudBasic,
        SendcloudOAuth,
    }

    public static TheoryData<Account, string> Failures
    {
        get
        {
            var failures = new TheoryData<Account, string>();
            string[] answers =
            [
                "400 Bad Request", "401 Unauthorized", "403 Forbidden", "404 Not Found", "409 Conflict", "429 Too Many Requests",
                "500 Internal Server Error", "503 Service Unavailable", "302 Found", "200 OK", "200 HTML", "200 cursor", "close", "no HTTP",
                "truncated", "token 400 Bad Request", "token 401 Unauthorized", "token 500 Internal Server Error", "token 200 OK",
                "token 302 Found", "token close",
            ];
            foreach (Account account in Enum.GetValues<Account>())
            {
                foreach (string answer in answers)
                {
                    failures.Add(account, answer);
                }
            }

            return failures;
        }
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task No_secret_shows_in_logs_spans_counters_or_exceptions(Account account, string failure)
    {
        await using RawServer server = RawServer.Start((_, request) => Answer(request, failure));
        IntegrationLogsClientOptions options = OptionsFor(account, server.BaseAddress);
        using var telemetry = new Telemetry();
        Exception? error;
        await using (IntegrationLogsClient client = TestClient.Create(
            options,
            new ClientTime(options.Resilience),
            builder => builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(telemetry))))
        {
            error = await Record.ExceptionAsync(() => ReadAllAsync(client, account).WaitAsync(Effort.Patience));
        }

        bool isHarmless = account == Account.SendcloudBasic && failure.StartsWith("token", StringComparison.Ordinal);
        Assert.True(error is IntegrationLogsException || isHarmless, $"{error}");
        Assert.NotEmpty(telemetry.Logs);
        Assert.NotEmpty(telemetry.Spans);
        Assert.NotEmpty(telemetry.Measurements);
        AssertHidden(telemetry.All);
        AssertHidden(error is null ? [] : Texts.Of(error));
    }

    [Fact]
    public async Task No_secret_is_left_half_at_the_edge_of_a_long_body()
    {
        string token = "canary-" + new string('t', 993);
        await using RawServer server = RawServer.Start((_, request) => request.StartsWith("POST", StringComparison.Ordinal)
            ? RawServer.Ok(JsonSerializer.Serialize(new { access_token = token }))
            : $"HTTP/1.1 400 Bad Request\r\n{Headers}\r\n" + "refused: " + new string('x', 2_000) + string.Concat(Enumerable.Repeat(token, 20)));
        IntegrationLogsClientOptions options = OptionsFor(Account.ElasticPath, server.BaseAddress);
        await using IntegrationLogsClient client = TestClient.Create(options, new ClientTime(options.Resilience));

        var error = await Assert.ThrowsAsync<VendorApiException>(() => TestClient.GetAsync(client, IntegrationVendor.ElasticPath));

        Assert.StartsWith("refused: xxx", error.Body, StringComparison.Ordinal);
        AssertHidden([error.Body!]);
        Assert.DoesNotContain("tttt", error.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_shows_in_the_text_or_the_JSON_of_options_and_tokens()
    {
        IntegrationLogsClientOptions options = OptionsFor(Account.ElasticPath, new Uri("https://api.example.com"));
        options.Sendcloud.SecretKey = options.Sendcloud.ClientSecret = Secret;
        options.ElasticPath.Headers["X-Gateway-Key"] = "canary-header";

        AssertHidden([
            JsonSerializer.Serialize(options),
            $"{options} {options.ElasticPath} {options.Sendcloud} {options.Resilience}",
            JsonSerializer.Serialize(new AccessToken(Token, DateTimeOffset.MaxValue)),
            $"{new AccessToken(Token, DateTimeOffset.MaxValue)}",
            $"{SendcloudPageQuery.FromNextLink("cursor=" + Cursor)}",
            $"{Authentication(Secret)}",
        ]);
    }

    [Fact]
    public async Task No_content_of_a_shop_shows_in_the_text_of_records_and_answers()
    {
        const string record = """
            {"id":"1","type":"integration-log","name":"canary","secret_key":"canary","shop_name":"x","canary":"canary",
             "configuration":{"url":"https://shop.example/?key=canary","secret_key":"canary"},
             "request":{"payload":{"p":"canary"},"headers":{"Authorization":"canary"}},"response":{"body":"canary","headers":"canary"},
             "additional_data":"canary","response_body":"canary","request_body":"canary","payload":"canary","body":"canary"}
            """;
        await using RawServer server = RawServer.Start((_, request) =>
            request.StartsWith("POST", StringComparison.Ordinal) ? RawServer.Ok($$"""{"access_token":"{{Token}}"}""")
            : request.Contains("integrations/1 ", StringComparison.Ordinal) ? RawServer.Ok($$"""{"data":{{record}}}""")
            : RawServer.Ok($$"""{"data":[{{record}}]}"""));
        IntegrationLogsClientOptions options = OptionsFor(Account.ElasticPath, server.BaseAddress);
        options.Sendcloud = TestClient.SendcloudAt(server.BaseAddress).Sendcloud;
        await using IntegrationLogsClient client = TestClient.Create(options, new ClientTime(options.Resilience));
        var one = new PagingOptions { MaxPages = 1, ReadAhead = 0 };

        await foreach (ElasticPathLog log in client.ElasticPath.GetAllLogsAsync(one))
        {
            AssertHidden([$"{log} {log.Type}"]);
        }

        ElasticPathIntegration integration = await client.ElasticPath.GetIntegrationAsync("1");
        AssertHidden([$"{integration.Configuration}"]);
        ResponseInfo info = await TestClient.GetAsync(client, IntegrationVendor.Sendcloud);
        AssertHidden([$"{info}"]);
    }

    private static string Authentication(string secret) => Client.Authentication.ClientCredentials
        .InForm("POST /token", new Uri("https://api.example.com/token?canary"), "client", secret).ToString();

    private static async Task ReadAllAsync(IntegrationLogsClient client, Account account)
    {
        if (account == Account.ElasticPath)
        {
            await foreach (ElasticPathLog _ in client.ElasticPath.GetIntegrationLogsAsync("id"))
            {
            }
        }
        else
        {
            await foreach (SendcloudLog _ in client.Sendcloud.GetIntegrationLogsAsync(1))
            {
            }
        }
    }

    private static IntegrationLogsClientOptions OptionsFor(Account account, Uri server)
    {
        var options = new IntegrationLogsClientOptions();
        options.ElasticPath.BaseAddress = server;
        options.Sendcloud.BaseAddress = new Uri(server, "/api/v3");
        options.Sendcloud.TokenEndpoint = new Uri(server, "/oauth2/token/");
        switch (account)
        {
            case Account.ElasticPath:
                (options.ElasticPath.ClientId, options.ElasticPath.ClientSecret) = ("client", Secret);
                break;
            case Account.SendcloudBasic:
                (options.Sendcloud.PublicKey, options.Sendcloud.SecretKey) = ("public-key", Secret);
                break;
            default:
                (options.Sendcloud.ClientId, options.Sendcloud.ClientSecret) = ("client", Secret);
                break;
        }

        return options;
    }

    /// <summary>A token, then a first page with a next link, then the failure; or the failure at once, if it is of the token endpoint.</summary>
    private static string Answer(string request, string failure)
    {
        bool isToken = request.StartsWith("POST", StringComparison.Ordinal);
        if (isToken && !failure.StartsWith("token ", StringComparison.Ordinal))
        {
            return RawServer.Ok($$"""{"access_token":"{{Token}}","expires_in":3600}""");
        }

        bool isFirst = !request.Contains("cursor=", StringComparison.Ordinal) && request.Contains("/api/v3", StringComparison.Ordinal);
        if (isFirst)
        {
            const string page = """{"data":[{"base_url":"https://shop.example","id":1}]}""";
            return $"HTTP/1.1 200 OK\r\nLink: <https://x.example/?cursor={Cursor}&page_size=1>; rel=\"next\"\r\n{Headers}Content-Length: {page.Length}\r\n\r\n{page}";
        }

        string echo = Echo(request);
        return failure.Replace("token ", null, StringComparison.Ordinal) switch
        {
            "close" => string.Empty,
            "no HTTP" => "SSH-2.0-OpenSSH_9.6\r\n",
            "truncated" => $"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n{Headers}\r\n{echo}",
            "200 HTML" => $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>{echo}</html>",
            "200 cursor" => $"HTTP/1.1 200 OK\r\nLink: <https://x.example/?cursor={Cursor}&page_size=1>; rel=\"next\"\r\n{Headers}\r\n{{\"data\":[{{\"id\":1,\"id\":{echo}}}]}}",
            "302 Found" => $"HTTP/1.1 302 Found\r\nLocation: https://{Uri.EscapeDataString(Secret)}@x.example/?{Token}\r\n{Headers}\r\n{echo}",
            "429 Too Many Requests" => $"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 3600\r\n{Headers}\r\n{echo}",
            string status => $"HTTP/1.1 {status}\r\nX-Request-Id: {Header(request, "Authorization")} {Uri.EscapeDataString(Secret)}\r\n{Headers}\r\n{echo}",
        };
    }

    /// <summary>The request in every spelling a gateway or a vendor might use in an error.</summary>
    private static string Echo(string request)
    {
        List<string> spellings =
        [
            request, Uri.UnescapeDataString(request), Secret, Uri.EscapeDataString(Secret), System.Net.WebUtility.UrlEncode(Secret),
            Uri.EscapeDataString(Secret).ToUpperInvariant(),
        ];
        if (request.Contains(Token, StringComparison.Ordinal))
        {
            spellings.AddRange([Token, Uri.EscapeDataString(Token)]);
        }

        if (request.Contains(Cursor, StringComparison.Ordinal))
        {
            spellings.AddRange([Cursor, Cursor.ToLowerInvariant(), Uri.UnescapeDataString(Cursor)]);
        }

        string text = string.Join(" | ", spellings);
        string json = JsonSerializer.Serialize(text);
        return $$$"""{"errors":[{"title":{{{json}}},"detail":{{{json}}},"source":{"pointer":{{{json}}}},"code":{{{json}}},"status":{{{json}}}}],"debug":{{{json}}},"raw":"{{{text}}}","slash":"{{{text.Replace("/", "\\/", StringComparison.Ordinal)}}}"}""";
    }

    private static string Header(string request, string name) =>
        request.Split("\r\n").FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[(name.Length + 2)..] ?? "none";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static void AssertHidden(IEnumerable<string> texts)
    {
        foreach (string text in texts)
        {
            foreach (string hidden in Hidden)
            {
                int at = text.IndexOf(hidden, StringComparison.OrdinalIgnoreCase);
                Assert.True(at < 0, at < 0 ? null : $"'{hidden}' in: {text.Substring(Math.Max(0, at - 100), Math.Min(200, text.Length - Math.Max(0, at - 100)))}");
            }
        }
    }
}
