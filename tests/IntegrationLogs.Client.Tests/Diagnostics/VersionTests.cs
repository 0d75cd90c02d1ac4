using System.Diagnostics;
using System.Diagnostics.Metrics;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests.Diagnostics;

/// <summary>Telemetry says which version of the package it is from.</summary>
public sealed class VersionTests
{
    private static readonly string Version = typeof(IIntegrationLogsClient).Assembly.GetName().Version!.ToString(fieldCount: 3);

    [Fact]
    public async Task Spans_come_from_a_source_with_the_packages_version()
    {
        await using TestClient test = await TestClient.StartAsync();
        using var caller = new TracedCaller();

        await test.GetSendcloudAsync();

        Assert.Equal(Version, Assert.Single(caller.Spans).Source.Version);
    }

    [Fact]
    public void The_meter_has_the_packages_version()
    {
        using var meters = new OwnMeters();
        using ServiceProvider services = new ServiceCollection()
            .AddLogging().AddSingleton<IMeterFactory>(meters).AddSingleton<ClientDiagnostics>().BuildServiceProvider();

        services.GetRequiredService<ClientDiagnostics>();

        Assert.Equal(("IntegrationLogs.Client", Version), meters.Made.Select(meter => (meter.Name, meter.Version!)).Single());
    }

    [Fact]
    public void Waits_have_buckets_of_seconds()
    {
        var boundaries = new List<double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument is Histogram<double> { Name: "integration_logs.client.rate_limit.wait" } histogram)
                {
                    boundaries = [.. histogram.Advice?.HistogramBucketBoundaries ?? []];
                }
            },
        };
        using var meters = new OwnMeters();
        listener.Start();
        using ServiceProvider services = new ServiceCollection()
            .AddLogging().AddSingleton<IMeterFactory>(meters).AddSingleton<ClientDiagnostics>().BuildServiceProvider();

        services.GetRequiredService<ClientDiagnostics>();

        Assert.Equal(boundaries.Order(), boundaries);
        Assert.InRange(boundaries[0], 0.001, 0.1);
        Assert.Equal(new ResilienceOptions().MaxRateLimitWait.TotalSeconds, boundaries[^2]);
    }
}
