using System.Diagnostics.Metrics;
using System.Net;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class WatchDiagnosticsTests
{
    [Fact]
    public async Task Entries_their_lag_and_errors_are_counted_by_source()
    {
        var vendor = new SimulatedSendcloud();
        var time = new ObservableTimeProvider();
        vendor.InsertByTime(SimulatedSendcloud.Log(1, time.GetUtcNow() - TimeSpan.FromSeconds(90)));
        vendor.InsertByTime(SimulatedSendcloud.Log(2, time: null));
        vendor.Refusal = integration =>
            integration == 2 ? new VendorApiException(IntegrationVendor.Sendcloud, HttpStatusCode.BadGateway, "secret") : null;
        var telemetry = new List<string>();
        using var meter = new Meter("of this test");
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter == meter)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        listener.Start();

        await using (var watch = new WatchedSendcloud(
            vendor,
            time,
            new WatchOptions { Start = WatchStart.Beginning },
            [LogSource.Sendcloud(1), LogSource.Sendcloud(2)],
            meter: meter))
        {
            await watch.SettleAsync();
        }

        const string Tags = "integration_logs.vendor=Sendcloud integration_logs.source=Sendcloud/";
        Assert.Equal(
            [
                $"integration_logs.watch.entries 2 {Tags}1",
                $"integration_logs.watch.lag 90 {Tags}1",
                $"integration_logs.watch.poll.duration 0 {Tags}1",
                $"integration_logs.watch.poll.duration 0 {Tags}2 error.type=502",
            ],
            telemetry.Order(StringComparer.Ordinal));

        void Add(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (telemetry)
            {
                telemetry.Add($"{name} {value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
            }
        }
    }

    [Fact]
    public async Task Failures_and_recoveries_are_logged_without_what_the_vendor_said()
    {
        var vendor = new SimulatedSendcloud();
        var time = new ObservableTimeProvider();
        using var telemetry = new Telemetry();
        vendor.Refusal = _ => new VendorApiException(IntegrationVendor.Sendcloud, HttpStatusCode.BadGateway, "secret");
        await using var watch = new WatchedSendcloud(vendor, time, new WatchOptions(), logger: telemetry.CreateLogger("test"));
        await watch.AdvanceAsync(TimeSpan.FromMinutes(1));
        vendor.Refusal = _ => null;
        await watch.AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.Collection(
            telemetry.Logs,
            line => Assert.Contains(
                "Warning 7 SourceFailed Sendcloud/1 could not be polled (502: Sendcloud answered 502 (BadGateway) to a request). "
                + "Failures in a row: 1. Next try in 60 s.",
                line,
                StringComparison.Ordinal),
            line => Assert.Contains("Failures in a row: 2. Next try in 120 s.", line, StringComparison.Ordinal),
            line => Assert.Contains(
                "Information 8 SourceRecovered Sendcloud/1 can be polled again. Failures in a row: 2.", line, StringComparison.Ordinal));
        Assert.DoesNotContain(telemetry.Logs, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gap_is_logged_without_what_the_vendor_said()
    {
        var vendor = new SimulatedSendcloud();
        var time = new ObservableTimeProvider();
        using var telemetry = new Telemetry();
        vendor.Fill(Enumerable.Range(1, 300).Select(i => SimulatedSendcloud.Log(i, time.GetUtcNow().AddMinutes(-i))));
        int requests = 0;
        vendor.Refusal = _ => ++requests == 1 || requests % 2 == 1
            ? null
            : new VendorApiException(IntegrationVendor.Sendcloud, HttpStatusCode.BadRequest, "secret");
        await using var watch = new WatchedSendcloud(
            vendor, time, new WatchOptions { Start = WatchStart.Beginning }, logger: telemetry.CreateLogger("test"));
        for (int minute = 0; minute < 6; minute++)
        {
            await watch.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Contains(telemetry.Logs, line => line.Contains("Error 50 Gap Sendcloud/1: logs from the beginning to ", StringComparison.Ordinal));
        Assert.DoesNotContain(telemetry.Logs, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_window_with_more_logs_than_are_remembered_is_logged()
    {
        var vendor = new SimulatedSendcloud();
        var time = new ObservableTimeProvider(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var telemetry = new Telemetry();
        vendor.Fill(Enumerable.Range(0, 100_001).Select(i => SimulatedSendcloud.Log(i + 1, time.GetUtcNow().AddTicks(-i))));
        using var stop = new CancellationTokenSource();
        IAsyncEnumerable<WatchedEntry> entries = WatchedSendcloud.Feed(vendor, time, logger: telemetry.CreateLogger("test"))
            .WatchAsync([LogSource.Sendcloud(1)], new WatchOptions { Start = WatchStart.Beginning }, stop.Token);
        var all = new Gate(opensAt: 100_001);
        Task reading = Task.Run(async () =>
        {
            await foreach (WatchedEntry entry in entries)
            {
                _ = all.PassAsync();
            }
        });
        await all.Opened;
        await Eventually.IsTrueAsync(() => time.PendingTimers == 1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        Assert.Contains(
            "Warning 9 SettledSooner Sendcloud/1 had more than 100000 logs within the allowed lateness: "
            + "those up to 2023-12-31T23:59:59.9920000+00:00 have settled sooner.",
            Assert.Single(telemetry.Logs),
            StringComparison.Ordinal);
    }
}
