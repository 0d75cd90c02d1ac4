using System.Collections.Concurrent;
using System.Diagnostics;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Tests.Http.Pacing;

public sealed class PaceDiagnosticsTests
{
    [Theory]
    [InlineData(429, "7", "with Retry-After; the account sends nothing for 7 s.")]
    [InlineData(403, "7", "with Retry-After; the account sends nothing for 7 s.")]
    [InlineData(429, null, "without Retry-After; the account sends nothing for 0.375 s.")]
    public async Task A_pause_and_the_rate_it_leads_to_are_logged_once(int status, string? retryAfter, string told)
    {
        using var telemetry = new Telemetry();
        await using TestClient test = await TestClient.StartAsync(
            options => options.Sendcloud.RateLimit.Enabled = true, build: builder => Listen(builder, telemetry));
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(status, retryAfter));

        await test.GetSendcloudAsync();

        string pause = Assert.Single(telemetry.Logs, log => log.Contains(" 40 AccountPaused ", StringComparison.Ordinal));
        Assert.Contains($" Warning 40 AccountPaused Sendcloud: GET /integrations/logs was answered with {status} {told}", pause, StringComparison.Ordinal);
        string rate = Assert.Single(telemetry.Logs, log => log.Contains(" 41 RateLowered ", StringComparison.Ordinal));
        Assert.Contains("the account sends at most 7.51 requests a second instead of 15.02", rate, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vendor_that_is_down_pauses_the_account_and_keeps_its_rate()
    {
        using var telemetry = new Telemetry();
        await using TestClient test = await TestClient.StartAsync(build: builder => Listen(builder, telemetry));
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(503, retryAfter: "7"));

        await test.GetSendcloudAsync();

        Assert.Single(telemetry.Logs, log => log.Contains("was answered with 503 with Retry-After", StringComparison.Ordinal));
        Assert.DoesNotContain(telemetry.Logs, log => log.Contains("RateLowered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rate_that_rises_again_is_logged()
    {
        using var telemetry = new Telemetry();
        await using TestClient test = await TestClient.StartAsync(
            options => options.Sendcloud.RateLimit = new() { PermitLimit = 1, Window = TimeSpan.FromSeconds(1), Burst = 1 },
            build: builder => Listen(builder, telemetry));
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(429));

        for (int i = 0; i < 8; i++)
        {
            await test.GetSendcloudAsync();
        }

        Assert.Contains(
            telemetry.Logs, log => log.Contains("Information 42 RateRaised Sendcloud: the account sends up to ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wait_is_measured_and_an_event_of_the_pages_span()
    {
        using var telemetry = new Telemetry();
        await using TestClient test = await TestClient.StartAsync(build: builder => Listen(builder, telemetry));
        var spans = new ConcurrentQueue<Activity>();
        using var parent = new Activity("test");
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ClientDiagnostics.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.TraceId == parent.TraceId)
                {
                    spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        parent.Start();
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(429, retryAfter: "7"));

        await test.GetSendcloudAsync();

        ActivityEvent wait = Assert.Single(Assert.Single(spans).Events);
        Assert.Equal("integration_logs.rate_limit.wait", wait.Name);
        Assert.Equal(7.0, Assert.Single(wait.Tags).Value);
        Assert.Contains(
            telemetry.Measurements,
            measured => measured.Contains(
                "integration_logs.client.rate_limit.wait 7 integration_logs.vendor=Sendcloud integration_logs.endpoint=GET /integrations/logs",
                StringComparison.Ordinal));
    }

    private static void Listen(IIntegrationLogsClientBuilder builder, Telemetry telemetry) =>
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(telemetry));
}
