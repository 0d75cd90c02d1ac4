using System.Text;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using IntegrationLogs.Client.Tests.VendorStubs;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>
/// Answers that stall come from raw sockets where a part of them is sent: WireMock.Net cannot hold the rest of a head or a body.
/// </summary>
public sealed class TimeoutTests
{
    private const string EmptyPage = """{"data":[]}""";
    private const string BeginningOfAnswer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"data\":[";

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: app")]
    [InlineData(BeginningOfAnswer)]
    public async Task An_answer_that_stalls_is_asked_for_again_when_the_attempts_time_is_over(string beginning)
    {
        ClientTime? time = null;
        await using RawServer server = RawServer.Start(async (number, stream, stopping) =>
        {
            if (number > 1)
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(RawServer.Ok(EmptyPage)), stopping);
                return;
            }

            await stream.WriteAsync(Encoding.UTF8.GetBytes(beginning), stopping);
            time!.Clock.Advance(TimeSpan.FromSeconds(15));
            await Task.Delay(Timeout.Infinite, stopping);
        });
        IntegrationLogsClientOptions options = TestClient.SendcloudAt(server.BaseAddress);
        time = new ClientTime(options.Resilience);
        await using IntegrationLogsClient client = TestClient.Create(options, time);

        ResponseInfo info = await TestClient.GetAsync(client, IntegrationVendor.Sendcloud);

        Assert.Equal((2, 2), (info.Attempts, server.Requests));
        Assert.Equal([TimeSpan.FromMilliseconds(375)], time.Waits);
        Assert.Equal([60, 15, 15], time.Timeouts.Select(timeout => timeout.TotalSeconds));
    }

    [Fact]
    public async Task A_body_that_stalls_after_its_headers_came_is_asked_for_again()
    {
        ClientTime? time = null;
        int answers = 0;
        await using TestClient test = await TestClient.StartAsync(build: builder => Intercept.Add(builder, received: _ =>
        {
            // The headers are here: what stalls now is the body.
            if (Interlocked.Increment(ref answers) == 1)
            {
                time!.Clock.Advance(TimeSpan.FromSeconds(15));
            }
        }));
        time = test.Time;
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Stall(200));

        ResponseInfo info = await test.GetSendcloudAsync();

        Assert.Equal((2, 2, 2), (info.Attempts, answers, test.PageRequests));
    }

    [Fact]
    public async Task An_answer_just_in_time_is_taken()
    {
        ClientTime? time = null;
        await using TestClient test = await TestClient.StartAsync(
            build: builder => Intercept.Add(builder, received: _ => time!.Clock.Advance(TimeSpan.FromSeconds(14.999))));
        time = test.Time;

        Assert.Equal(1, (await test.GetSendcloudAsync()).Attempts);
    }

    [Fact]
    public async Task When_every_attempt_stalls_the_exception_says_it_was_the_attempts_time()
    {
        await using WireMockVendors vendors = WireMockVendors.Start(
            options => options.Resilience.AttemptTimeout = TimeSpan.FromSeconds(10));
        vendors.Given(VendorRequest.AllLogs(IntegrationVendor.Sendcloud)).RespondWith(VendorAnswer.Never());
        vendors.Arrived = () => vendors.Time.Clock.Advance(TimeSpan.FromSeconds(10));

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => vendors.GetAsync(IntegrationVendor.Sendcloud));

        Assert.Equal((4, true, 4), (error.Attempts, error.IsTimeout, vendors.Arrivals));
        Assert.Contains("Resilience.AttemptTimeout, 10 s", error.Message, StringComparison.Ordinal);
        Assert.Contains("GET /integrations/logs", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_calls_time_ends_an_attempt_that_has_time_of_its_own_left()
    {
        await using WireMockVendors vendors = WireMockVendors.Start(
            options => options.Resilience.TotalTimeout = TimeSpan.FromSeconds(20));
        vendors.Given(VendorRequest.AllLogs(IntegrationVendor.Sendcloud)).RespondWith(VendorAnswer.Never());
        vendors.Arrived = () => vendors.Time.Clock.Advance(TimeSpan.FromSeconds(15));

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => vendors.GetAsync(IntegrationVendor.Sendcloud));

        Assert.Equal((2, true), (error.Attempts, error.IsTimeout));
        Assert.Contains("Resilience.TotalTimeout, 20 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_calls_time_covers_a_pause()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Time.SkipsWaits = false;
        test.Time.Waiting = _ => ThreadPool.QueueUserWorkItem(_ => test.Time.Clock.Advance(TimeSpan.FromSeconds(60)));
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(503));
        test.Vendors.Sendcloud.Faults.Always(Fault.StallBeforeHeaders());

        var error = await Assert.ThrowsAsync<ApiConnectionException>(() => test.GetSendcloudAsync());

        Assert.True(error.IsTimeout);
        Assert.Contains("Resilience.TotalTimeout, 60 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_out_is_never_an_OperationCanceledException()
    {
        ClientTime? time = null;
        await using TestClient test = await TestClient.StartAsync(
            options => options.Resilience.MaxRetries = 0,
            build: builder => Intercept.Add(builder, received: _ => time!.Clock.Advance(TimeSpan.FromSeconds(15))));
        time = test.Time;
        test.Vendors.Sendcloud.Faults.Always(Fault.Stall(10));
        using var source = new CancellationTokenSource();

        var error = await Assert.ThrowsAnyAsync<Exception>(() => test.GetSendcloudAsync(source.Token));

        Assert.IsType<ApiConnectionException>(error);
        Assert.IsNotAssignableFrom<OperationCanceledException>(error);
    }

    [Fact]
    public async Task The_HttpClient_has_no_time_out_of_its_own()
    {
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(TestOptions.Good());
        await using ServiceProvider provider = services.BuildServiceProvider();
        var factory = provider.GetRequiredService<IHttpClientFactory>();

        Assert.Equal(Timeout.InfiniteTimeSpan, factory.CreateClient("IntegrationLogs.ElasticPath").Timeout);
        Assert.Equal(Timeout.InfiniteTimeSpan, factory.CreateClient("IntegrationLogs.Sendcloud").Timeout);
    }
}
