using System.Net;
using IntegrationLogs.Client.Reliability.Infrastructure;
using IntegrationLogs.Client.Testing;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.Nginx;

public sealed class NginxTests(ITestOutputHelper output)
{
    /// <summary>
    /// The pauses pass at once, but nginx counts real time: so the client knocks until it is let in, on a fast machine for longer than
    /// its retries last.
    /// </summary>
    [NginxFact]
    public async Task A_walk_through_a_rate_limit_reads_every_log_once()
    {
        int logs = Form.Of(300, 2_000);
        await using NginxTrial trial = await NginxTrial.StartAsync(
            new NginxConfiguration { RequestsPerSecond = 50 },
            options =>
            {
                options.Resilience.MaxRetries = 100;
                options.Resilience.TotalTimeout = TimeSpan.FromDays(1);
            },
            logs);

        await trial.AssertAllIsReadOnceAsync(new PagingOptions { PageSize = 20 }).WaitAsync(Form.Of(1, 10) * Effort.Patience);

        IReadOnlyList<NginxAccess> accesses = await trial.Nginx.StopAsync();
        int refused = accesses.Count(access => access.Status == "429");
        Assert.InRange(refused, 2, int.MaxValue);

        // A refusal pauses the whole account once: two requests that are in flight and refused together share one wait.
        Assert.InRange(trial.Trial.Time.Waits.Count, (refused / 2) - trial.Refusals, refused);
        Assert.All(trial.Trial.Time.Waits, wait => Assert.Equal(TimeSpan.FromSeconds(1), wait));
        Assert.All(accesses, access => Assert.Equal("HTTP/2.0", access.Protocol));
        Assert.All(
            accesses.Where(access => access.Status != "429"),
            access => Assert.Equal(("200", "gzip"), (access.Status, access.Encoding)));
        output.WriteLine(
            $"nginx {trial.Nginx.Version}: {logs:N0} logs of each vendor over TLS, HTTP/2 and gzip, {refused:N0} answers 429, "
            + "0 lost, 0 twice");
    }

    [NginxFact]
    public async Task A_private_authority_that_is_not_trusted_is_told_and_not_tried_again()
    {
        await using NginxTrial trial = await NginxTrial.StartAsync(isTrusted: false);

        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            var error = Assert.IsType<ApiConnectionException>(
                await trial.Trial.RecordAsync(() => TestClient.GetAsync(trial.Client, vendor)));

            Assert.Equal((vendor, 1, false), (error.Vendor, error.Attempts, error.IsTimeout));
            Assert.Contains("SSL", error.Message, StringComparison.Ordinal);
            Assert.Contains("certificate", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(trial.Trial.Time.Waits);
        Assert.Empty(trial.Vendors.Requests);
    }

    [NginxFact]
    public async Task Connections_that_nginx_ends_in_order_cost_no_retry()
    {
        await using NginxTrial trial = await NginxTrial.StartAsync(new NginxConfiguration { RequestsPerConnection = 3 });

        await trial.AssertAllIsReadOnceAsync();

        Assert.Empty(trial.Trial.Time.Waits);
        IReadOnlyList<NginxAccess> accesses = await trial.Nginx.StopAsync();
        Assert.InRange(accesses.Select(access => access.Connection).Distinct().Count(), 5, accesses.Count);
        Assert.All(accesses, access => Assert.Equal("200", access.Status));
    }

    [NginxFact]
    public async Task What_breaks_behind_nginx_is_asked_for_again()
    {
        await using NginxTrial trial = await NginxTrial.StartAsync();
        Fault[] faults =
            [Fault.ResetBeforeHeaders(), Fault.ResetInsideBody(500), Fault.Truncate(500), Fault.Status(503), Fault.Status(429, "1")];
        for (int i = 0; i < faults.Length; i++)
        {
            trial.Vendors.ElasticPath.Faults.At((2 * i) + 1, faults[i]);
            trial.Vendors.Sendcloud.Faults.At((2 * i) + 1, faults[i]);
        }

        await trial.AssertAllIsReadOnceAsync();

        Assert.Equal(2 * faults.Length, trial.Trial.Time.Waits.Count);
    }

    [NginxFact]
    public async Task Vendors_that_are_gone_are_an_API_exception_with_nginxs_own_page()
    {
        await using NginxTrial trial = await NginxTrial.StartAsync();
        await TestClient.GetAsync(trial.Client, IntegrationVendor.Sendcloud);
        await trial.Vendors.DisposeAsync();

        var error = Assert.IsType<VendorApiException>(
            await trial.Trial.RecordAsync(() => TestClient.GetAsync(trial.Client, IntegrationVendor.Sendcloud)));

        Assert.Equal((HttpStatusCode.BadGateway, 4), (error.StatusCode, error.Attempts));
        Assert.Contains("nginx", error.Body, StringComparison.Ordinal);
    }

    [NginxFact]
    public async Task An_nginx_that_is_gone_is_a_connection_exception()
    {
        await using NginxTrial trial = await NginxTrial.StartAsync();
        await TestClient.GetAsync(trial.Client, IntegrationVendor.Sendcloud);
        await trial.Nginx.StopAsync();

        var error = Assert.IsType<ApiConnectionException>(
            await trial.Trial.RecordAsync(() => TestClient.GetAsync(trial.Client, IntegrationVendor.Sendcloud)));

        Assert.Equal((4, false), (error.Attempts, error.IsTimeout));
    }
}
