using System.Collections.Concurrent;
using System.Diagnostics;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>Sources are handled beside each other, and each in its order.</summary>
public sealed class HandlingTests
{
    private static readonly TimeSpan Minute = HostedSendcloud.Minute;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private readonly RecordingHandler _handler = new();
    private readonly MemoryStore _store = new();
    private readonly Gate _gate = new();

    [Fact]
    public async Task An_entry_that_cannot_be_handled_holds_up_its_own_source_and_no_turn_of_the_others()
    {
        _handler.Handling = (id, _, _) => id == 1 ? throw new IOException() : Task.CompletedTask;
        await using HostedSendcloud host = await StartAsync([1, 2], options => options.MaxConcurrentHandlers = 1);
        List(1, 1);
        List(2, 1);
        List(3, 2);
        List(4, 2);
        await host.AdvanceAsync(Minute, 2);

        Assert.Equal([3, 4], _handler.Handled);
        Assert.Equal([1], _handler.Calls.Where(id => id < 3));
        List(5, 2);
        await host.AdvanceAsync(Minute, 2);
        Assert.Equal([3, 4, 5], _handler.Handled);
        Assert.Equal([1, 1], _handler.Calls.Where(id => id < 3));
    }

    [Fact]
    public async Task So_many_sources_are_handled_at_once_and_no_more_and_each_in_its_order()
    {
        int open = 0;
        int most = 0;
        _handler.Handling = async (_, _, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref open));
            await _gate.PassAsync();
            Interlocked.Decrement(ref open);
        };
        await using HostedSendcloud host = await StartAsync([1, 2, 3], options => options.MaxConcurrentHandlers = 2);
        for (int id = 0; id < 9; id++)
        {
            List(id, 1 + (id % 3));
        }

        _time.Advance(Minute);
        await Eventually.IsTrueAsync(() => _handler.Calls.Count == 2);
        Assert.Equal(2, _handler.Calls.Select(id => id % 3).Distinct().Count());
        _gate.Open();
        await host.SettleAsync(3);

        Assert.Equal(2, most);
        foreach (IGrouping<long, long> source in _handler.Handled.GroupBy(id => id % 3))
        {
            Assert.Equal([source.Key, source.Key + 3, source.Key + 6], source);
        }
    }

    [Fact]
    public async Task After_so_many_attempts_an_entry_is_a_dead_letter_and_counts_as_handled()
    {
        var dead = new ConcurrentQueue<(string Key, string Error)>();
        _handler.Handling = (id, _, _) => id == 1 ? throw new IOException("poison") : Task.CompletedTask;
        await using HostedSendcloud host = await StartAsync([1], options =>
        {
            options.MaxHandlerAttempts = 3;
            options.OnDeadLetter = (entry, error, _) =>
            {
                dead.Enqueue((entry.Key, error.Message));
                return Task.CompletedTask;
            };
        });
        List(1, 1);
        List(2, 1);
        await host.AdvanceAsync(Minute);
        await host.AdvanceAsync(Second);
        Assert.Empty(dead);
        await host.AdvanceAsync(2 * Second);

        Assert.Equal([("/Sendcloud/1/1", "poison")], dead);
        Assert.Equal([1, 1, 1, 2], _handler.Calls);
        Assert.Equal(3, _store.Saved.Count);
        Assert.Contains(
            "Error 62 EntryGivenUp The watch: an entry of Sendcloud/1 is a dead letter, because the handler failed at it too often. "
            + "Attempts: 3. poison",
            host.Logs.Lines);
        await host.StopAsync();
        await using HostedSendcloud next = await StartAsync([1]);
        Assert.Equal([1, 1, 1, 2], _handler.Calls);
    }

    [Fact]
    public async Task A_dead_letter_that_cannot_be_taken_is_given_again_without_calling_the_handler()
    {
        int calls = 0;
        _handler.Handling = (id, _, _) => id == 1 ? throw new IOException() : Task.CompletedTask;
        await using HostedSendcloud host = await StartAsync([1], options =>
        {
            options.MaxHandlerAttempts = 1;
            options.OnDeadLetter = (_, _, _) => ++calls <= 2 ? throw new IOException("full") : Task.CompletedTask;
        });
        List(1, 1);
        List(2, 1);
        await host.AdvanceAsync(Minute);
        await host.AdvanceAsync(Second);
        Assert.Equal((2, 1), (calls, _store.Saved.Count));
        await host.AdvanceAsync(2 * Second);

        Assert.Equal(3, calls);
        Assert.Equal([1, 2], _handler.Calls);
        Assert.Contains(
            "Error 63 DeadLetterFailed The watch: OnDeadLetter failed at an entry of Sendcloud/1. Failures in a row: 2. "
            + "It gets the entry again in 2 s. full",
            host.Logs.Lines);
    }

    [Fact]
    public async Task Each_call_of_the_handler_is_a_span_that_names_the_entry_and_its_failure()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "IntegrationLogs.Client",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.DisplayName == "handle" && (string?)span.GetTagItem("integration_logs.source") == "Sendcloud/8150")
                {
                    spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        _handler.Handling = (_, calls, _) => calls == 1 ? throw new IOException("canary") : Task.CompletedTask;
        await using (HostedSendcloud host = await StartAsync([8150]))
        {
            List(1, 8150);
            await host.AdvanceAsync(Minute);
            await host.AdvanceAsync(Second);
        }

        Assert.Equal(2, spans.Count);
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset], spans.Select(span => span.Status));
        Assert.Equal(["System.IO.IOException", null], spans.Select(span => span.GetTagItem("error.type")));
        Assert.All(spans, span => Assert.Equal("/Sendcloud/8150/1", span.GetTagItem("integration_logs.entry")));
        Assert.All(spans, span => Assert.Equal(HostingDiagnostics.Version, span.Source.Version));
        Assert.DoesNotContain("canary", string.Join(' ', spans.SelectMany(span => span.TagObjects)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_few_sources_are_polled_at_once_and_the_others_spread_over_the_interval()
    {
        long[] integrations = [.. Enumerable.Range(1, 60).Select(id => (long)id)];
        await using HostedSendcloud host = await HostedSendcloud.StartAsync(
            _vendor, _time, _handler, configure: options =>
            {
                options.Sources.Clear();
                HostedSendcloud.Watch(options, store: null, integrations);
                options.Watch = options.Watch with { MaxConcurrency = 2 };
            });
        await host.SettleAsync(60);
        List<int> requests = [_vendor.Requests];
        for (int second = 0; second < 59; second++)
        {
            await host.AdvanceAsync(Second, 60);
            requests.Add(_vendor.Requests);
        }

        Assert.Equal([2, 2, .. Enumerable.Range(3, 58)], requests);
    }

    [Fact]
    public async Task A_source_that_hangs_holds_up_no_other()
    {
        _vendor.Holding = id => id <= 2 ? _gate.PassAsync() : Task.CompletedTask;
        await using HostedSendcloud host = await HostedSendcloud.StartAsync(
            _vendor, _time, _handler, configure: options =>
            {
                options.Sources.Clear();
                HostedSendcloud.Watch(options, store: null, 1, 2, 3);
                options.Watch = options.Watch with { MaxConcurrency = 2 };
            });

        // Two turns that are taken, and the third source's first poll.
        await host.SettleAsync(3);
        _time.Advance(TimeSpan.FromSeconds(40));
        await Eventually.IsTrueAsync(() => _vendor.Requests == 3);

        await host.SettleAsync();
        _gate.Open();
        await host.SettleAsync(3);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (int seen = most; value > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private void List(long id, long integration)
    {
        _time.Advance(TimeSpan.FromTicks(1));
        _vendor.InsertByTime(SimulatedSendcloud.Log(id, _time.GetUtcNow(), integration));
    }

    private async Task<HostedSendcloud> StartAsync(long[] integrations, Action<IntegrationLogsWatchOptions>? configure = null)
    {
        HostedSendcloud host = await HostedSendcloud.StartAsync(_vendor, _time, _handler, _store, options =>
        {
            options.Sources.Clear();
            HostedSendcloud.Watch(options, _store, integrations);
            configure?.Invoke(options);
        });
        await host.SettleAsync(integrations.Length);
        return host;
    }
}
