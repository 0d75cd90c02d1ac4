using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Tests.Authentication;

/// <summary>In its last minute a token is renewed, and serves on until the next one is there.</summary>
public sealed class TokenRenewalTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    [Fact]
    public async Task Nobody_waits_for_a_renewal_that_stalls()
    {
        await using TestClient test = await StartInItsLastMinuteAsync();
        test.Vendors.ElasticPath.TokenFaults.Always(Fault.StallBeforeHeaders());

        await test.GetElasticPathAsync();
        await Eventually.IsTrueAsync(() => test.Vendors.ElasticPath.TokenFaults.RequestsSeen == 1);
        await test.GetElasticPathAsync();

        IEnumerable<RecordedRequest> pages = test.Vendors.Requests.Where(request => !request.IsTokenRequest);
        Assert.Single(pages.Select(request => request.Headers["Authorization"]).Distinct());
        Assert.Equal(1, test.Vendors.ElasticPath.TokenFaults.RequestsSeen);
    }

    [Fact]
    public async Task A_renewal_that_fails_is_tried_again_at_half_of_what_is_left_and_fails_for_nobody_before_the_token_has_expired()
    {
        using var telemetry = new Telemetry();
        await using TestClient test = await StartInItsLastMinuteAsync(telemetry);
        test.Vendors.ElasticPath.TokenFaults.Always(Fault.Status(400));
        foreach ((double seconds, int fetches) in ((double, int)[])[(0, 1), (29.9, 1), (0.1, 2), (14.9, 2), (0.1, 3)])
        {
            test.Time.Clock.Advance(TimeSpan.FromSeconds(seconds));
            await test.GetElasticPathAsync();
            await Eventually.IsTrueAsync(() => Failures(telemetry) == fetches);
        }

        test.Time.Clock.Advance(TimeSpan.FromSeconds(15));
        await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());

        Assert.Equal(4, test.Vendors.ElasticPath.TokenFaults.RequestsSeen);
        test.Vendors.ElasticPath.TokenFaults.Clear();
        await test.GetElasticPathAsync();
    }

    [Fact]
    public async Task A_token_that_is_refused_in_its_last_minute_serves_no_longer()
    {
        await using TestClient test = await StartInItsLastMinuteAsync();
        test.Vendors.ElasticPath.ExpireTokens();
        test.Vendors.ElasticPath.TokenFaults.Always(Fault.Status(403));

        var error = await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());

        Assert.Equal(403, (int)error.StatusCode);
    }

    [Fact]
    public async Task A_client_that_ends_while_it_renews_a_token_reports_no_failure()
    {
        using var telemetry = new Telemetry();
        await using TestClient test = await StartInItsLastMinuteAsync(telemetry);
        test.Vendors.ElasticPath.TokenFaults.Always(Fault.StallBeforeHeaders());
        await test.GetElasticPathAsync();
        await Eventually.IsTrueAsync(() => test.Vendors.ElasticPath.TokenFaults.RequestsSeen == 1);

        await test.Client.DisposeAsync();
        await Eventually.IsTrueAsync(() => test.Vendors.OpenRequests == 0);

        Assert.Equal(0, Failures(telemetry));
    }

    private static async Task<TestClient> StartInItsLastMinuteAsync(Telemetry? telemetry = null)
    {
        TestClient test = await TestClient.StartAsync(
            server: options => options.ElasticPath.TokenLifetime = Lifetime,
            build: builder =>
            {
                if (telemetry is not null)
                {
                    builder.Services.AddLogging(logging => logging.AddProvider(telemetry));
                }
            });
        await test.GetElasticPathAsync();
        test.Time.Clock.Advance(Lifetime - TimeSpan.FromSeconds(60));
        test.Vendors.ElasticPath.TokenFaults.Clear();
        return test;
    }

    private static int Failures(Telemetry telemetry) =>
        telemetry.Logs.Count(text => text.Contains("TokenFailed", StringComparison.Ordinal));
}
