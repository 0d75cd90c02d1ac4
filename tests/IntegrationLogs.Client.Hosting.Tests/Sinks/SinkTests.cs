using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>Sinks of the user's own, and what all sinks have in common.</summary>
public sealed class SinkTests
{
    private static readonly TimeSpan Minute = HostedSendcloud.Minute;
    private static readonly Uri Https = new("https://hooks.example/canary-path?token=canary");

    private readonly SimulatedSendcloud _vendor = new() { Integrations = [] };
    private readonly ObservableTimeProvider _time = new();
    private readonly SinkStores _stores = new();
    private readonly RecordingSink _sink = new();

    [Fact]
    public async Task A_sink_gets_batches_in_order_and_only_what_it_asks_for()
    {
        var entries = new RecordingSink();
        await using SinkHost host = await SinkHost.StartAsync(
            _vendor,
            _time,
            _stores.Of,
            watch => watch
                .ToSink("incidents", _ => _sink)
                .ToSink("entries", _ => entries, options => (options.Content, options.BatchSize) = (SinkContent.Entries, 2)),
            sinks: 2);
        for (int id = 1; id <= 5; id++)
        {
            Fail(id);
        }

        await host.AdvanceAsync(Minute);

        Assert.EndsWith("/opened", Assert.Single(_sink.Taken), StringComparison.Ordinal);
        Assert.Equal([2, 2, 1], entries.Batches.Select(batch => batch.Count));
        Assert.Equal(Enumerable.Range(1, 5).Select(id => $"/Sendcloud/1/{id}"), entries.Taken);
        Assert.Equal("Sendcloud/1: 2 entries, 0 events of incidents.", $"{entries.Batches[0]}");
        Assert.Contains(host.Measured, line => line
            == $"integration_logs.incidents 1 integration_logs.vendor=Sendcloud integration_logs.source=Sendcloud/1 integration_logs.watch={host.Name}.incidents integration_logs.incident.event.kind=opened");
    }

    [Fact]
    public async Task The_checkpoint_is_stored_after_each_batch_and_a_restart_begins_with_the_next()
    {
        _sink.Writing = (_, calls, _) => calls == 3 ? throw new IOException("full") : Task.CompletedTask;
        await using (SinkHost host = await StartAsync())
        {
            for (int id = 1; id <= 6; id++)
            {
                Fail(id);
            }

            await host.AdvanceAsync(Minute);
            Assert.Equal(Enumerable.Range(1, 4).Select(id => $"/Sendcloud/1/{id}"), _sink.Taken);
            Assert.Contains(
                $"Warning 70 SinkFailed The watch '{host.Name}.own': the sink 'own' did not take a batch of Sendcloud/1. A IOException. "
                + "Failures in a row: 1. It gets the batch again in 1 s. full",
                host.Watched.Logs.Lines);
        }

        await using SinkHost next = await StartAsync();
        await next.AdvanceAsync(Minute);
        Assert.Equal(Enumerable.Range(1, 6).Select(id => $"/Sendcloud/1/{id}"), _sink.Taken);
    }

    [Fact]
    public async Task What_one_source_is_told_to_wait_holds_for_the_others()
    {
        _sink.Writing = (_, calls, _) => calls == 1
            ? throw new IntegrationLogsSinkException("Too much.") { RetryAfter = TimeSpan.FromMinutes(10) }
            : Task.CompletedTask;
        await using SinkHost host = await SinkHost.StartAsync(
            _vendor,
            _time,
            _stores.Of,
            watch => watch.ToSink("own", _ => _sink, options => options.Content = SinkContent.Failures),
            options => options.Sources.Add(LogSource.Sendcloud(2)));
        Fail(1);
        await host.AdvanceAsync(Minute);
        Fail(2, integration: 2);
        await host.AdvanceAsync(Minute);
        Assert.Equal((5, 1), (_vendor.Requests, _sink.Batches.Count));
        await host.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(["/Sendcloud/1/1", "/Sendcloud/2/2"], _sink.Taken.Order());
    }

    [Fact]
    public async Task Each_sink_has_a_health_check_by_the_name_of_its_own_watch()
    {
        _sink.Writing = (_, _, _) => throw new IOException();
        string? name = null;
        await using SinkHost host = await SinkHost.StartAsync(_vendor, _time, _stores.Of, watch =>
        {
            name = $"{watch.Name}.own";
            watch.ToSink("own", _ => _sink).Services.AddHealthChecks().AddIntegrationLogsWatch(name);
        });
        Fail(1);
        await host.AdvanceAsync(Minute);
        for (int minute = 0; minute < 10; minute++)
        {
            await host.AdvanceAsync(Minute);
        }

        HealthReport report = await host.Watched.Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        (string check, HealthReportEntry entry) = Assert.Single(report.Entries);
        Assert.Equal(($"IntegrationLogs.Watch.{name}", HealthStatus.Unhealthy), (check, entry.Status));
    }

    [Fact]
    public async Task Checkpoints_of_all_sinks_can_be_files_of_a_directory()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("checkpoints");
        await using (var host = new HostedSendcloud(_vendor, _time, services => services
            .AddIntegrationLogsWatch(options => HostedSendcloud.Watch(options, store: null))
            .AddFileCheckpoints(directory.FullName)
            .ToSink("a", _ => _sink)
            .ToSink("b", _ => _sink))
        {
            Stores = 2,
            Limits = HostedSendcloud.PollLimits,
        })
        {
            await host.Host.StartAsync();
            await host.SettleAsync(2);
        }

        Assert.Equal(["a.checkpoint", "b.checkpoint"], directory.GetFiles("*.checkpoint").Select(file => file.Name).Order());
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_section_and_what_is_configured_for_the_watch_count_for_each_sink()
    {
        IConfiguration section = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Watch:Sources:0", "Sendcloud/1"), new("Watch:Watch:Incidents:MinFailures", "3")])
            .Build()
            .GetSection("Watch");
        await using var host = new HostedSendcloud(_vendor, _time, services =>
        {
            services.AddIntegrationLogsWatch("shop", section).ToSink("own", _ => _sink).ToLogger();
            services.Configure<IntegrationLogsWatchOptions>("shop", options => options.Watch = options.Watch with { PageSize = 7 });
        });

        var settings = host.Host.Services.GetRequiredService<IOptionsMonitor<IntegrationLogsWatchOptions>>();
        foreach (IntegrationLogsWatchOptions options in new[] { settings.Get("shop.own"), settings.Get("shop.logger") })
        {
            Assert.Equal((3, 7, true), (options.Watch.Incidents!.MinFailures, options.Watch.PageSize, options.Watch.FailuresOnly));
            Assert.Equal([LogSource.Sendcloud(1)], options.Sources);
            Assert.Equal((1, 1, true), (options.CheckpointEvery, options.MaxConcurrentHandlers, options.AllowSharedSources));
        }
    }

    [Fact]
    public async Task A_watch_without_a_sink_fails_the_hosts_start()
    {
        using IHost host = new HostedSendcloud(
            _vendor, _time, services => services.AddIntegrationLogsWatch("shop", options => HostedSendcloud.Watch(options, store: null))).Host;

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.StartsWith("The watch 'shop' has no sink and no handler", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_of_attempts_is_no_setting_of_sinks()
    {
        using IHost host = new HostedSendcloud(_vendor, _time, services => services
            .AddIntegrationLogsWatch(options =>
            {
                HostedSendcloud.Watch(options, store: null);
                options.MaxHandlerAttempts = 3;
            })
            .ToSink("own", _ => _sink)).Host;

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.StartsWith("MaxHandlerAttempts, OnDeadLetter or OnIncidentDeadLetter is set", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<Action<IIntegrationLogsWatchBuilder>, string> Faults => new()
    {
        { watch => watch.ToWebhook(new Uri("http://hooks.example/canary")), "The sink's address at hooks.example begins with http:" },
        { watch => watch.ToSlack(new Uri("http://hooks.example/canary")), "The sink's address at hooks.example begins with http:" },
        { watch => watch.ToTeams(new Uri("http://hooks.example/canary")), "The sink's address at hooks.example begins with http:" },
        { watch => watch.ToWebhook(new Uri("ftp://hooks.example/canary")), "The sink's address must be absolute and begin with https:." },
        { watch => watch.ToWebhook(new Uri("/canary", UriKind.Relative)), "The sink's address must be absolute and begin with https:." },
        { watch => watch.ToWebhook(new Uri("https://canary:canary@hooks.example/")), "The sink's address at hooks.example has a user name in it" },
        { watch => watch.ToWebhook(Https, options => options.Timeout = TimeSpan.Zero), "The sink's Timeout is 00:00:00; it must be more than zero" },
        { watch => watch.ToWebhook(Https, options => options.BatchSize = 0), "The sink's BatchSize is 0; it must be 1 to 10,000." },
        { watch => watch.ToSlack(Https, options => options.BatchSize = 51), "The sink's BatchSize is 51; it must be 1 to 50." },
        { watch => watch.ToTeams(Https, options => options.BatchSize = 11), "The sink's BatchSize is 11; it must be 1 to 10." },
        { watch => watch.ToWebhook(Https, options => options.Content = SinkContent.None), "The sink's Content is None; it must be Incidents, Failures" },
        { watch => watch.ToSlack(Https, options => options.Fields = SinkFields.VendorLog), "The sink's Fields is VendorLog; it must be of Message, Url, or None." },
        { watch => watch.ToWebhook(Https, options => options.SigningSecret = "short canary"), "The sink's SigningSecret has 12 bytes; it must have 24 or more" },
        { watch => watch.ToWebhook(Https, options => options.SigningSecret = "whsec_canary!"), "The sink's SigningSecret begins with whsec_, and what follows is no base64." },
        { watch => watch.ToWebhook(Https, options => options.Headers["webhook-id"] = "canary"), "The sink's Headers has 'webhook-id', which the sink sets itself." },
        { watch => watch.ToWebhook(Https, options => options.Headers["X-A"] = "canary\r\nX-B: c"), "The sink's Headers has 'X-A', which is no request header" },
        { watch => watch.ToSink("a b", _ => new RecordingSink()), "The sink's Name is 'a b'; it must be letters, digits" },
        { watch => watch.ToSink("a", _ => new RecordingSink()).ToSink("a", _ => new RecordingSink()), "There is a watch named 'shop.a' already" },
        { watch => watch.ToJsonLines(Path.GetTempPath()), "The sink's path '" },
        { watch => watch.ToJsonLines("a.jsonl").ToJsonLines("a.jsonl", options => options.Name = "b"), "Another sink writes to '" },
        { watch => watch.ToJsonLines("a.jsonl", options => options.MaxFileBytes = 0), "The sink's MaxFileBytes is 0; it must be 1 or more" },
        { watch => watch.ToJsonLines("a.jsonl", options => options.MaxFiles = 0), "The sink's MaxFiles is 0; it must be 1 to 10,000." },
        { watch => watch.Services.AddIntegrationLogsWatch("shop", _ => { }, (_, _) => Task.CompletedTask), "There is a watch named 'shop' already" },
        { watch => watch.Services.AddIntegrationLogsWatch("shop", _ => { }), "There is a watch named 'shop' already" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_wrong_with_a_sink_is_told_where_it_is_added(Action<IIntegrationLogsWatchBuilder> add, string fault)
    {
        IIntegrationLogsWatchBuilder watch = new ServiceCollection().AddIntegrationLogsWatch("shop", _ => { });

        var error = Assert.Throws<ArgumentException>(() => add(watch));

        Assert.StartsWith(fault, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_without_TLS_is_taken_where_it_is_allowed_or_of_this_machine() => new ServiceCollection()
        .AddIntegrationLogsWatch(_ => { })
        .ToWebhook(new Uri("http://hooks.example/"), options => options.AllowInsecure = true)
        .ToSlack(new Uri("http://localhost:1/"));

    private Task<SinkHost> StartAsync() => SinkHost.StartAsync(
        _vendor,
        _time,
        _stores.Of,
        watch => watch.ToSink("own", _ => _sink, options => (options.Content, options.BatchSize) = (SinkContent.Failures, 2)));

    private void Fail(long id, long integration = 1)
    {
        _time.Advance(TimeSpan.FromTicks(1));
        _vendor.InsertByTime(SinkHost.Failure(id, _time.GetUtcNow(), integration));
    }
}
