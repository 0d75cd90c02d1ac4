using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegrationLogs.Client.Hosting.Tests;

public sealed class BeginTests
{
    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private readonly RecordingHandler _handler = new();
    private readonly MemoryStore _store = new();

    [Fact]
    public async Task A_source_that_is_new_begins_where_the_others_stand_and_one_that_is_dropped_is_kept()
    {
        await using (HostedSendcloud first = await StartAsync(1, 2))
        {
            await first.SettleAsync(2);
        }

        DateTimeOffset before = LogCheckpoint.Parse(_store.Content!)[LogSource.Sendcloud(2)].Watermark!.Value.AddTicks(-1);
        _vendor.InsertByTime(SimulatedSendcloud.Log(1, _time.GetUtcNow(), integrationId: 1));
        _vendor.InsertByTime(SimulatedSendcloud.Log(2, _time.GetUtcNow(), integrationId: 2));
        _vendor.InsertByTime(SimulatedSendcloud.Log(3, _time.GetUtcNow(), integrationId: 3));
        _time.Advance(HostedSendcloud.Minute);
        await using HostedSendcloud after = await StartAsync(2, 3);
        await after.SettleAsync(2);

        Assert.Equal([2, 3], _handler.Handled.Order());
        Assert.Equal(
            [
                $"Information 12 SourceAdded The watch did not watch Sendcloud/3 before: it begins at {before:O}.",
                "Warning 13 SourceDropped The watch does not watch Sendcloud/1 any more: how far it was watched is kept for 30 days.",
                "Information 10 WatchStarted The watch starts from a checkpoint. Sources: 2.",
            ],
            after.Logs.Lines);
        LogCheckpoint stored = LogCheckpoint.Parse(_store.Content!);
        Assert.Equal(["Sendcloud/1", "Sendcloud/2", "Sendcloud/3"], stored.Sources.Select(source => source.Name));
        Assert.Equal(
            [_time.GetUtcNow(), null, null], stored.Split().Select(source => source.UnwatchedSince));
    }

    [Fact]
    public async Task What_happens_before_a_new_sources_first_entry_is_not_lost_over_a_crash()
    {
        foreach (long[] integrations in (long[][])[[1], [1, 2]])
        {
            await using HostedSendcloud crashed = await StartAsync(integrations);
            await crashed.SettleAsync(integrations.Length);
        }

        _vendor.InsertByTime(SimulatedSendcloud.Log(7, _time.GetUtcNow(), integrationId: 2));
        _time.Advance(HostedSendcloud.Minute);
        await using HostedSendcloud host = await StartAsync(1, 2);
        await host.SettleAsync(2);

        Assert.Equal([7], _handler.Handled);
    }

    [Fact]
    public async Task The_same_sources_again_change_nothing_that_is_stored()
    {
        for (int run = 0; run < 3; run++)
        {
            await using HostedSendcloud host = await StartAsync(1);
            await host.SettleAsync();

            // The first start has saved, and each stop.
            Assert.Equal(1 + run, _store.Saves);
        }
    }

    [Theory]
    [InlineData("{\"version\":7,\"sources\":{}}", "version 7")]
    [InlineData("half a checkp", "This is no checkpoint")]
    public async Task A_stored_checkpoint_that_cannot_be_read_ends_the_host_and_is_left_as_it_is(string content, string why)
    {
        _store.Content = content;
        await using HostedSendcloud host = await StartAsync(1);

        await host.EndAsync();

        Assert.Equal((content, 1, 0, 0), (_store.Content, _store.Loads, _store.Saves, _vendor.Requests));
        Assert.Contains(why, host.Logs.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_says_so_itself_ends_the_host_too()
    {
        _store.LoadRefusal = _ => new InvalidDataException("The file is damaged.");
        await using HostedSendcloud host = await StartAsync(1);

        await host.EndAsync();

        Assert.Equal((1, 0), (_store.Loads, _vendor.Requests));
        Assert.Contains("The file is damaged.", host.Logs.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Integrations_are_discovered_again_and_again_until_the_vendor_answers_with_some()
    {
        var listed = new ListedSendcloud(_vendor)
        {
            Integrations = lists => lists switch
            {
                1 => throw new ApiConnectionException(IntegrationVendor.Sendcloud, "down"),
                2 => throw new ApiRateLimitException(IntegrationVendor.Sendcloud, HttpStatusCode.TooManyRequests, "later")
                {
                    RetryAfter = TimeSpan.FromMinutes(3),
                },
                3 => [],
                _ => [1, 2],
            },
        };
        await using var host = new HostedSendcloud(listed, _time, services => services.AddIntegrationLogsWatch(
            options =>
            {
                options.DiscoverSources.Add(IntegrationVendor.Sendcloud);
                options.CheckpointStore = _store;
            },
            _handler.HandleAsync));
        await host.Host.StartAsync();
        foreach (TimeSpan pause in (TimeSpan[])[TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(3)])
        {
            await host.AdvanceAsync(pause);
        }

        Assert.Equal((3, 0, 0), (listed.Lists, _vendor.Requests, _store.Loads));
        await host.SettleAsync();
        _time.Advance(TimeSpan.FromSeconds(4));

        // Two sources, the next rediscovery, and the next checkpoint.
        await host.SettleAsync(4);

        Assert.Equal((4, 2), (listed.Lists, _vendor.Requests));
        Assert.Equal(["Sendcloud/1", "Sendcloud/2"], LogCheckpoint.Parse(_store.Content!).Sources.Select(source => source.Name));
        const string known = "Warning 18 SourcesNotDiscovered The watch: the integrations of Sendcloud could not be listed";
        Assert.Equal(
            [
                $"{known} (ApiConnectionException). Failures in a row: 1. Next try in 1 s.",
                $"{known} (ApiRateLimitException). Failures in a row: 2. Next try in 180 s.",
                $"{known} (InvalidOperationException). Failures in a row: 3. Next try in 4 s.",
            ],
            host.Logs.Lines.Take(3));
    }

    [Fact]
    public async Task A_source_that_is_named_and_discovered_is_watched_once_and_none_discovered_is_enough_beside_it()
    {
        var listed = new ListedSendcloud(_vendor) { Integrations = lists => lists == 1 ? [1, 2] : [] };
        for (int run = 1; run <= 2; run++)
        {
            await using var host = new HostedSendcloud(listed, _time, services => services.AddIntegrationLogsWatch(
                options =>
                {
                    HostedSendcloud.Watch(options, store: null);
                    options.DiscoverSources.Add(IntegrationVendor.Sendcloud);
                },
                _handler.HandleAsync));
            await host.Host.StartAsync();
            await host.SettleAsync(run == 1 ? 3 : 2);
        }

        Assert.Equal((2, 3), (listed.Lists, _vendor.Requests));
    }

    [Fact]
    public async Task A_vendor_that_is_not_configured_fails_the_hosts_start()
    {
        Action<IntegrationLogsWatchOptions>[] spoils =
        [
            options => options.Sources.Add(LogSource.ElasticPath()),
            options => options.DiscoverSources.Add(IntegrationVendor.ElasticPath),
        ];
        foreach (Action<IntegrationLogsWatchOptions> spoil in spoils)
        {
            using IHost host = new HostedSendcloud(
                _vendor, _time, services => services.AddIntegrationLogsWatch(spoil, _handler.HandleAsync)).Host;

            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

            Assert.Contains("Elastic Path is not configured", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Callbacks_of_the_users_own_are_called_and_what_they_throw_ends_the_host()
    {
        int polls = 0;
        int errors = 0;
        _vendor.Refusal = _ => _vendor.Requests == 2 ? new ApiConnectionException(IntegrationVendor.Sendcloud, "down") : null;
        var callbacks = new WatchOptions
        {
            Jitter = 0,
            OnSourcePolled = _ => polls = polls == 1 ? throw new InvalidOperationException("enough of it") : 1,
            OnSourceError = _ => errors++,
        };
        await using HostedSendcloud host = await HostedSendcloud.StartAsync(
            _vendor, _time, _handler, _store, options => options.Watch = callbacks);
        await host.SettleAsync();
        await host.AdvanceAsync(HostedSendcloud.Minute);
        Assert.Equal((1, 1), (polls, errors));

        _time.Advance(HostedSendcloud.Minute);
        await host.EndAsync();

        Assert.Contains("enough of it", host.Logs.All, StringComparison.Ordinal);
    }

    private Task<HostedSendcloud> StartAsync(params long[] integrations) => HostedSendcloud.StartAsync(
        _vendor,
        _time,
        _handler,
        _store,
        options =>
        {
            options.Sources.Clear();
            HostedSendcloud.Watch(options, _store, integrations);
        });
}
