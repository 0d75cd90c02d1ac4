using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Authentication;

/// <summary>Where the vendor refuses the credentials, or every token it gives, it is not asked with every call.</summary>
public sealed class RefusedForGoodTests
{
    private static readonly Cases<(Action<TestClient> Refuse, Action<TestClient> Mend)> Refusals = new()
    {
        {
            "the credentials",
            (test => test.Vendors.ElasticPath.TokenFaults.Always(Fault.Status(401)), test => test.Vendors.ElasticPath.TokenFaults.Clear())
        },
        {
            "the client",
            (test => test.Vendors.ElasticPath.TokenFaults.Always(Fault.Status(400, body: """{"error":"invalid_client"}""")),
            test => test.Vendors.ElasticPath.TokenFaults.Clear())
        },
        {
            "every token",
            (test => test.Vendors.ElasticPath.Faults.Always(Fault.Status(401)), test => test.Vendors.ElasticPath.Faults.Clear())
        },
    };

    public static TheoryData<string> RefusalsNames => Refusals.Names;

    [Theory]
    [MemberData(nameof(RefusalsNames))]
    public async Task Fifty_calls_cost_three_tokens(string what)
    {
        await using TestClient test = await TestClient.StartAsync();
        Refusals[what].Refuse(test);

        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(401, StatusOf(await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync())));
        }

        Assert.Equal(3, TokenRequests(test));
        Assert.InRange(test.PageRequests, 0, 5);
    }

    [Theory]
    [MemberData(nameof(RefusalsNames))]
    public async Task The_pauses_double_up_to_five_minutes(string what)
    {
        await using TestClient test = await TestClient.StartAsync();
        Refusals[what].Refuse(test);
        for (int i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());
        }

        foreach (int seconds in (int[])[1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
        {
            int before = TokenRequests(test);
            test.Time.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            var early = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());
            Assert.Equal((before, TimeSpan.FromMilliseconds(1)), (TokenRequests(test), early.RetryAfter));

            test.Time.Clock.Advance(TimeSpan.FromMilliseconds(1));
            for (int i = 0; i < 3; i++)
            {
                await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());
            }

            Assert.Equal(before + 1, TokenRequests(test));
        }
    }

    [Theory]
    [MemberData(nameof(RefusalsNames))]
    public async Task The_exception_says_how_often_and_when_the_next_try_is(string what)
    {
        await using TestClient test = await TestClient.StartAsync();
        Refusals[what].Refuse(test);
        for (int i = 0; i < 4; i++)
        {
            await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());
        }

        var error = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());

        Assert.EndsWith(
            " That was 3 times in a row; it is asked again from 2024-01-01T00:00:01.000Z on.", error.Message, StringComparison.Ordinal);
        Assert.Equal((IntegrationVendor.ElasticPath, TimeSpan.FromSeconds(1)), (error.Vendor, error.RetryAfter));
        Assert.Equal(
            what switch { "the client" => ["invalid_client"], "the credentials" => [null], _ => Array.Empty<string?>() },
            error.Errors.Select(one => one.Code));
        Assert.Equal(what == "the client" ? 400 : 401, (int)error.StatusCode);
        Assert.Equal(what == "every token" ? 0 : 1, error.Attempts);
        Assert.Equal(what == "every token" ? null : "POST /oauth/access_token", error.Endpoint);
        Assert.StartsWith(
            what == "every token"
                ? "ElasticPath refused each access token that it had just given (401). "
                : "ElasticPath answered POST /oauth/access_token with ",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the credentials")]
    [InlineData("the client")]
    public async Task The_call_that_is_refused_last_says_so_itself(string what)
    {
        await using TestClient test = await TestClient.StartAsync();
        Refusals[what].Refuse(test);
        List<string> messages = [];
        for (int i = 0; i < 3; i++)
        {
            messages.Add((await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync())).Message);
        }

        Assert.Equal(3, TokenRequests(test));
        Assert.Equal(
            [false, false, true], messages.Select(message => message.Contains("That was 3 times in a row", StringComparison.Ordinal)));
    }

    /// <summary>A gateway's error says nothing of the token; an answer of the vendor's does, even that there is no such thing.</summary>
    [Theory]
    [InlineData(500, 3)]
    [InlineData(404, 4)]
    public async Task What_shows_that_a_token_was_taken_ends_the_pauses(int status, int tokens)
    {
        await using TestClient test = await TestClient.StartAsync(options => options.Resilience.MaxRetries = 0);
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Status(401));
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Status(401));
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Status(status));
        test.Vendors.ElasticPath.Faults.Always(Fault.Status(401));
        for (int i = 0; i < 6; i++)
        {
            await Assert.ThrowsAnyAsync<VendorApiException>(() => test.GetElasticPathAsync());
        }

        Assert.Equal(tokens, TokenRequests(test));
    }

    [Theory]
    [MemberData(nameof(RefusalsNames))]
    public async Task A_success_ends_the_pauses(string what)
    {
        await using TestClient test = await TestClient.StartAsync();
        for (int round = 1; round <= 2; round++)
        {
            Refusals[what].Refuse(test);
            test.Vendors.ElasticPath.ExpireTokens();
            test.Vendors.ClearRequests();
            for (int i = 0; i < 10; i++)
            {
                await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());
            }

            // The token that was taken before counts as a refusal, too.
            Assert.Equal(4 - round, TokenRequests(test));
            Refusals[what].Mend(test);
            test.Time.Clock.Advance(TimeSpan.FromSeconds(1));
            await test.GetElasticPathAsync();
        }
    }

    [Fact]
    public async Task Tokens_that_expire_early_one_by_one_cost_no_pause()
    {
        await using TestClient test = await TestClient.StartAsync();
        for (int i = 0; i < 20; i++)
        {
            test.Vendors.ElasticPath.ExpireTokens();

            await test.GetElasticPathAsync();
        }

        Assert.Equal(20, TokenRequests(test));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_token_endpoint_that_fails_is_asked_with_every_call(int status)
    {
        await using TestClient test = await TestClient.StartAsync(options => options.Resilience.MaxRetries = 0);
        test.Vendors.ElasticPath.TokenFaults.Always(Fault.Status(status));

        for (int i = 0; i < 10; i++)
        {
            await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());
        }

        Assert.Equal(10, TokenRequests(test));
    }

    private static int StatusOf(ApiAuthenticationException error) => (int)error.StatusCode == 400 ? 401 : (int)error.StatusCode;

    private static int TokenRequests(TestClient test) => test.Vendors.Requests.Count(request => request.IsTokenRequest);
}
