using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>A hosted watch that tells of incidents.</summary>
public sealed class IncidentsTests
{
    private static readonly TimeSpan Minute = HostedSendcloud.Minute;

    private readonly SimulatedSendcloud _vendor = new() { Integrations = [] };
    private readonly ObservableTimeProvider _time = new();
    private readonly MemoryStore _store = new();
    private readonly ConcurrentQueue<string> _told = new();

    private Func<IncidentEvent, int, Task> Handling { get; set; } = (_, _) => Task.CompletedTask;

    [Fact]
    public async Task Events_come_in_order_each_once_also_over_a_restart()
    {
        await using (HostedSendcloud host = await StartAsync())
        {
            Fail(1, 404);
            Fail(2, 500);
            await host.AdvanceAsync(Minute);
        }

        Assert.Equal(["Opened status 404", "Opened status 500"], _told);
        await using HostedSendcloud next = await StartAsync();
        for (int minute = 0; minute < 12; minute++)
        {
            await next.AdvanceAsync(Minute);
        }

        Assert.Equal(["Opened status 404", "Opened status 500", "Resolved status 404", "Resolved status 500"], _told);
    }

    [Fact]
    public async Task An_event_that_was_not_handled_comes_again_after_a_pause_and_after_a_crash()
    {
        Handling = (happened, _) => happened.Incident.Cause.StatusCode == 500 ? throw new IOException("down") : Task.CompletedTask;
        await using (HostedSendcloud host = await StartAsync())
        {
            Fail(1, 404);
            Fail(2, 500);
            await host.AdvanceAsync(Minute);
            await host.AdvanceAsync(TimeSpan.FromSeconds(1));
            Assert.Equal(["Opened status 404", "Opened status 500", "Opened status 500"], _told);
            Assert.Contains(host.Logs.Lines, line => line.StartsWith("Error 14 HandlerFailed The watch: ", StringComparison.Ordinal));
        }

        Handling = (_, _) => Task.CompletedTask;
        await using HostedSendcloud next = await StartAsync();

        Assert.Equal(["Opened status 404", "Opened status 500", "Opened status 500", "Opened status 500"], _told);
    }

    [Fact]
    public async Task After_so_many_attempts_an_event_is_a_dead_letter()
    {
        var dead = new ConcurrentQueue<string>();
        Handling = (happened, _) => happened.Incident.Cause.StatusCode == 404 ? throw new IOException("poison") : Task.CompletedTask;
        await using HostedSendcloud host = await StartAsync(options =>
        {
            options.MaxHandlerAttempts = 2;
            options.OnIncidentDeadLetter = (happened, error, _) =>
            {
                dead.Enqueue($"{happened.Kind} {error.Message}");
                return Task.CompletedTask;
            };
        });
        Fail(1, 404);
        Fail(2, 500);
        await host.AdvanceAsync(Minute);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(["Opened poison"], dead);
        Assert.Equal(["Opened status 404", "Opened status 404", "Opened status 500"], _told);
    }

    [Fact]
    public void Failures_alone_are_read_and_incidents_are_made_whatever_the_settings_say()
    {
        var services = new ServiceCollection();
        services.AddIntegrationLogsClient(options => options.Sendcloud = TestOptions.Good().Sendcloud);
        services.AddIntegrationLogsIncidents("a", options => HostedSendcloud.Watch(options, store: null), (_, _) => Task.CompletedTask);
        services.AddIntegrationLogsIncidents(
            "b",
            options =>
            {
                HostedSendcloud.Watch(options, store: null, 2);
                options.Watch = options.Watch with { Incidents = new IncidentOptions { MinFailures = 3 } };
            },
            (_, _) => Task.CompletedTask);
        using ServiceProvider provider = services.BuildServiceProvider();
        var settings = provider.GetRequiredService<IOptionsMonitor<IntegrationLogsWatchOptions>>();

        Assert.Equal((true, new IncidentOptions()), (settings.Get("a").Watch.FailuresOnly, settings.Get("a").Watch.Incidents));
        Assert.Equal((true, 3), (settings.Get("b").Watch.FailuresOnly, settings.Get("b").Watch.Incidents!.MinFailures));
    }

    [Fact]
    public async Task A_handler_from_the_container_gets_a_scope_of_its_own_for_each_call()
    {
        var calls = new ConcurrentQueue<Handler>();
        await using var host = new HostedSendcloud(_vendor, _time, services => services
            .AddSingleton(calls)
            .AddIntegrationLogsIncidents<Handler>(options => HostedSendcloud.Watch(options, store: null)))
        {
            Limits = HostedSendcloud.PollLimits,
        };
        await host.Host.StartAsync();
        await host.SettleAsync();
        Fail(1, 404);
        Fail(2, 500);
        await host.AdvanceAsync(Minute);

        Assert.Equal(2, calls.Distinct().Count());
        Assert.All(calls, call => Assert.True(call.IsDisposed));
    }

    public static TheoryData<Action<IServiceCollection>, string> Faults => new()
    {
        {
            services => services.AddIntegrationLogsIncidents(
                options =>
                {
                    HostedSendcloud.Watch(options, store: null);
                    options.MaxHandlerAttempts = 3;
                },
                (_, _) => Task.CompletedTask),
            "MaxHandlerAttempts is set, and OnIncidentDeadLetter is not: nothing would take the event then."
        },
        {
            services => services.AddIntegrationLogsIncidents(
                options =>
                {
                    HostedSendcloud.Watch(options, store: null);
                    options.OnDeadLetter = (_, _, _) => Task.CompletedTask;
                },
                (_, _) => Task.CompletedTask),
            "OnDeadLetter is set, and a watch of incidents never calls it: set OnIncidentDeadLetter."
        },
        {
            services => services.AddIntegrationLogsWatch(
                options =>
                {
                    HostedSendcloud.Watch(options, store: null);
                    options.OnIncidentDeadLetter = (_, _, _) => Task.CompletedTask;
                },
                (_, _) => Task.CompletedTask),
            "OnIncidentDeadLetter is set, and a watch of entries never calls it: set OnDeadLetter."
        },
        {
            services => services.AddIntegrationLogsIncidents(
                options =>
                {
                    HostedSendcloud.Watch(options, store: null);
                    options.Watch = options.Watch with { Incidents = new IncidentOptions { MinFailures = 0 } };
                },
                (_, _) => Task.CompletedTask),
            "Watch.Incidents.MinFailures"
        },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_is_wrong_fails_the_hosts_start_by_name(Action<IServiceCollection> add, string fault)
    {
        using IHost host = new HostedSendcloud(_vendor, _time, add).Host;

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.StartsWith(fault, Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    private async Task<HostedSendcloud> StartAsync(Action<IntegrationLogsWatchOptions>? configure = null)
    {
        var host = new HostedSendcloud(_vendor, _time, services => services.AddIntegrationLogsIncidents(
            options =>
            {
                HostedSendcloud.Watch(options, _store);
                options.Watch = options.Watch with { Incidents = new IncidentOptions { QuietFor = TimeSpan.FromMinutes(10) } };
                configure?.Invoke(options);
            },
            (happened, _) =>
            {
                _told.Enqueue($"{happened.Kind} {happened.Incident.Cause}");
                return Handling(happened, _told.Count);
            }))
        {
            Stores = 1,
            Limits = HostedSendcloud.PollLimits,
        };
        await host.Host.StartAsync();
        await host.SettleAsync();
        return host;
    }

    private void Fail(long id, int status)
    {
        _time.Advance(TimeSpan.FromTicks(1));
        _vendor.InsertByTime(SimulatedSendcloud.Log(id, _time.GetUtcNow(), status: status));
    }

    internal sealed class Handler(ConcurrentQueue<Handler> calls) : IIncidentHandler, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;

        public Task HandleAsync(IncidentEvent happened, CancellationToken cancellationToken = default)
        {
            calls.Enqueue(this);
            return Task.CompletedTask;
        }
    }
}
