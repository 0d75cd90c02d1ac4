using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Authentication;

public sealed class TokenSharingTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    [Fact]
    public async Task Two_hundred_callers_on_a_cold_cache_cost_one_token_request()
    {
        var gate = new Gate();
        await using TestClient test = await StartAsync(request => IsToken(request) ? gate.PassAsync() : Task.CompletedTask);

        Task<ResponseInfo>[] callers = [.. Enumerable.Range(0, 200).Select(_ => test.GetElasticPathAsync())];
        await gate.Reached;
        Assert.Empty(test.Vendors.Requests);
        gate.Open();
        await Task.WhenAll(callers);

        Assert.Equal((1, 1), (TokenRequests(test), test.Vendors.ElasticPath.TokensIssued));
        Assert.Equal(200, test.PageRequests);
    }

    [Fact]
    public async Task A_token_is_replaced_sixty_seconds_before_it_expires_and_not_earlier()
    {
        await using TestClient test = await StartAsync();
        await test.GetElasticPathAsync();

        test.Time.Clock.Advance(Lifetime - TimeSpan.FromSeconds(61));
        await test.GetElasticPathAsync();
        Assert.Equal(1, TokenRequests(test));

        test.Time.Clock.Advance(TimeSpan.FromSeconds(1));
        await test.GetElasticPathAsync();
        await Eventually.IsTrueAsync(() => TokenRequests(test) == 2);
        Assert.DoesNotContain(test.Vendors.Requests, request => request.Status == 401);
    }

    [Fact]
    public async Task A_hundred_refusals_of_one_token_cost_one_more_token_request()
    {
        // All hundred go out with the old token before the first of them is refused.
        var together = new Gate(opensAt: 100);
        bool isStorm = false;
        await using TestClient test = await StartAsync(
            request => isStorm && !IsToken(request) ? together.PassAsync() : Task.CompletedTask);
        await test.GetElasticPathAsync();
        test.Vendors.ElasticPath.ExpireTokens();
        test.Vendors.ClearRequests();
        isStorm = true;

        Task<ResponseInfo>[] callers = [.. Enumerable.Range(0, 100).Select(_ => test.GetElasticPathAsync())];
        ResponseInfo[] infos = await Task.WhenAll(callers);

        Assert.Equal((1, 2), (TokenRequests(test), test.Vendors.ElasticPath.TokensIssued));
        Assert.Equal(200, test.PageRequests);
        Assert.All(infos, info => Assert.Equal(2, info.Attempts));
    }

    [Fact]
    public async Task A_late_refusal_of_a_token_that_was_replaced_costs_no_token_request()
    {
        int sent = 0;
        var late = new Gate();
        await using TestClient test = await StartAsync(
            request => !IsToken(request) && Interlocked.Increment(ref sent) == 2 ? late.PassAsync() : Task.CompletedTask);
        await test.GetElasticPathAsync();
        Task<ResponseInfo> slow = test.GetElasticPathAsync();
        await late.Reached;
        test.Vendors.ElasticPath.ExpireTokens();
        await test.GetElasticPathAsync();

        late.Open();
        ResponseInfo info = await slow;

        Assert.Equal(2, info.Attempts);
        Assert.Equal(2, test.Vendors.ElasticPath.TokensIssued);
    }

    [Fact]
    public async Task When_the_caller_who_began_a_fetch_goes_the_others_get_the_token()
    {
        var gate = new Gate();
        await using TestClient test = await StartAsync(request => IsToken(request) ? gate.PassAsync() : Task.CompletedTask);
        using var source = new CancellationTokenSource();

        Task<ResponseInfo> leader = test.GetElasticPathAsync(source.Token);
        await gate.Reached;
        Task<ResponseInfo>[] others = [.. Enumerable.Range(0, 10).Select(_ => test.GetElasticPathAsync())];
        await source.CancelAsync();
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        gate.Open();
        await Task.WhenAll(others);

        Assert.Equal(source.Token, cancelled.CancellationToken);
        Assert.Equal(1, TokenRequests(test));
        Assert.Equal(10, test.PageRequests);
    }

    [Fact]
    public async Task A_failed_fetch_fails_for_all_who_wait_and_for_nobody_after()
    {
        var gate = new Gate();
        await using TestClient test = await StartAsync(request => IsToken(request) ? gate.PassAsync() : Task.CompletedTask);
        test.Vendors.ElasticPath.TokenFaults.Enqueue(Fault.Status(401));

        Task<ResponseInfo>[] callers = [.. Enumerable.Range(0, 20).Select(_ => test.GetElasticPathAsync())];
        await gate.Reached;
        gate.Open();
        foreach (Task<ResponseInfo> caller in callers)
        {
            await Assert.ThrowsAsync<ApiAuthenticationException>(() => caller);
        }

        Assert.Equal((1, 0), (TokenRequests(test), test.PageRequests));
        await test.GetElasticPathAsync();
        Assert.Equal((2, 1), (TokenRequests(test), test.PageRequests));
    }

    [Fact]
    public async Task A_second_refusal_after_the_replay_is_the_callers()
    {
        await using TestClient test = await StartAsync();
        test.Vendors.ElasticPath.Faults.Always(Fault.Status(401));

        var error = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());

        Assert.Equal((2, 2, 2), (test.PageRequests, error.Attempts, TokenRequests(test)));
        string[] sent = [.. test.Vendors.Requests.Where(request => !request.IsTokenRequest).Select(request => request.Headers["Authorization"])];
        Assert.NotEqual(sent[0], sent[1]);
    }

    [Fact]
    public async Task The_replay_after_a_refusal_is_retried_like_any_request()
    {
        await using TestClient test = await StartAsync();
        await test.GetElasticPathAsync();
        test.Vendors.ElasticPath.ExpireTokens();
        test.Vendors.ElasticPath.Faults.At(3, Fault.Status(503));

        ResponseInfo info = await test.GetElasticPathAsync();

        Assert.Equal(3, info.Attempts);
        Assert.Equal(2, TokenRequests(test));
    }

    private static Task<TestClient> StartAsync(Func<HttpRequestMessage, Task>? sending = null) =>
        TestClient.StartAsync(build: builder => Intercept.Add(builder, sending), server: options => options.ElasticPath.TokenLifetime = Lifetime);

    private static bool IsToken(HttpRequestMessage request) => request.RequestUri!.AbsolutePath == "/oauth/access_token";

    private static int TokenRequests(TestClient test) => test.Vendors.Requests.Count(request => request.IsTokenRequest);
}
