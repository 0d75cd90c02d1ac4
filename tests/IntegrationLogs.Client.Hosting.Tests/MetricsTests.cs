using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Hosting.Tests;

public sealed class MetricsTests
{
    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private readonly RecordingHandler _handler = new();

    [Fact]
    public async Task Failures_of_the_handler_and_the_time_since_the_last_poll_are_measured()
    {
        await using var host = new HostedSendcloud(_vendor, _time, services => services.AddIntegrationLogsWatch(
            "nl", options => HostedSendcloud.Watch(options, store: null, 71, 72), _handler.HandleAsync));
        using var measured = new Measured(host.Host.Services.GetRequiredService<IMeterFactory>());
        Assert.Empty(measured.Take());
        _vendor.Refusal = id => id == 72 ? new ApiConnectionException(IntegrationVendor.Sendcloud, "down") : null;
        await host.Host.StartAsync();
        await host.SettleAsync(2);
        _handler.Handling = (_, calls, _) => calls <= 2 ? throw new IOException("no answer") : Task.CompletedTask;
        _vendor.InsertByTime(SimulatedSendcloud.Log(1, _time.GetUtcNow(), integrationId: 71));
        await host.AdvanceAsync(HostedSendcloud.Minute, 2);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1), 2);

        const string tags = "integration_logs.vendor=Sendcloud integration_logs.source=Sendcloud/71 integration_logs.watch=nl";
        Assert.Equal(
            [
                $"integration_logs.watch.handler_errors {{error}} 1 {tags} error.type=System.IO.IOException",
                $"integration_logs.watch.handler_errors {{error}} 1 {tags} error.type=System.IO.IOException",
                $"integration_logs.watch.poll_age s 1 {tags}",
                $"integration_logs.watch.poll_age s 61 {tags.Replace("71", "72", StringComparison.Ordinal)}",
            ],
            measured.Take());
        await host.StopAsync();
        Assert.Empty(measured.Take());
    }

    [Fact]
    public async Task A_watch_without_a_name_has_no_tag_for_it()
    {
        await using HostedSendcloud host = await HostedSendcloud.StartAsync(_vendor, _time, _handler);
        using var measured = new Measured(host.Host.Services.GetRequiredService<IMeterFactory>());
        await host.SettleAsync();

        Assert.Equal(
            ["integration_logs.watch.poll_age s 0 integration_logs.vendor=Sendcloud integration_logs.source=Sendcloud/1"],
            measured.Take());
    }

    [Fact]
    public async Task The_account_is_told_and_more_than_a_hundred_sources_are_not_told_apart()
    {
        long[] integrations = [.. Enumerable.Range(1, 101).Select(id => (long)id)];
        await using var host = new HostedSendcloud(_vendor, _time, services =>
        {
            services
                .AddIntegrationLogsClient("nl", options => options.Sendcloud = TestOptions.Good().Sendcloud)
                .Sendcloud.UseApi(_ => _vendor);
            services.AddIntegrationLogsWatch(
                options =>
                {
                    HostedSendcloud.Watch(options, store: null, integrations);
                    options.ClientName = "nl";
                },
                _handler.HandleAsync);
        });
        using var measured = new Measured(host.Host.Services.GetRequiredService<IMeterFactory>());
        await host.Host.StartAsync();
        await host.SettleAsync(101);
        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(
            ["integration_logs.watch.poll_age s 0.1 integration_logs.vendor=Sendcloud integration_logs.account=nl"], measured.Take());
        Assert.Contains("Information 10 WatchStarted The watch of account 'nl' starts from now. Sources: 101.", host.Logs.Lines);
    }

    [Fact]
    public async Task The_meter_has_the_name_of_the_clients_and_the_packages_version()
    {
        var meters = new ConcurrentBag<(string Name, string? Version)>();
        await using var host = new HostedSendcloud(_vendor, _time, services => services.AddIntegrationLogsWatch(
            options => HostedSendcloud.Watch(options, store: null), _handler.HandleAsync));
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Name == "integration_logs.watch.poll_age" && instrument.Meter.Scope == host.Host.Services.GetRequiredService<IMeterFactory>())
            {
                meters.Add((instrument.Meter.Name, instrument.Meter.Version));
            }
        };
        listener.Start();
        await host.Host.StartAsync();

        Version version = typeof(IntegrationLogsWatchOptions).Assembly.GetName().Version!;
        Assert.Equal([("IntegrationLogs.Client", version.ToString(3))], meters);
    }

    /// <summary>The instruments of hosting of one container; other tests measure as well.</summary>
    private sealed class Measured : IDisposable
    {
        private static readonly string[] Names = ["integration_logs.watch.handler_errors", "integration_logs.watch.poll_age"];

        private readonly ConcurrentQueue<string> _values = new();
        private readonly MeterListener _listener = new();

        public Measured(IMeterFactory meters)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (Names.Contains(instrument.Name) && instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.Start();
        }

        public List<string> Take()
        {
            _listener.RecordObservableInstruments();
            List<string> taken = [.. _values];
            _values.Clear();
            return taken;
        }

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, object value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => _values.Enqueue(
            $"{instrument.Name} {instrument.Unit} {value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
    }
}
