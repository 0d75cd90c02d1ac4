using IntegrationLogs.Client.Testing;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.TokenStorm;

[Collection(Storm.Turns)]
public sealed class FailingTokenEndpointTests(ITestOutputHelper output)
{
    private const int MaxResponseBytes = 2_048;

    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>How it fails, what all callers get, and how many requests that costs in all.</summary>
    private static readonly (string What, Fault Fault, Type Error, int Requests)[] Failures =
    [
        ("400", Fault.Status(400, body: """{"error":"invalid_client"}"""), typeof(ApiAuthenticationException), 1),
        ("401", Fault.Status(401), typeof(ApiAuthenticationException), 1),
        ("403", Fault.Status(403), typeof(ApiAuthenticationException), 1),
        ("404", Fault.Status(404), typeof(ApiAuthenticationException), 1),
        ("redirect", Fault.Redirect(new Uri("https://login.example/?token=kan4ry-redirect")), typeof(ApiAuthenticationException), 1),
        ("500", Fault.Status(500), typeof(ApiAuthenticationException), 4),
        ("503", Fault.Status(503), typeof(ApiAuthenticationException), 4),
        ("503, an hour", Fault.Status(503, retryAfter: "3600"), typeof(ApiRateLimitException), 1),
        ("503, a second", Fault.Status(503, retryAfter: "1"), typeof(ApiRateLimitException), 4),
        ("429", Fault.Status(429), typeof(ApiRateLimitException), 4),
        ("429, two minutes", Fault.Status(429, retryAfter: "120"), typeof(ApiRateLimitException), 2),
        ("429, longer than that", Fault.Status(429, retryAfter: "121"), typeof(ApiRateLimitException), 1),
        ("reset", Fault.ResetBeforeHeaders(), typeof(ApiConnectionException), 4),
        ("reset inside the body", Fault.ResetInsideBody(5), typeof(ApiConnectionException), 4),
        ("cut off", Fault.Truncate(5), typeof(ApiConnectionException), 4),
        ("damaged compression", Fault.Bytes(new byte[] { 1, 2, 3 }, "gzip"), typeof(ApiConnectionException), 4),
        ("too long", Fault.Answer(new string(' ', MaxResponseBytes + 1)), typeof(ApiResponseFormatException), 1),
        ("204", Fault.Status(204), typeof(ApiAuthenticationException), 1),
        ("HTML", Fault.Answer("<html>kan4ry</html>", "text/html"), typeof(ApiAuthenticationException), 1),
        ("form", Fault.Answer("access_token=kan4ry-in-a-form"), typeof(ApiAuthenticationException), 1),
        .. Nonsense(
            "", " ", "null", "[]", """[{"access_token":"kan4ry-in-a-list"}]""", "\"kan4ry-alone\"", "5", "{}",
            """{"token_type":"Bearer","expires_in":3600}""", """{"Access_Token":"kan4ry-misspelt"}""", """{"access_token":null}""",
            """{"access_token":12345678}""", """{"access_token":true}""", """{"access_token":["kan4ry-listed"]}""",
            """{"access_token":{"value":"kan4ry-inside"}}""", """{"access_token":""}""", """{"access_token":"   "}""",
            """{"access_token":"kan4ry with spaces"}""", """{"access_token":"kan4ry-tab\t"}""",
            """{"access_token":"kan4ry\r\nX-Evil: 1"}""",
            """{"access_token":"kan4ry-end\n"}""", """{"access_token":"kan4ry-nul\u0000"}""", """{"access_token":"kan4ry-tökén"}""",
            """{"access_token":"kan4ry-\ud83d\ude00"}""", """{"access_token":"kan4ry-\ud800"}"""),
        ("cut JSON", Fault.Answer("""{"access_token":"kan4ry-cut"""), typeof(ApiAuthenticationException), 4),
        ("another type", Fault.Answer("""{"access_token":"kan4ry-mac","token_type":"mac"}"""), typeof(ApiAuthenticationException), 1),
    ];

    public static TheoryData<IntegrationVendor> Vendors => Storm.Vendors;

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Callers_of_a_failing_token_endpoint_get_one_failure_and_the_next_ones_ask_again(IntegrationVendor vendor)
    {
        await using Storm storm = await Storm.StartAsync(vendor, options => options.Resilience.MaxResponseBytes = MaxResponseBytes);
        foreach ((string what, Fault fault, Type type, int requests) in Failures)
        {
            storm.TokenFaults.Always(fault);
            for (int wave = 1; wave <= 2; wave++)
            {
                IReadOnlyList<Exception?> outcomes = await storm.CallOnOneFetchAsync(Storm.SomeCallers);

                Exception? shared = Assert.Single(outcomes.Distinct());
                Assert.True(shared?.GetType() == type, $"{what}: {shared}");
                Assert.Equal((what, (requests, 0)), (what, storm.TakeRequests()));
                if (type == typeof(ApiRateLimitException))
                {
                    storm.Trial.Time.Clock.Advance(LongestPause);
                }
            }

            storm.TokenFaults.Clear();
            await storm.CallAsync();
            Assert.Equal((what, (1, 1)), (what, storm.TakeRequests()));
            storm.Trial.Time.Clock.Advance(Storm.TokenLifetime);
        }

        await storm.Trial.EndAsync();
        output.WriteLine(
            $"Token storm: {vendor}, {Failures.Length} failures of the token endpoint, {Storm.SomeCallers:N0} callers each: "
            + "1 fetch, 1 failure, asked again by the next");
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task While_a_token_endpoint_wants_no_requests_callers_fail_at_once_without_one(IntegrationVendor vendor)
    {
        await using Storm storm = await Storm.StartAsync(vendor);
        storm.TokenFaults.Always(Fault.Status(503, retryAfter: "3600"));
        await storm.CallOnOneFetchAsync(Storm.SomeCallers);
        Assert.Equal((1, 0), storm.TakeRequests());
        storm.Trial.Time.Clock.Advance(TimeSpan.FromMinutes(50));

        IReadOnlyList<Exception?> outcomes = await storm.OutcomesAsync(storm.Begin(Storm.SomeCallers));

        Assert.All(outcomes, outcome =>
        {
            var error = Assert.IsType<ApiRateLimitException>(outcome);
            Assert.Equal((503, TimeSpan.FromMinutes(10), 0), ((int)error.StatusCode, error.RetryAfter, error.Attempts));
        });
        Assert.Equal((0, 0), storm.TakeRequests());
        Assert.Empty(storm.Trial.Time.Waits);
        storm.TokenFaults.Clear();
        storm.Trial.Time.Clock.Advance(TimeSpan.FromMinutes(10));
        await storm.CallAsync();
        Assert.Equal((1, 1), storm.TakeRequests());
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Callers_of_a_token_endpoint_that_stalls_are_out_of_time_together(IntegrationVendor vendor)
    {
        await using Storm storm = await Storm.StartAsync(vendor);
        storm.TokenFaults.Always(Fault.StallBeforeHeaders());

        Task<ResponseInfo>[] callers = storm.Begin(Storm.SomeCallers);
        for (int attempt = 1; attempt <= 4; attempt++)
        {
            await Eventually.IsTrueAsync(() => storm.TokenFaults.RequestsSeen == attempt);
            storm.Trial.Time.Clock.Advance(AttemptTimeout);
        }

        IReadOnlyList<Exception?> outcomes = await storm.OutcomesAsync(callers);

        Assert.All(outcomes, error => Assert.True(Assert.IsType<ApiConnectionException>(error).IsTimeout));
        Assert.All(outcomes, error => Assert.Contains("token", error!.Message, StringComparison.Ordinal));
        Assert.Equal((4, 0), storm.TakeRequests());

        // The fetch is out of time a little later than those who wait for it, and who comes until then waits for it, too.
        await Eventually.IsTrueAsync(() => storm.Logged("TokenFailed") == 1);
        storm.TokenFaults.Clear();
        await storm.CallAsync();
        Assert.Equal((1, 1), storm.TakeRequests());
        output.WriteLine($"Token storm: {vendor}, token endpoint stalls: 4 token requests, {Storm.SomeCallers:N0} callers out of time");
    }

    private static IEnumerable<(string What, Fault Fault, Type Error, int Requests)> Nonsense(params IEnumerable<string> bodies) =>
        bodies.Select(body => (body, Fault.Answer(body), typeof(ApiAuthenticationException), 1));
}
