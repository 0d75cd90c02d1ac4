using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>Failures and incidents in the application's own log.</summary>
public sealed class LoggerSinkTests : IDisposable
{
    private readonly SimulatedSendcloud _vendor = new() { Integrations = [new SendcloudIntegration { Id = 1, ShopName = "Shop A" }] };
    private readonly ObservableTimeProvider _time = new(new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero));
    private readonly SinkStores _stores = new();
    private readonly Events _events = new();

    public void Dispose() => _events.Dispose();

    [Fact]
    public async Task Each_event_has_its_id_its_level_and_attributes_for_processors()
    {
        await using SinkHost host = await StartAsync();
        _vendor.InsertByTime(SinkHost.Failure(1, _time.GetUtcNow()));
        for (int minute = 0; minute < 15; minute++)
        {
            await host.AdvanceAsync(HostedSendcloud.Minute);
        }

        Assert.Equal(
            [
                "Error 100 IntegrationFailed IntegrationLogs.Failures",
                "Warning 110 IncidentOpened IntegrationLogs.Incidents",
                "Information 112 IncidentResolved IntegrationLogs.Incidents",
            ],
            _events.All.Select(one => $"{one.Level} {one.Id.Id} {one.Id.Name} {one.Category}"));
        Event failed = _events.All[0];
        Assert.Equal(
            "Failure: Shop A (Sendcloud integration 1). Status: 404, Error: HTTPError, Time: 2026-11-27 12:00:00 UTC, Log: 1", failed.Text);
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["integration_logs.entry"] = "/Sendcloud/1/1",
                ["integration_logs.vendor"] = "Sendcloud",
                ["integration_logs.source"] = "Sendcloud/1",
                ["integration_logs.integration.id"] = "1",
                ["integration_logs.integration.name"] = "Shop A",
                ["integration_logs.log.id"] = "1",
                ["integration_logs.occurred_at"] = "2026-11-27T12:00:00.0000000+00:00",
                ["http.response.status_code"] = 404,
                ["http.request.method"] = "POST",
                ["error.type"] = "HTTPError",
            },
            failed.Attributes);
        Assert.Equal(("resolved", 1L, "2026-11-27T12:10:00.0000000+00:00"), (
            _events.All[2].Attributes["integration_logs.incident.event.kind"],
            _events.All[2].Attributes["integration_logs.incident.failures"],
            _events.All[2].Attributes["integration_logs.occurred_at"]));
        Assert.DoesNotContain("canary", string.Join('\n', _events.All.Select(one => $"{one.Text} {string.Join(' ', one.Attributes)}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_and_addresses_are_logged_where_they_are_asked_for()
    {
        await using SinkHost host = await StartAsync(options => options.Fields = SinkFields.Message | SinkFields.Url);
        _vendor.InsertByTime(SinkHost.Failure(1, _time.GetUtcNow()));
        await host.AdvanceAsync(HostedSendcloud.Minute);

        Assert.Equal(
            ("canary message", "https://shop.example/hook?key=canary-url"),
            (_events.All[0].Attributes["error.message"], _events.All[0].Attributes["url.full"]));
    }

    private Task<SinkHost> StartAsync(Action<LoggerSinkOptions>? configure = null) =>
        SinkHost.StartAsync(_vendor, _time, _stores.Of, watch => Add(watch).ToLogger(configure));

    private IIntegrationLogsWatchBuilder Add(IIntegrationLogsWatchBuilder watch)
    {
        watch.Services.AddSingleton<ILoggerProvider>(_events);
        return watch;
    }

    private sealed record Event(string Category, LogLevel Level, EventId Id, string Text, Dictionary<string, object?> Attributes);

    private sealed class Events : ILoggerProvider
    {
        private readonly ConcurrentQueue<Event> _events = new();

        public IReadOnlyList<Event> All => [.. _events];

        public ILogger CreateLogger(string categoryName) => new Logger(_events, categoryName);

        public void Dispose()
        {
        }
    }

    private sealed class Logger(ConcurrentQueue<Event> events, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => category is "IntegrationLogs.Failures" or "IntegrationLogs.Incidents";

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                events.Enqueue(new Event(
                    category,
                    logLevel,
                    eventId,
                    formatter(state, exception),
                    ((IEnumerable<KeyValuePair<string, object?>>)state!).ToDictionary(pair => pair.Key, pair => pair.Value)));
            }
        }
    }
}
