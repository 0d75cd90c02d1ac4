using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using IntegrationLogs.Client.Tests.VendorStubs;

namespace IntegrationLogs.Client.Tests.Http;

public sealed class RetryAfterTests
{
    [Theory]
    [InlineData(429, "7", 7)]
    [InlineData(503, "7", 7)]
    [InlineData(429, "60", 60)]
    [InlineData(503, "60", 60)]
    [InlineData(429, "120", 120)]
    [InlineData(500, "3", 3)]
    [InlineData(408, "3", 3)]
    [InlineData(403, "7", 7)]
    [InlineData(403, "Mon, 01 Jan 2024 00:00:42 GMT", 42)]
    [InlineData(429, "0.25", 0.25)]
    [InlineData(429, "Mon, 01 Jan 2024 00:00:42 GMT", 42)]
    [InlineData(503, "Monday, 01-Jan-24 00:00:42 GMT", 42)]
    [InlineData(503, "Mon Jan  1 00:00:42 2024", 42)]
    public async Task Is_waited_in_full_and_not_longer(int status, string retryAfter, double seconds)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await WithoutDateAsync();
            test.Faults(vendor).Enqueue(Fault.Status(status, retryAfter));

            ResponseInfo info = await test.GetAsync(vendor);

            Assert.Equal(2, info.Attempts);
            Assert.Equal([TimeSpan.FromSeconds(seconds)], test.Time.Waits);
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("Sun, 31 Dec 2023 23:59:59 GMT")]
    public async Task That_asks_for_no_time_leaves_the_pause_to_the_client(string retryAfter)
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(503, retryAfter));

        await test.GetSendcloudAsync();

        Assert.Equal([TimeSpan.FromMilliseconds(375)], test.Time.Waits);
    }

    [Theory]
    [InlineData(429, "0")]
    [InlineData(429, "soon")]
    [InlineData(403, "0")]
    [InlineData(503, "0")]
    [InlineData(503, "-5")]
    [InlineData(503, "soon")]
    [InlineData(503, "")]
    [InlineData(503, "Sun, 31 Dec 2023 23:59:59 GMT")]
    [InlineData(500, "0")]
    [InlineData(408, "0")]
    public async Task For_ever_is_a_rate_limit_whatever_it_says(int status, string retryAfter)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await WithoutDateAsync();
            test.Faults(vendor).Always(Fault.Status(status, retryAfter));

            var error = await Assert.ThrowsAsync<ApiRateLimitException>(() => test.GetAsync(vendor));

            Assert.Equal((status, 4, null), ((int)error.StatusCode, error.Attempts, error.RetryAfter));
            Assert.Equal([375, 750, 1500], test.Time.Waits.Select(wait => wait.TotalMilliseconds));
        }
    }

    [Theory]
    [InlineData(429, "121", 121)]
    [InlineData(503, "121", 121)]
    [InlineData(403, "121", 121)]
    [InlineData(503, "Mon, 01 Jan 2024 01:00:00 GMT", 3600)]
    [InlineData(429, "99999999999999999999", 24 * 86400)]
    public async Task That_is_longer_than_MaxRateLimitWait_fails_at_once(int status, string retryAfter, int seconds)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await WithoutDateAsync();
            test.Faults(vendor).Always(Fault.Status(status, retryAfter));

            var error = await Assert.ThrowsAsync<ApiRateLimitException>(() => test.GetAsync(vendor));

            Assert.Equal(TimeSpan.FromSeconds(seconds), error.RetryAfter);
            Assert.Equal((status, 1, 1), ((int)error.StatusCode, error.Attempts, test.PageRequests));
            Assert.Empty(test.Time.Waits);
            Assert.Equal(test.Time.Clock.Start, test.Time.Clock.GetUtcNow());
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task As_a_date_is_measured_by_the_vendors_clock(int minutesAhead)
    {
        DateTimeOffset vendorsNow = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutesAhead);
        await using TestClient test = await TestClient.StartAsync(
            build: builder => Intercept.Add(builder, received: response => response.Headers.Date = vendorsNow));
        test.Vendors.Sendcloud.Faults.Enqueue(
            Fault.Status(503, vendorsNow.AddSeconds(2).ToString("r", System.Globalization.CultureInfo.InvariantCulture)));

        await test.GetSendcloudAsync();

        Assert.Equal([TimeSpan.FromSeconds(2)], test.Time.Waits);
    }

    [Fact]
    public async Task Is_measured_against_what_earlier_waits_left_of_MaxRateLimitWait()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(429, retryAfter: "100"));
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(429, retryAfter: "21"));

        var error = await Assert.ThrowsAsync<ApiRateLimitException>(() => test.GetSendcloudAsync());

        Assert.Equal((2, TimeSpan.FromSeconds(21)), (error.Attempts, error.RetryAfter));
        Assert.Equal([TimeSpan.FromSeconds(100)], test.Time.Waits);
    }

    [Fact]
    public async Task Is_no_part_of_the_total_time()
    {
        await using TestClient test = await TestClient.StartAsync(options =>
        {
            options.Resilience.TotalTimeout = options.Resilience.AttemptTimeout;
            options.Resilience.MaxRateLimitWait = TimeSpan.FromHours(1);
        });
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(429, retryAfter: "1000"), times: 3);

        ResponseInfo info = await test.GetSendcloudAsync();

        Assert.Equal(4, info.Attempts);
        Assert.Equal([1000, 1000, 1000], test.Time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task Is_not_cut_to_the_clients_own_longest_pause()
    {
        await using TestClient test = await TestClient.StartAsync(options =>
        {
            options.Resilience.MaxDelay = TimeSpan.FromSeconds(1);
            options.Resilience.MaxRateLimitWait = TimeSpan.FromHours(1);
        });
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Status(429, retryAfter: "1800"));

        await test.GetElasticPathAsync();

        Assert.Equal([TimeSpan.FromMinutes(30)], test.Time.Waits);
    }

    [Theory]
    [InlineData(429, 9)]
    [InlineData(429, 60)]
    [InlineData(503, 120)]
    [InlineData(403, 60)]
    public async Task Counts_for_a_token_request_too(int status, int seconds)
    {
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using TestClient test = await TestClient.StartAsync(
                server: options => options.Sendcloud.Authentication = SendcloudAuthentication.OAuth2);
            FaultScript faults = vendor == IntegrationVendor.ElasticPath ? test.Vendors.ElasticPath.TokenFaults : test.Vendors.Sendcloud.TokenFaults;
            faults.Enqueue(Fault.Status(status, retryAfter: $"{seconds}"));

            await test.GetAsync(vendor);

            Assert.Equal([TimeSpan.FromSeconds(seconds)], test.Time.Waits);
        }
    }

    [Fact]
    public async Task Of_several_the_longest_counts()
    {
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.AllLogs(IntegrationVendor.Sendcloud)).InScenario("limit").WillSetStateTo("over")
            .RespondWith(VendorAnswer.Status(429).WithHeader("Retry-After", "2", "5"));
        vendors.Given(VendorRequest.AllLogs(IntegrationVendor.Sendcloud)).InScenario("limit").WhenStateIs("over")
            .RespondWith(VendorAnswer.Json(VendorAnswer.EmptyPage));

        await vendors.GetAsync(IntegrationVendor.Sendcloud);

        Assert.Equal([TimeSpan.FromSeconds(5)], vendors.Time.Waits);
    }

    [Fact]
    public async Task Of_a_status_that_is_not_retried_is_told_and_changes_nothing()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Always(Fault.Status(404, retryAfter: "5"));

        var error = await Assert.ThrowsAsync<ApiNotFoundException>(() => test.GetSendcloudAsync());

        Assert.Equal((1, TimeSpan.FromSeconds(5)), (error.Attempts, error.RetryAfter));
        Assert.Empty(test.Time.Waits);
    }

    [Fact]
    public async Task Of_a_403_says_nothing_of_credentials()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Always(Fault.Status(403, retryAfter: "5"));

        var error = await Assert.ThrowsAsync<ApiRateLimitException>(() => test.GetSendcloudAsync());

        Assert.Equal((403, 4, TimeSpan.FromSeconds(5)), ((int)error.StatusCode, error.Attempts, error.RetryAfter));
        Assert.DoesNotContain("credentials", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Kestrel dates its answers by the machine's clock, and the client's is another.</summary>
    private static Task<TestClient> WithoutDateAsync() =>
        TestClient.StartAsync(build: builder => Intercept.Add(builder, received: response => response.Headers.Date = null));
}
