using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>What a receiver of webhooks gets, over real sockets.</summary>
public sealed class WebhookSinkTests : IAsyncLifetime
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static readonly TimeSpan Minute = HostedSendcloud.Minute;
    private static readonly JsonEventFormatter Formatter = new();

    private readonly SimulatedSendcloud _vendor = new() { Integrations = [new SendcloudIntegration { Id = 1, ShopName = "Shop A" }] };
    private readonly ObservableTimeProvider _time = new();
    private readonly SinkStores _stores = new();
    private SinkReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await SinkReceiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task Each_event_is_a_CloudEvent_with_a_signature_that_verifies()
    {
        await using SinkHost host = await StartAsync(options =>
        {
            options.SigningSecret = Secret;
            options.Headers["Authorization"] = "Bearer canary-bearer";
        });
        DateTimeOffset failedAt = Fail(1);
        await host.AdvanceAsync(Minute);
        SinkReceiver.Received request = Assert.Single(_receiver.Requests);
        CloudEvent opened = Decode(request);

        string id = opened.Id!;
        Assert.EndsWith("/opened", id, StringComparison.Ordinal);
        Assert.Equal(("integrationlogs.incident.opened", "Sendcloud/1", "1"), (opened.Type, opened.Source!.OriginalString, opened.Subject));
        Assert.Equal((failedAt, CloudEventsSpecVersion.V1_0, "application/json"), (opened.Time, opened.SpecVersion, opened.DataContentType));
        var data = (JsonElement)opened.Data!;
        Assert.Equal("Shop A", data.GetProperty("integrationName").GetString());
        Assert.Equal((404, "HTTPError"), (data.GetProperty("cause").GetProperty("statusCode").GetInt32(), data.GetProperty("cause").GetProperty("exceptionType").GetString()));
        Assert.Equal((1, "open"), (data.GetProperty("failures").GetInt32(), data.GetProperty("state").GetString()));
        Assert.Equal((id, id), (request.Headers["Idempotency-Key"], request.Headers["webhook-id"]));
        Assert.Equal($"{_time.GetUtcNow().ToUnixTimeSeconds()}", request.Headers["webhook-timestamp"]);
        Assert.Equal("Bearer canary-bearer", request.Headers["Authorization"]);
        byte[] signed = Encoding.UTF8.GetBytes($"{request.Headers["webhook-id"]}.{request.Headers["webhook-timestamp"]}.{request.Text}");
        string expected = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret["whsec_".Length..]), signed));
        Assert.Equal($"v1,{expected}", request.Headers["webhook-signature"]);

        for (int minute = 0; minute < 15; minute++)
        {
            await host.AdvanceAsync(Minute);
        }

        CloudEvent resolved = Decode(_receiver.Requests[1]);
        Assert.Equal(2, _receiver.Requests.Count);
        Assert.Equal(("integrationlogs.incident.resolved", failedAt + TimeSpan.FromMinutes(10)), (resolved.Type, resolved.Time));
        Assert.DoesNotContain("canary", host.Telemetry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_secret_requests_have_no_signature()
    {
        await using SinkHost host = await StartAsync();
        Fail(1);
        await host.AdvanceAsync(Minute);

        Assert.DoesNotContain(Assert.Single(_receiver.Requests).Headers.Keys, name => name.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_receiver_that_answers_500_for_a_day_gets_all_in_order_and_holds_up_nobody()
    {
        var other = new RecordingSink();
        _vendor.Integrations = [];
        _receiver.Answer = SinkReceiver.Status(500);
        await using SinkHost host = await SinkHost.StartAsync(
            _vendor,
            _time,
            _stores.Of,
            watch => watch
                .ToWebhook(_receiver.Address, options => options.Content = SinkContent.Failures)
                .ToSink("other", _ => other, options => options.Content = SinkContent.Failures),
            options =>
            {
                options.Sources.Add(LogSource.Sendcloud(2));
                options.RetryMaxDelay = TimeSpan.FromHours(1);
            },
            sinks: 2);
        for (int hour = 1; hour <= 24; hour++)
        {
            Fail(hour, integration: 1 + (hour % 2));
            await host.AdvanceAsync(TimeSpan.FromHours(1));
            Assert.Equal(hour, other.Taken.Count);
        }

        Assert.Empty(_receiver.Taken);
        int failures = host.Measured.Count(line => line.StartsWith("integration_logs.sink.failures 1 ", StringComparison.Ordinal));
        Assert.Equal(_receiver.Requests.Count, failures);
        Assert.Equal(failures, host.Watched.Logs.Lines.Count(line => line.Contains(" SinkFailed ", StringComparison.Ordinal)));
        Assert.Contains(
            host.Measured,
            line => line.Contains($"integration_logs.watch={host.Name}.webhook integration_logs.sink=webhook error.type=500", StringComparison.Ordinal));
        _receiver.Answer = (_, _) => Task.CompletedTask;
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        await host.AdvanceAsync(TimeSpan.FromHours(1));

        string[] taken = [.. _receiver.Taken.Select(request => Decode(request).Id!)];
        Assert.Equal([.. Keys(2, 24, 2).Order()], taken.Where(key => key.StartsWith("/Sendcloud/1/", StringComparison.Ordinal)).Order());
        foreach (long integration in new long[] { 1, 2 })
        {
            string prefix = $"/Sendcloud/{integration}/";
            Assert.Equal(Keys(integration == 1 ? 2 : 1, 24, 2), taken.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)));
        }

        Assert.Equal(24, taken.Length);
        Assert.Contains(host.Watched.Logs.Lines, line => line.StartsWith($"Information 72 SinkRecovered The watch '{host.Name}.webhook'", StringComparison.Ordinal));

        static IEnumerable<string> Keys(int first, int last, int step)
        {
            for (int id = first; id <= last; id += step)
            {
                yield return $"/Sendcloud/{1 + (id % 2)}/{id}";
            }
        }
    }

    [Fact]
    public async Task A_restart_sends_only_what_was_not_taken()
    {
        _receiver.Answer = (_, context) =>
        {
            context.Response.StatusCode = _receiver.Taken.Count < 2 ? 200 : 503;
            return Task.CompletedTask;
        };
        await using (SinkHost first = await StartAsync(options => options.Content = SinkContent.Failures))
        {
            for (int id = 1; id <= 4; id++)
            {
                Fail(id);
            }

            await first.AdvanceAsync(Minute);
            Assert.Equal(3, _receiver.Requests.Count);
        }

        _receiver.Answer = (_, _) => Task.CompletedTask;
        await using SinkHost next = await StartAsync(options => options.Content = SinkContent.Failures);
        await next.AdvanceAsync(Minute);

        Assert.Equal(
            ["/Sendcloud/1/1", "/Sendcloud/1/2", "/Sendcloud/1/3", "/Sendcloud/1/4"],
            _receiver.Taken.Select(request => Decode(request).Id!));
    }

    [Fact]
    public async Task Only_what_is_asked_for_of_a_log_is_sent()
    {
        await using SinkHost host = await SinkHost.StartAsync(
            _vendor,
            _time,
            _stores.Of,
            watch => watch
                .ToWebhook(_receiver.Address, options => options.Content = SinkContent.Failures | SinkContent.Incidents)
                .ToWebhook(_receiver.Address, options => (options.Name, options.Content, options.Fields) =
                    ("whole", SinkContent.Failures, SinkFields.Message | SinkFields.Url | SinkFields.VendorLog)),
            sinks: 2);
        Fail(1);
        await host.AdvanceAsync(Minute);

        string[] texts = [.. _receiver.Requests.Select(request => request.Text)];
        string whole = Assert.Single(texts, text => text.Contains("canary", StringComparison.Ordinal));
        JsonElement data = JsonDocument.Parse(whole).RootElement.GetProperty("data");
        Assert.Equal(3, texts.Length);
        Assert.Equal("canary message", data.GetProperty("message").GetString());
        Assert.Equal("https://shop.example/hook?key=canary-url", data.GetProperty("url").GetString());
        Assert.Equal("canary-payload", data.GetProperty("vendorLog").GetProperty("request").GetProperty("payload").GetProperty("name").GetString());
        Assert.DoesNotContain("canary", host.Telemetry, StringComparison.Ordinal);
    }

    private static CloudEvent Decode(SinkReceiver.Received request) =>
        Formatter.DecodeStructuredModeMessage(request.Body, new ContentType(request.Headers["Content-Type"]), extensionAttributes: null);

    private Task<SinkHost> StartAsync(Action<WebhookSinkOptions>? configure = null) =>
        SinkHost.StartAsync(_vendor, _time, _stores.Of, watch => watch.ToWebhook(_receiver.Address, configure));

    private DateTimeOffset Fail(long id, long integration = 1)
    {
        _time.Advance(TimeSpan.FromTicks(1));
        _vendor.InsertByTime(SinkHost.Failure(id, _time.GetUtcNow(), integration));
        return _time.GetUtcNow();
    }
}
