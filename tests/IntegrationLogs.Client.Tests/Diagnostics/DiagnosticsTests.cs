using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Tests.Diagnostics;

public sealed class DiagnosticsTests
{
    private const string Name = "IntegrationLogs.Client";

    [Fact]
    public async Task Each_page_is_a_span()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(503));

        List<Activity> spans = await SpansAsync(async () =>
        {
            await foreach (SendcloudLog _ in test.Client.Sendcloud.GetAllLogsAsync(new() { PageSize = 100, ReadAhead = 0 }))
            {
            }
        });

        Assert.Equal(3, spans.Count);
        Assert.All(spans, span => Assert.Equal(("GET /integrations/logs", ActivityKind.Client), (span.DisplayName, span.Kind)));
        Assert.All(spans, span => Assert.Equal("Sendcloud", span.GetTagItem("integration_logs.vendor")));
        Assert.All(spans, span => Assert.Equal("GET /integrations/logs", span.GetTagItem("integration_logs.endpoint")));
        Assert.All(spans, span => Assert.Equal(200, span.GetTagItem("http.response.status_code")));
        Assert.All(spans, span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
        Assert.Equal([100, 100, 50], spans.Select(span => span.GetTagItem("integration_logs.page.items")));
        Assert.Equal([1, null, null], spans.Select(span => span.GetTagItem("http.request.resend_count")));
    }

    [Theory]
    [InlineData(404, "404")]
    [InlineData(429, "429")]
    public async Task A_page_that_is_refused_is_a_failed_span(int status, string errorType)
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.Faults.Always(Fault.Status(status));

        Activity span = Assert.Single(await SpansAsync(() => Record.ExceptionAsync(() => test.GetElasticPathAsync())));

        Assert.Equal((ActivityStatusCode.Error, errorType), (span.Status, span.GetTagItem("error.type")));
        Assert.Equal("GET /v2/integrations/logs", span.DisplayName);
        Assert.Null(span.StatusDescription);
    }

    [Fact]
    public async Task A_page_that_does_not_come_is_a_failed_span()
    {
        await using TestClient test = await TestClient.StartAsync();
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Answer("<html>"));
        test.Vendors.Sendcloud.Faults.Always(Fault.ResetBeforeHeaders());

        Activity elasticPath = Assert.Single(await SpansAsync(() => Record.ExceptionAsync(() => test.GetElasticPathAsync())));
        Activity sendcloud = Assert.Single(await SpansAsync(() => Record.ExceptionAsync(() => test.GetSendcloudAsync())));

        Assert.Equal("IntegrationLogs.Client.ApiResponseFormatException", elasticPath.GetTagItem("error.type"));
        Assert.Equal("IntegrationLogs.Client.ApiConnectionException", sendcloud.GetTagItem("error.type"));
        Assert.Equal((ActivityStatusCode.Error, ActivityStatusCode.Error), (elasticPath.Status, sendcloud.Status));
    }

    [Fact]
    public async Task Pages_items_retries_and_token_fetches_are_counted()
    {
        await using FakeVendorServer vendors = await FakeVendorServer.StartAsync();
        vendors.ElasticPath.TokenFaults.Enqueue(Fault.Status(401));
        vendors.ElasticPath.Faults.Enqueue(Fault.Status(503));
        vendors.Sendcloud.Faults.Enqueue(Fault.ResetBeforeHeaders());
        var measured = new ConcurrentQueue<string>();
        using var listener = new MeterListener();
        IntegrationLogsClientOptions options = vendors.ClientOptions;
        using var meters = new Meters();
        await using IntegrationLogsClient client = TestClient.Create(
            options, new ClientTime(options.Resilience), builder => builder.Services.AddSingleton<IMeterFactory>(meters));
        listener.InstrumentPublished = (instrument, current) =>
        {
            // Other tests count as well.
            if (instrument.Meter.Name == Name && meters.Made.Contains(instrument.Meter))
            {
                current.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) => measured.Enqueue($"{instrument.Name} {instrument.Unit} {value} {Text(tags)}"));
        listener.Start();

        await Assert.ThrowsAsync<ApiAuthenticationException>(() => TestClient.GetAsync(client, IntegrationVendor.ElasticPath));
        await TestClient.GetAsync(client, IntegrationVendor.ElasticPath);
        await TestClient.GetAsync(client, IntegrationVendor.Sendcloud);

        const string elasticPath = "integration_logs.vendor=ElasticPath", logs = "integration_logs.endpoint=GET /v2/integrations/logs";
        const string sendcloud = "integration_logs.vendor=Sendcloud integration_logs.endpoint=GET /integrations/logs";
        Assert.Equal(
            [
                $"integration_logs.client.token_fetches {{fetch}} 1 {elasticPath} error.type=ApiAuthenticationException",
                $"integration_logs.client.token_fetches {{fetch}} 1 {elasticPath}",
                $"integration_logs.client.retries {{retry}} 1 {elasticPath} {logs} error.type=503",
                $"integration_logs.client.pages {{page}} 1 {elasticPath} {logs}",
                $"integration_logs.client.items {{item}} 100 {elasticPath} {logs}",
                $"integration_logs.client.retries {{retry}} 1 {sendcloud} error.type=HttpRequestException",
                $"integration_logs.client.pages {{page}} 1 {sendcloud}",
                $"integration_logs.client.items {{item}} 100 {sendcloud}",
            ],
            measured);
    }

    [Fact]
    public async Task What_happens_is_logged_under_one_category()
    {
        using var telemetry = new Telemetry();
        await using TestClient test = await TestClient.StartAsync(
            build: builder => builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(telemetry)));
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Status(503));
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Status(401));

        await test.GetElasticPathAsync();
        test.Vendors.ElasticPath.ExpireTokens();
        test.Vendors.ElasticPath.TokenFaults.Enqueue(Fault.Status(401));
        await Assert.ThrowsAsync<ApiAuthenticationException>(() => test.GetElasticPathAsync());

        string[] expected =
        [
            "Debug 4 TokenFetched ElasticPath: got an access token for 3600 s.",
            "Warning 3 Retrying ElasticPath: GET /v2/integrations/logs, attempt 1 failed (503); trying again in 375 ms.",
            "Information 6 TokenRejected ElasticPath: the access token was refused; asking for another.",
            "Debug 4 TokenFetched ElasticPath: got an access token for 3600 s.",
            "Debug 1 PageRead ElasticPath: GET /v2/integrations/logs answered a page; records: 100.",
            "Information 6 TokenRejected ElasticPath: the access token was refused; asking for another.",
            "Error 5 TokenFailed ElasticPath: got no access token (ApiAuthenticationException).",
        ];
        Assert.Equal(expected.Length, telemetry.Logs.Count);
        Assert.All(telemetry.Logs.Zip(expected), pair => Assert.StartsWith($"{Name} {pair.Second}", pair.First, StringComparison.Ordinal));
    }

    [Fact]
    public void Event_ids_are_stable()
    {
        var ids = new[] { typeof(IntegrationLogsClient), typeof(IntegrationLogsWatchOptions) }
            .SelectMany(any => any.Assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .SelectMany(method => method.GetCustomAttributes(typeof(LoggerMessageAttribute), false).Cast<LoggerMessageAttribute>())
            .Select(message => (message.EventId, message.EventName, message.Level))
            .Distinct()
            .Order();

        Assert.Equal(
            [
                (1, "PageRead", LogLevel.Debug), (2, "ListMoved", LogLevel.Debug), (3, "Retrying", LogLevel.Warning),
                (4, "TokenFetched", LogLevel.Debug), (5, "TokenFailed", LogLevel.Error), (6, "TokenRejected", LogLevel.Information),
                (7, "SourceFailed", LogLevel.Warning), (8, "SourceRecovered", LogLevel.Information),
                (9, "SettledSooner", LogLevel.Warning),
                (10, "WatchStarted", LogLevel.Information), (11, "NoCheckpointStore", LogLevel.Warning),
                (12, "SourceAdded", LogLevel.Information), (13, "SourceDropped", LogLevel.Warning),
                (14, "HandlerFailed", LogLevel.Error), (15, "CheckpointNotLoaded", LogLevel.Error),
                (16, "CheckpointNotSaved", LogLevel.Error), (17, "CheckpointGivenUp", LogLevel.Error),
                (18, "SourcesNotDiscovered", LogLevel.Warning),
                (20, "PlaceSearched", LogLevel.Information), (21, "TotalContradicted", LogLevel.Warning),
                (22, "EndContradicted", LogLevel.Warning),
                (30, "UnreadableRecords", LogLevel.Warning),
                (40, "AccountPaused", LogLevel.Warning), (41, "RateLowered", LogLevel.Information),
                (42, "RateRaised", LogLevel.Information),
                (50, "Gap", LogLevel.Error), (51, "WatermarkSetBack", LogLevel.Warning), (52, "LateEntries", LogLevel.Warning),
                (53, "PassedOver", LogLevel.Information), (54, "IntegrationsNotListed", LogLevel.Warning),
                (60, "SourceResumed", LogLevel.Information), (61, "SourceForgotten", LogLevel.Warning),
                (62, "EntryGivenUp", LogLevel.Error), (63, "DeadLetterFailed", LogLevel.Error),
                (70, "SinkFailed", LogLevel.Warning), (71, "SinkRefused", LogLevel.Error), (72, "SinkRecovered", LogLevel.Information),
            ],
            ids);
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));

    /// <summary>The package's spans below what runs here; other tests' are not among them.</summary>
    private static async Task<List<Activity>> SpansAsync(Func<Task> run)
    {
        var spans = new ConcurrentQueue<Activity>();
        using var parent = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Name,
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
        await run();
        return [.. spans];
    }

    /// <summary>The meters of one client.</summary>
    private sealed class Meters : IMeterFactory
    {
        public ConcurrentBag<Meter> Made { get; } = [];

        public Meter Create(MeterOptions options)
        {
            var meter = new Meter(options);
            Made.Add(meter);
            return meter;
        }

        public void Dispose()
        {
            foreach (Meter meter in Made)
            {
                meter.Dispose();
            }
        }
    }
}
