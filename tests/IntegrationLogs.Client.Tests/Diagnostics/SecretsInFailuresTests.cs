using IntegrationLogs.Client.Tests.Infrastructure;
using IntegrationLogs.Client.Tests.VendorStubs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WireMock.Matchers;
using WireMock.RequestBuilders;

namespace IntegrationLogs.Client.Tests.Diagnostics;

/// <summary>
/// The servers echo whole requests, as gateways do, and no secret may show up. Broken connections come from raw sockets: WireMock.Net
/// cannot hang up, break off a body or send what is no HTTP.
/// </summary>
public sealed class SecretsInFailuresTests
{
    private const string FirstPage = """{"data":[{"base_url":"https://shop.example","id":1}]}""";
    private const string NextLink = $"https://x.example/?cursor={Canaries.Cursor}&page_size=1";
    private const string TokenAnswer = $$"""{"access_token":"{{Canaries.Token}}","expires_in":3600}""";

    public static TheoryData<SecretAccount, string> Answers => ForEveryAccount(
        "400", "401", "403", "404", "409", "429", "500", "503", "302", "200", "200 HTML", "200 cursor",
        "token 400", "token 401", "token 500", "token 200", "token 302");

    public static TheoryData<SecretAccount, string> BrokenConnections => ForEveryAccount("close", "no HTTP", "truncated", "token close");

    /// <summary>
    /// A token, then a first page with a next link, then the failure; or the failure at once, if it is of the token endpoint.
    /// </summary>
    [Theory]
    [MemberData(nameof(Answers))]
    public async Task No_secret_of_an_answer_shows_in_logs_spans_counters_or_exceptions(SecretAccount account, string failure)
    {
        using var telemetry = new Telemetry();
        await using WireMockVendors vendors = WireMockVendors.Start(
            options => Canaries.Use(options, account), builder => LogTo(telemetry, builder));
        bool isOfTokens = IsOfTokens(failure);
        vendors.Given(Request.Create().UsingPost())
            .RespondWith(isOfTokens ? EchoAnswer.For(failure["token ".Length..]) : VendorAnswer.Json(TokenAnswer));
        vendors.Given(Request.Create().UsingGet().WithPath("/api/v3/*").WithParam("cursor", MatchBehaviour.RejectOnMatch))
            .RespondWith(VendorAnswer.Linked(FirstPage, NextLink));
        vendors.Given(Request.Create().UsingGet()).AtPriority(1)
            .RespondWith(EchoAnswer.For(isOfTokens ? failure["token ".Length..] : failure));

        await AssertNothingShowsAsync(vendors.Client, telemetry, account, failure);
        Assert.Empty(vendors.Unexpected);
    }

    [Theory]
    [MemberData(nameof(BrokenConnections))]
    public async Task No_secret_of_a_broken_connection_shows_in_logs_spans_counters_or_exceptions(SecretAccount account, string failure)
    {
        using var telemetry = new Telemetry();
        await using RawServer server = RawServer.Start((_, request) => Broken(request, failure));
        IntegrationLogsClientOptions options = TestClient.SendcloudAt(server.BaseAddress);
        options.ElasticPath.BaseAddress = server.BaseAddress;
        options.Sendcloud.TokenEndpoint = new Uri(server.BaseAddress, "/oauth2/token/");
        Canaries.Use(options, account);
        await using IntegrationLogsClient client = TestClient.Create(
            options, new ClientTime(options.Resilience), builder => LogTo(telemetry, builder));

        await AssertNothingShowsAsync(client, telemetry, account, failure);
    }

    private static async Task AssertNothingShowsAsync(
        IntegrationLogsClient client, Telemetry telemetry, SecretAccount account, string failure)
    {
        Exception? error = await Record.ExceptionAsync(() => ReadAllAsync(client, account).WaitAsync(Effort.Patience));
        await client.DisposeAsync();

        bool isHarmless = account == SecretAccount.SendcloudBasic && IsOfTokens(failure);
        Assert.True(error is IntegrationLogsException || isHarmless, $"{error}");
        Assert.NotEmpty(telemetry.Logs);
        Assert.NotEmpty(telemetry.Spans);
        Assert.NotEmpty(telemetry.Measurements);
        Canaries.AssertHidden(telemetry.All);
        Canaries.AssertHidden(error is null ? [] : Texts.Of(error));
    }

    private static async Task ReadAllAsync(IntegrationLogsClient client, SecretAccount account)
    {
        if (account == SecretAccount.ElasticPath)
        {
            await client.ElasticPath.GetIntegrationLogsAsync("id").ToListAsync();
        }
        else
        {
            await client.Sendcloud.GetIntegrationLogsAsync(1).ToListAsync();
        }
    }

    private static void LogTo(Telemetry telemetry, IIntegrationLogsClientBuilder builder) =>
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(telemetry));

    private static string Broken(string request, string failure)
    {
        bool isToken = request.StartsWith("POST", StringComparison.Ordinal);
        if (isToken && !IsOfTokens(failure))
        {
            return RawServer.Ok(TokenAnswer);
        }

        bool isFirst = !request.Contains("cursor=", StringComparison.Ordinal) && request.Contains("/api/v3", StringComparison.Ordinal);
        if (isFirst)
        {
            return RawServer.Ok(FirstPage)
                .Replace("Content-Type", $"Link: <{NextLink}>; rel=\"next\"\r\nContent-Type", StringComparison.Ordinal);
        }

        return failure switch
        {
            "no HTTP" => "SSH-2.0-OpenSSH_9.6\r\n",
            "truncated" => "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + EchoAnswer.Echo(request),
            _ => string.Empty,
        };
    }

    private static bool IsOfTokens(string failure) => failure.StartsWith("token ", StringComparison.Ordinal);

    private static TheoryData<SecretAccount, string> ForEveryAccount(params string[] failures)
    {
        var data = new TheoryData<SecretAccount, string>();
        foreach (SecretAccount account in Enum.GetValues<SecretAccount>())
        {
            foreach (string failure in failures)
            {
                data.Add(account, failure);
            }
        }

        return data;
    }
}
