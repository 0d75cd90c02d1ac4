using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using IntegrationLogs.Client.Tests.VendorStubs;

namespace IntegrationLogs.Client.Tests.Errors;

public sealed class CancellationTests
{
    private const int ElasticPath = (int)IntegrationVendor.ElasticPath;
    private const int Sendcloud = (int)IntegrationVendor.Sendcloud;

    [Theory]
    [InlineData(ElasticPath)]
    [InlineData(Sendcloud)]
    public async Task Before_a_request_nothing_is_sent(int vendor)
    {
        await using TestClient test = await TestClient.StartAsync();
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await AssertCancelledAsync(source, test.GetAsync((IntegrationVendor)vendor, source.Token));
        await AssertCancelledAsync(source, test.Client.Sendcloud.GetIntegrationAsync(1, source.Token));
        await AssertCancelledAsync(source, test.Client.ElasticPath.GetIntegrationAsync("x", source.Token));

        Assert.Equal(0, test.PageRequests);
    }

    [Fact]
    public async Task While_a_request_is_under_way_it_ends_it()
    {
        using var source = new CancellationTokenSource();
        await using WireMockVendors vendors = WireMockVendors.Start();
        vendors.Given(VendorRequest.AllLogs(IntegrationVendor.Sendcloud)).RespondWith(VendorAnswer.Never());
        vendors.Arrived = source.Cancel;

        await AssertCancelledAsync(source, vendors.GetAsync(IntegrationVendor.Sendcloud, source.Token));

        Assert.Equal(1, vendors.Arrivals);
    }

    [Theory]
    [InlineData(ElasticPath)]
    [InlineData(Sendcloud)]
    public async Task While_a_body_is_read_it_ends_it(int vendor)
    {
        using var source = new CancellationTokenSource();
        await using TestClient test = await TestClient.StartAsync(build: builder => Intercept.Add(builder, received: response =>
        {
            if (response.RequestMessage!.Method == HttpMethod.Get)
            {
                source.Cancel();
            }
        }));
        test.Faults((IntegrationVendor)vendor).Always(Fault.Stall(100));

        await AssertCancelledAsync(source, test.GetAsync((IntegrationVendor)vendor, source.Token));

        Assert.Equal(1, test.PageRequests);
    }

    [Fact]
    public async Task During_a_pause_it_ends_the_pause()
    {
        using var source = new CancellationTokenSource();
        await using TestClient test = await TestClient.StartAsync();
        test.Time.SkipsWaits = false;
        test.Time.Waiting = _ => ThreadPool.QueueUserWorkItem(_ => source.Cancel());
        test.Vendors.Sendcloud.Faults.Always(Fault.Status(503));

        await AssertCancelledAsync(source, test.GetSendcloudAsync(source.Token));

        Assert.Equal(1, test.PageRequests);
        Assert.Single(test.Time.Waits);
    }

    [Fact]
    public async Task While_a_token_is_waited_for_it_ends_the_wait_and_not_the_fetch()
    {
        var gate = new Gate();
        using var source = new CancellationTokenSource();
        await using TestClient test = await TestClient.StartAsync(build: builder => Intercept.Add(builder, _ => gate.PassAsync()));

        Task<ResponseInfo> call = test.GetElasticPathAsync(source.Token);
        await gate.Reached;
        await source.CancelAsync();
        await AssertCancelledAsync(source, call);
        gate.Open();
        await test.GetElasticPathAsync();

        Assert.Equal((1, 1), (test.Vendors.ElasticPath.TokensIssued, test.PageRequests));
    }

    [Fact]
    public async Task While_a_refused_token_is_replaced_it_ends_the_wait()
    {
        int tokens = 0;
        using var source = new CancellationTokenSource();
        var gate = new Gate();
        await using TestClient test = await TestClient.StartAsync(build: builder => Intercept.Add(
            builder, request => request.Method == HttpMethod.Post && Interlocked.Increment(ref tokens) == 2 ? gate.PassAsync() : Task.CompletedTask));
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Status(401));

        Task<ResponseInfo> call = test.GetElasticPathAsync(source.Token);
        await gate.Reached;
        await source.CancelAsync();

        await AssertCancelledAsync(source, call);
        gate.Open();
    }

    [Fact]
    public async Task A_cancellation_that_meets_a_time_out_is_still_the_callers()
    {
        using var source = new CancellationTokenSource();
        ClientTime? time = null;
        await using TestClient test = await TestClient.StartAsync(
            options => options.Resilience.MaxRetries = 0,
            build: builder => Intercept.Add(builder, received: _ =>
            {
                source.Cancel();
                time!.Clock.Advance(TimeSpan.FromSeconds(60));
            }));
        time = test.Time;
        test.Vendors.Sendcloud.Faults.Always(Fault.Stall(10));

        await AssertCancelledAsync(source, test.GetSendcloudAsync(source.Token));
    }

    private static async Task AssertCancelledAsync(CancellationTokenSource source, Task call)
    {
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(source.Token, error.CancellationToken);
    }
}
