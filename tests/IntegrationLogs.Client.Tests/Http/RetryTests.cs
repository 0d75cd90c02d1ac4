using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Http;

public sealed class RetryTests
{
    private const int ElasticPath = (int)IntegrationVendor.ElasticPath;
    private const int Sendcloud = (int)IntegrationVendor.Sendcloud;

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_status_that_may_pass_is_tried_again_after_the_base_delay(int status)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await TestClient.StartAsync();
            test.Faults(vendor).Enqueue(Fault.Status(status));

            ResponseInfo info = await test.GetAsync(vendor);

            Assert.Equal(2, test.PageRequests);
            Assert.Equal(2, info.Attempts);
            Assert.Equal([TimeSpan.FromMilliseconds(375)], test.Time.Waits);
        }
    }

    [Theory]
    [InlineData(400, ElasticPath)]
    [InlineData(400, Sendcloud)]
    [InlineData(401, Sendcloud)]
    [InlineData(403, ElasticPath)]
    [InlineData(403, Sendcloud)]
    [InlineData(404, ElasticPath)]
    [InlineData(409, Sendcloud)]
    [InlineData(501, ElasticPath)]
    [InlineData(501, Sendcloud)]
    [InlineData(505, ElasticPath)]
    public async Task A_status_that_will_not_pass_is_not_tried_again(int status, int vendor)
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Faults((IntegrationVendor)vendor).Always(Fault.Status(status));

        var error = await Assert.ThrowsAnyAsync<VendorApiException>(() => test.GetAsync((IntegrationVendor)vendor));

        Assert.Equal(1, test.PageRequests);
        Assert.Equal((status, 1), ((int)error.StatusCode, error.Attempts));
        Assert.Empty(test.Time.Waits);
    }

    [Theory]
    [InlineData(0.0, new[] { 250, 500, 1000, 2000, 2500, 2500 })]
    [InlineData(0.5, new[] { 375, 750, 1500, 3000, 3750, 3750 })]
    [InlineData(1.0, new[] { 500, 1000, 2000, 4000, 5000, 5000 })]
    public async Task The_pauses_double_up_to_the_longest_and_half_of_each_is_left_to_chance(double random, int[] milliseconds)
    {
        await using TestClient test = await TestClient.StartAsync(
            options =>
            {
                options.Resilience.MaxRetries = 6;
                options.Resilience.MaxDelay = TimeSpan.FromSeconds(5);
            },
            random: random);
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(503), times: 6);

        ResponseInfo info = await test.GetSendcloudAsync();

        Assert.Equal(7, info.Attempts);
        Assert.Equal(milliseconds.Select(wait => TimeSpan.FromMilliseconds(wait)), test.Time.Waits);
    }

    [Fact]
    public async Task After_the_last_retry_the_answer_is_the_callers()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Always(Fault.Status(502));

        var error = await Assert.ThrowsAsync<VendorApiException>(() => test.GetSendcloudAsync());

        Assert.Equal(4, test.PageRequests);
        Assert.Equal((502, 4), ((int)error.StatusCode, error.Attempts));
        Assert.Equal(3, test.Time.Waits.Count);
    }

    [Fact]
    public async Task A_429_that_outlasts_the_retries_is_a_rate_limit()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.Faults.Always(Fault.Status(429));

        var error = await Assert.ThrowsAsync<ApiRateLimitException>(() => test.GetElasticPathAsync());

        Assert.Equal((4, null), (error.Attempts, error.RetryAfter));
    }

    [Fact]
    public async Task With_no_retries_allowed_the_first_answer_counts()
    {
        await using TestClient test = await TestClient.StartAsync(options => options.Resilience.MaxRetries = 0);
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(503));

        var error = await Assert.ThrowsAsync<VendorApiException>(() => test.GetSendcloudAsync());

        Assert.Equal((1, 1), (error.Attempts, test.PageRequests));
        Assert.Empty(test.Time.Waits);
    }

    [Fact]
    public async Task A_base_delay_of_zero_retries_at_once()
    {
        await using TestClient test = await TestClient.StartAsync(options => options.Resilience.BaseDelay = TimeSpan.Zero);
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(503), times: 3);

        ResponseInfo info = await test.GetSendcloudAsync();

        Assert.Equal(4, info.Attempts);
        Assert.DoesNotContain(test.Time.Waits, wait => wait > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_pause_that_does_not_fit_the_time_left_is_not_begun()
    {
        await using TestClient test = await TestClient.StartAsync(options =>
        {
            options.Resilience.BaseDelay = TimeSpan.FromSeconds(16);
            options.Resilience.TotalTimeout = TimeSpan.FromSeconds(25);
        });
        test.Vendors.Sendcloud.Faults.Always(Fault.Status(503));

        var error = await Assert.ThrowsAsync<VendorApiException>(() => test.GetSendcloudAsync());

        Assert.Equal(2, error.Attempts);
        Assert.Equal([TimeSpan.FromSeconds(12)], test.Time.Waits);
    }

    [Fact]
    public async Task A_token_request_is_tried_again_although_it_is_a_POST()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.TokenFaults.Enqueue(Fault.Status(503));
        test.Vendors.ElasticPath.TokenFaults.Enqueue(Fault.ResetInsideBody(10));

        ResponseInfo info = await test.GetElasticPathAsync();

        Assert.Equal(1, info.Attempts);
        RecordedRequest[] tokenRequests = [.. test.Vendors.Requests.Where(request => request.IsTokenRequest)];
        Assert.Equal(3, tokenRequests.Length);
        Assert.All(tokenRequests, request => Assert.Equal("POST", request.Method));
        Assert.All(tokenRequests, request => Assert.Equal("client_credentials", request.Form["grant_type"]));
        Assert.Equal([TimeSpan.FromMilliseconds(375), TimeSpan.FromMilliseconds(750)], test.Time.Waits);
    }

    [Fact]
    public async Task Faults_of_different_kinds_count_together()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(500));
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.ResetBeforeHeaders());
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Truncate(5));

        Assert.Equal(4, (await test.GetSendcloudAsync()).Attempts);
        Assert.Equal([375, 750, 1500], test.Time.Waits.Select(wait => wait.TotalMilliseconds));
    }

    [Fact]
    public void The_defaults_are_the_documented_ones()
    {
        var defaults = new ResilienceOptions();

        Assert.Equal(3, defaults.MaxRetries);
        Assert.Equal(TimeSpan.FromMilliseconds(500), defaults.BaseDelay);
        Assert.Equal(TimeSpan.FromSeconds(20), defaults.MaxDelay);
        Assert.Equal(TimeSpan.FromSeconds(15), defaults.AttemptTimeout);
        Assert.Equal(TimeSpan.FromSeconds(60), defaults.TotalTimeout);
        Assert.Equal(16 * 1024 * 1024, defaults.MaxResponseBytes);
        Assert.Equal(TimeSpan.FromMinutes(2), defaults.MaxRateLimitWait);
    }
}
