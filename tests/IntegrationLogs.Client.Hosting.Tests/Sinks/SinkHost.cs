using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>A host on fake time with one watch of Sendcloud and its sinks, each with a store of its own that outlives it.</summary>
internal sealed class SinkHost : IAsyncDisposable
{
    /// <summary>Those of polls, and how long a sink's call may take. No pause here is as long.</summary>
    private static readonly TimeSpan[] Limits = [.. HostedSendcloud.PollLimits, TimeSpan.FromSeconds(30)];

    private static int _number;

    private readonly string _watch = string.Create(CultureInfo.InvariantCulture, $"w{Interlocked.Increment(ref _number)}");
    private readonly ConcurrentQueue<string> _measured = new();
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    private SinkHost(
        SimulatedSendcloud vendor,
        ObservableTimeProvider time,
        Func<string, MemoryStore> storeOf,
        Action<IIntegrationLogsWatchBuilder> add,
        Action<IntegrationLogsWatchOptions>? configure,
        int sinks)
    {
        Sinks = sinks;
        Sources = 1;
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "IntegrationLogs.Client" or "System.Net.Http",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_activities);
        Watched = new HostedSendcloud(vendor, time, services =>
        {
            services.Configure<IntegrationLogsClientOptions>(options => options.NamesRefreshInterval = Minutes(5));
            services.AddKeyedSingleton<ILogCheckpointStore>(KeyedService.AnyKey, (_, key) => storeOf(((string)key!).Split('.')[^1]));
            add(services.AddIntegrationLogsWatch(_watch, options =>
            {
                HostedSendcloud.Watch(options, store: null);
                options.Watch = options.Watch with { Incidents = new IncidentOptions { QuietFor = Minutes(10) } };
                configure?.Invoke(options);
                Sources = options.Sources.Count;
            }));
        })
        {
            Stores = sinks,
            Limits = Limits,
        };
        IMeterFactory own = Watched.Host.Services.GetRequiredService<IMeterFactory>();
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == own)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.Start();
    }

    public HostedSendcloud Watched { get; }

    public string Name => _watch;

    public int Sinks { get; }

    public int Sources { get; private set; }

    /// <summary>What the host measured, a line for each.</summary>
    public IReadOnlyList<string> Measured => [.. _measured];

    /// <summary>All that the host's logs, metrics and spans say.</summary>
    public string Telemetry => string.Join(
        '\n',
        Watched.Logs.All,
        string.Join('\n', _measured),
        string.Join('\n', _spans.SelectMany(span => span.TagObjects).Select(tag => $"{tag.Key}={tag.Value}")));

    public static async Task<SinkHost> StartAsync(
        SimulatedSendcloud vendor,
        ObservableTimeProvider time,
        Func<string, MemoryStore> storeOf,
        Action<IIntegrationLogsWatchBuilder> add,
        Action<IntegrationLogsWatchOptions>? configure = null,
        int sinks = 1)
    {
        var host = new SinkHost(vendor, time, storeOf, add, configure, sinks);
        await host.Watched.Host.StartAsync();
        await host.SettleAsync();
        return host;
    }

    /// <summary>A log with what must not be told anywhere.</summary>
    public static SendcloudLog Failure(long id, DateTimeOffset time, long integration = 1, int status = 404) =>
        JsonSerializer.Deserialize<SendcloudLog>(string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {
              "id": {{id}}, "integration_id": {{integration}}, "created_at": "{{time:O}}", "response_code": {{status}}, "method": "POST",
              "base_url": "https://shop.example/canary-base", "full_url": "https://shop.example/hook?key=canary-url",
              "exception": "canary message", "exception_type": "HTTPError",
              "request": { "headers": { "Authorization": "canary-header" }, "payload": { "name": "canary-payload" } },
              "response": { "headers": {}, "body": "canary-body" }
            }
            """))!;

    /// <summary>Waits until each source of each sink is in a pause, and no call is under way.</summary>
    public async Task SettleAsync()
    {
        for (int i = 0; i < 10; i++)
        {
            try
            {
                await Watched.SettleAsync(Sources * Sinks);
                return;
            }
            catch (Xunit.Sdk.FailException) when (i < 9)
            {
                // Sockets may take their time.
            }
        }
    }

    public async Task AdvanceAsync(TimeSpan by)
    {
        await SettleAsync();
        Watched.Time.Advance(by);
        await SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Watched.DisposeAsync();
        _activities.Dispose();
        _meters.Dispose();
    }

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);

    private void Add(Instrument instrument, object value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => _measured.Enqueue(
        $"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
}
