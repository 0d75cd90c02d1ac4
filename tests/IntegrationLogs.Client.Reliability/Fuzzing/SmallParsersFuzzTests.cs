using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Reliability.Infrastructure;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>Everything else that reads what others wrote: errors, tokens of both kinds, and the headers beside them.</summary>
public sealed class SmallParsersFuzzTests(ITestOutputHelper output)
{
    private static readonly WalkInfo List = new(
        IntegrationVendor.ElasticPath,
        "GET /v2/integrations/logs",
        "Elastic Path /v2/integrations/logs",
        new WalkAccount(string.Empty, "https://vendors.example"));

    private static readonly JsonTree[] Errors =
    [
        JsonTree.Parse(Examples.Text(Examples.SendcloudNotFound)),
        JsonTree.Parse("""{"errors":[{"status":"400","title":"Bad","detail":"x","source":{"pointer":"/data/id"}},{"source":"id"}]}"""),
        JsonTree.Parse("""{"errors":{"page_size":["too long"],"cursor":"bad"},"message":"broken"}"""),
        JsonTree.Parse("""{"error":"invalid_client","error_description":"Unknown client"}"""),
        JsonTree.Parse("""{"error":{"code":404,"message":"gone"}}"""),
    ];

    private static readonly JsonTree[] Tokens =
    [
        JsonTree.Parse("""{"access_token":"secret-token","expires_in":3600,"token_type":"Bearer","identifier":"client_credentials"}"""),
        JsonTree.Parse("""{"access_token":"secret-token","expires":1524486008,"expires_in":"3600"}"""),
    ];

    private static readonly string[] Values =
    [
        "0", "1", "120", "1.5", "-1", "99999999999999999999", "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT",
        "https://elsewhere.example:99999/x?y#z",
        "//elsewhere.example", "http://[::1]/", "mailto:a@b", "urn:x:y", "file:///etc", "application/json; charset=\"utf-8\"",
        "text/html", "a, b",
        "6f1c9c2e-request", "Infinity", "\u221e", "javascript:alert(1)", "http://\u00fc.example/", "http://xn--/", "",
    ];

    private static readonly char[][] HeaderTokens =
    [
        .. new[] { ",", ";", "\"", " ", "\t", "GMT", "1e5", "999999999999", "/", ":", "%", "\u00ff" }.Select(token => token.ToCharArray()),
    ];

    [Fact]
    public async Task Any_refusal_becomes_the_exception_for_its_status()
    {
        Outcomes outcomes = await FuzzRun.RunAsync(Form.Of(3_000, 200_000), StartAsync, async (client, fuzz) =>
        {
            var status = (HttpStatusCode)fuzz.Random.OneOf(400, 401, 403, 404, 408, 422, 429, 500, 503, fuzz.Random.Next(300, 600));
            byte[] body = JsonDamage.Of(fuzz.Random.OneOf(Errors), fuzz.Random);
            fuzz.Shows(body);
            client.Stub.Answer = _ => WithHeaders(StubHandler.Respond(body, status), fuzz);

            Exception? error = await client.RecordAsync(fuzz, () => client.Sendcloud.GetLogsAsync());

            var refusal = Assert.IsAssignableFrom<VendorApiException>(error);
            Assert.Equal(status, refusal.StatusCode);
            Assert.Equal(1, refusal.Attempts);
            Assert.InRange(refusal.Errors.Count, 0, 50);
            Assert.InRange(refusal.RetryAfter ?? TimeSpan.FromDays(1), TimeSpan.FromTicks(1), TimeSpan.FromDays(24));

            // No pause outlasts an hour: the next case's request is sent.
            client.Trial.Time.Clock.Advance(TimeSpan.FromHours(1));
            return refusal.GetType().Name;
        });

        output.WriteLine(outcomes.Report("refusals, 0 undocumented exceptions"));
    }

    [Fact]
    public async Task Any_answer_of_a_token_endpoint_is_a_token_or_a_documented_exception()
    {
        Outcomes outcomes = await FuzzRun.RunAsync(Form.Of(2_000, 100_000), StartWithTokensAsync, async (client, fuzz) =>
        {
            byte[] body = JsonDamage.Of(fuzz.Random.OneOf(Tokens), fuzz.Random);
            fuzz.Shows(body);
            client.Stub.Answer = request => StubHandler.Respond(
                """{"data":[]}"""u8.ToArray(), request.Headers.Authorization is null ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);

            // The last token of the case before is used up, and the pause after refused tokens passes, which is five minutes at most.
            client.Stub.AnswerToken = () => StubHandler.Respond([], HttpStatusCode.ServiceUnavailable);
            await client.RecordAsync(fuzz, () => client.Sendcloud.GetLogsAsync());
            client.Trial.Time.Clock.Advance(TimeSpan.FromMinutes(5));

            int tokenRequests = 0;
            client.Stub.AnswerToken = () =>
            {
                tokenRequests++;
                return WithHeaders(StubHandler.Respond(body), fuzz);
            };

            Exception? error = await client.RecordAsync(fuzz, () => client.Sendcloud.GetLogsAsync());

            // Whatever token comes is refused, so that each case asks for a new one; without any, the endpoint itself is to blame.
            Assert.InRange(tokenRequests, 1, 2);
            return Assert.IsType<ApiAuthenticationException>(error).StatusCode == HttpStatusCode.Unauthorized ? "tokens" : "refused";
        });

        outcomes.AssertShares(10, "tokens", "refused");
        output.WriteLine(outcomes.Report("token answers, 0 undocumented exceptions"));
    }

    [Fact]
    public async Task Any_text_is_a_continuation_token_or_an_argument_that_is_refused()
    {
        Outcomes outcomes = await FuzzRun.RunAsync(Form.Of(1_000, 100_000), StartAsync, async (client, fuzz) =>
        {
            string token = AnyToken(fuzz.Random);
            fuzz.Shows([token]);
            client.Stub.Answer = _ => StubHandler.Respond("""{"data":[]}"""u8.ToArray());

            Exception? error = await client.RecordAsync(
                fuzz, async () => await client.Trial.Client.ElasticPath.GetAllLogsAsync().AsPages(token).ToListAsync());

            Assert.True(error is null or PagingException || (error is ArgumentException and not ArgumentOutOfRangeException), $"{error}");
            return error is ArgumentException ? "refused" : "read";
        });

        outcomes.AssertShares(2, "read", "refused");
        output.WriteLine(outcomes.Report("continuation tokens, 0 undocumented exceptions"));
    }

    private static Task<StubbedClient> StartAsync() => Task.FromResult(new StubbedClient());

    private static Task<StubbedClient> StartWithTokensAsync() => Task.FromResult(new StubbedClient(oauth: true));

    private static HttpResponseMessage WithHeaders(HttpResponseMessage response, FuzzCase fuzz)
    {
        foreach (string name in (string[])["Retry-After", "Location", "X-Request-Id", "Date", "WWW-Authenticate"])
        {
            for (int times = fuzz.Random.OneOf(0, 1, 1, 2); times > 0; times--)
            {
                response.Headers.TryAddWithoutValidation(name, AnyValue(fuzz.Random));
            }
        }

        response.Content.Headers.TryAddWithoutValidation("Content-Type", AnyValue(fuzz.Random));
        return response;
    }

    private static string AnyValue(Random random)
    {
        string value = random.OneOf(Values);
        return random.Once(3) ? value : new string(Mutation.Of(random, [.. value], HeaderTokens, chance => (char)chance.Next(' ', 0x100)));
    }

    /// <summary>One of this list, damaged or not; or of anything, with a checksum that is right.</summary>
    private static string AnyToken(Random random)
    {
        string place = random.OneOf("0", "5", "100", "-1", " 5", "+5", "1.5", "", "x", "2147483647", "2147483648", "99999999999999999999");
        ulong[] records = [.. Enumerable.Range(0, random.Next(4)).Select(_ => (ulong)random.NextInt64())];
        string token = ContinuationToken.Encode(
            random.Once(10) ? List with { List = "another list" } : List, new WalkPosition(place, records));
        switch (random.Next(4))
        {
            case 0:
                return token;
            case 1:
                byte[] content = Base64Url.DecodeFromChars(token.AsSpan(4))[..^8];
                content = Mutation.Of<byte>(random, content, [[0xFF], [0], [0x80, 0x80, 0x80]], chance => (byte)chance.Next(256));
                content = [.. content, .. SHA256.HashData(content).AsSpan(0, 8)];
                return "il2." + Base64Url.EncodeToString(content);
            default:
                char[][] tokens = [['.'], ['='], ['i', 'l', '1', '.'], [' ']];
                return new string(Mutation.Of(random, [.. token], tokens, chance => (char)chance.Next(0x250)));
        }
    }
}
