using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using IntegrationLogs.Client.Tests.OwnApis;
using IntegrationLogs.Client.Tests.VendorStubs;
using WireMock.RequestBuilders;

namespace IntegrationLogs.Client.Tests.Http.Pacing;

/// <summary>One answer that asks to wait holds every request of its account.</summary>
public sealed class AccountPauseTests
{
    public static TheoryData<int, string?> Limits => new() { { 429, "30" }, { 503, "30" }, { 403, "30" }, { 429, null } };

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task One_refused_call_holds_all_others(int status, string? retryAfter)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await TestClient.StartAsync(options =>
            {
                HasAllTheTime(options);
                options.ElasticPath.RateLimit.Enabled = options.Sendcloud.RateLimit.Enabled = true;
            });
            test.Time.SkipsWaits = false;
            test.Faults(vendor).Enqueue(Fault.Status(status, retryAfter));
            var paused = new Gate();
            test.Time.Waiting = _ => paused.PassAsync();
            Task<ResponseInfo> first = test.GetAsync(vendor);
            await paused.Reached;
            int timeouts = test.Time.Timeouts.Count;

            Task<ResponseInfo>[] others = [.. Enumerable.Range(0, 199).Select(_ => test.GetAsync(vendor))];
            await Eventually.IsTrueAsync(() => test.Time.Timeouts.Count >= timeouts + 199);
            Assert.Equal(1, test.PageRequests);
            await AdvanceUntilAsync(test, Task.WhenAll([first, .. others]));

            Assert.Equal(201, test.PageRequests);
            Assert.Equal(2, (await first).Attempts);
            Assert.All(others, other => Assert.Equal(1, other.Result.Attempts));
        }
    }

    [Fact]
    public async Task A_success_of_what_was_under_way_does_not_end_it()
    {
        var gate = new Gate();
        await using TestClient test = await TestClient.StartAsync(build: builder => Intercept.Add(
            builder,
            sending: request => request.RequestUri!.AbsolutePath.EndsWith("/integrations", StringComparison.Ordinal) ? gate.PassAsync() : Task.CompletedTask));
        test.Time.SkipsWaits = false;
        var paused = new Gate();
        test.Time.Waiting = _ => paused.PassAsync();
        Task<List<SendcloudIntegration>> underWay = test.Client.Sendcloud.GetIntegrationsAsync().ToListAsync();
        await gate.Reached;
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(429, retryAfter: "30"));
        Task<ResponseInfo> refused = test.GetSendcloudAsync();
        await paused.Reached;

        gate.Open();
        Assert.NotEmpty(await underWay);
        test.Time.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(2, test.PageRequests);
        test.Time.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, (await refused).Attempts);
    }

    [Fact]
    public async Task Who_may_not_wait_so_long_fails_at_once_without_asking()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(429, retryAfter: "3600"));
        await Assert.ThrowsAsync<ApiRateLimitException>(() => test.GetSendcloudAsync());
        test.Time.Clock.Advance(TimeSpan.FromMinutes(10));

        var error = await Assert.ThrowsAsync<ApiRateLimitException>(() => test.GetSendcloudAsync());

        Assert.Equal((429, TimeSpan.FromMinutes(50), 0, 1), ((int)error.StatusCode, error.RetryAfter, error.Attempts, test.PageRequests));
        Assert.Equal(
            "Sendcloud: GET /integrations/logs was not sent: Sendcloud has answered another request of this account with 429, and the account is "
            + "paused for 3000 s. Resilience.MaxRateLimitWait allows a wait of 120 s.",
            error.Message);
        test.Time.Clock.Advance(TimeSpan.FromMinutes(49));
        Assert.Equal(1, (await test.GetSendcloudAsync()).Attempts);
        Assert.Equal([TimeSpan.FromMinutes(1)], test.Time.Waits);
    }

    [Theory]
    [InlineData(1, 60)]
    [InlineData(120, 120)]
    public async Task After_the_longest_pause_the_vendor_is_asked_again(int maxWait, int minutes)
    {
        await using TestClient test = await TestClient.StartAsync(
            options => options.Resilience.MaxRateLimitWait = TimeSpan.FromMinutes(maxWait));
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(503, retryAfter: "99999999999"));
        var first = await Assert.ThrowsAsync<ApiRateLimitException>(() => test.GetSendcloudAsync());
        Assert.Equal((TimeSpan.FromDays(24), 1), (first.RetryAfter, first.Attempts));
        test.Time.Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(1, (await test.GetSendcloudAsync()).Attempts);
        Assert.Empty(test.Time.Waits);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wait_ends_at_once_with_its_caller_or_its_client(bool isCaller)
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Time.SkipsWaits = false;
        test.Vendors.Sendcloud.Faults.Always(Fault.Status(429, retryAfter: "30"));
        var paused = new Gate();
        test.Time.Waiting = _ => paused.PassAsync();
        using var source = new CancellationTokenSource();
        Task<ResponseInfo>[] calls = [.. Enumerable.Range(0, 5).Select(_ => test.GetSendcloudAsync(source.Token))];
        await paused.Reached;

        if (isCaller)
        {
            await source.CancelAsync();
        }
        else
        {
            await test.Client.DisposeAsync();
        }

        foreach (Task<ResponseInfo> call in calls)
        {
            Exception? error = await Record.ExceptionAsync(() => call);
            if (isCaller)
            {
                Assert.Equal(source.Token, Assert.IsAssignableFrom<OperationCanceledException>(error).CancellationToken);
            }
            else
            {
                Assert.IsType<ObjectDisposedException>(error);
            }
        }

        Assert.Equal(0, test.Time.Clock.PendingTimers);
    }

    [Fact]
    public async Task A_request_that_is_not_retried_pauses_its_account_all_the_same()
    {
        await using OwnApiClient<IStoreApi> own = OwnApiClient.Store();
        own.Once(
            Request.Create().UsingPost().WithPath("/v2/integrations"),
            VendorAnswer.Status(429).WithHeader("Retry-After", "40"),
            VendorAnswer.Json("{}"));
        own.Vendors.Given(VendorRequest.AllLogs(IntegrationVendor.ElasticPath)).RespondWith(VendorAnswer.Json(VendorAnswer.EmptyPage));

        var error = await Assert.ThrowsAsync<ApiRateLimitException>(() => own.Api.CreateAsync(new NamedIntegration("a", "b")));
        Assert.Empty(own.Vendors.Time.Waits);
        await own.Vendors.GetAsync(IntegrationVendor.ElasticPath);

        Assert.Equal((1, TimeSpan.FromSeconds(40)), (error.Attempts, error.RetryAfter));
        Assert.Equal([TimeSpan.FromSeconds(40)], own.Vendors.Time.Waits);
    }

    [Fact]
    public async Task A_limit_met_by_the_replay_after_a_401_is_waited_for()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Status(401));
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Status(429, retryAfter: "20"));

        ResponseInfo info = await test.GetElasticPathAsync();

        Assert.Equal(3, info.Attempts);
        Assert.Equal([TimeSpan.FromSeconds(20)], test.Time.Waits);
    }

    [Fact]
    public async Task A_token_is_asked_for_before_the_calls_that_wait_for_their_turn()
    {
        await using TestClient test = await TestClient.StartAsync(options =>
        {
            HasAllTheTime(options);
            options.ElasticPath.RateLimit = new() { PermitLimit = 1, Window = TimeSpan.FromSeconds(1), Burst = 1 };
        });
        test.Vendors.ElasticPath.TokenFaults.Enqueue(Fault.Status(429, retryAfter: "30"));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => test.GetElasticPathAsync()));

        Assert.Equal((2, 20), (test.Vendors.Requests.Count(request => request.IsTokenRequest), test.PageRequests));
        Assert.Equal([true, true], test.Vendors.Requests.Take(2).Select(request => request.IsTokenRequest));
    }

    [Fact]
    public async Task Tokens_of_Sendcloud_pause_for_themselves()
    {
        await using TestClient test = await TestClient.StartAsync(
            server: options => options.Sendcloud.Authentication = SendcloudAuthentication.OAuth2);
        await test.GetSendcloudAsync();
        test.Time.Clock.Advance(TimeSpan.FromMinutes(59.5));
        test.Vendors.Sendcloud.TokenFaults.Always(Fault.Status(429, retryAfter: "3600"));

        Assert.Equal(1, (await test.GetSendcloudAsync()).Attempts);
        await Eventually.IsTrueAsync(() => test.Vendors.Requests.Count(request => request.IsTokenRequest) == 2);
        Assert.Equal(1, (await test.GetSendcloudAsync()).Attempts);

        Assert.Empty(test.Time.Waits);
    }

    [Fact]
    public async Task MaxRateLimitWait_of_zero_waits_for_no_limit()
    {
        await using TestClient test = await TestClient.StartAsync(options => options.Resilience.MaxRateLimitWait = TimeSpan.Zero);
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(429));

        var error = await Assert.ThrowsAsync<ApiRateLimitException>(() => test.GetSendcloudAsync());

        Assert.Equal(1, error.Attempts);
        Assert.Empty(test.Time.Waits);
    }

    [Fact]
    public async Task A_pause_holds_where_the_limit_is_switched_off()
    {
        await using TestClient test = await TestClient.StartAsync(options => options.Sendcloud.RateLimit.Enabled = false);
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(429, retryAfter: "5"));

        await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => test.GetSendcloudAsync()));

        Assert.Equal([TimeSpan.FromSeconds(5)], test.Time.Waits);
    }

    [Fact]
    public async Task The_total_time_does_not_run_while_a_call_waits_for_its_turn()
    {
        await using TestClient test = await TestClient.StartAsync(options =>
            options.Sendcloud.RateLimit = new() { PermitLimit = 1, Window = TimeSpan.FromMinutes(10), Burst = 1 });

        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(1, (await test.GetSendcloudAsync()).Attempts);
        }

        Assert.Equal([10, 10, 10], test.Time.Waits.Select(wait => wait.TotalMinutes));
    }

    /// <summary>Simulated time passes faster than answers come over sockets.</summary>
    private static void HasAllTheTime(IntegrationLogsClientOptions options) =>
        options.Resilience.AttemptTimeout = options.Resilience.TotalTimeout = TimeSpan.FromDays(1);

    /// <summary>Moves time on, tenth of a second by tenth of a second, until a task is done.</summary>
    private static async Task AdvanceUntilAsync(TestClient test, Task task)
    {
        // Ten minutes are enough for every wait, and far from the time an attempt has: sockets take theirs.
        for (int i = 0; i < 6_000 && !task.IsCompleted; i++)
        {
            test.Time.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(task, Task.Run(() => { }));
        }

        await task.WaitAsync(TimeSpan.FromMinutes(1));
    }
}
