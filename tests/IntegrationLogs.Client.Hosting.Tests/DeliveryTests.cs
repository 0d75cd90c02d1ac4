
namespace IntegrationLogs.Client.Hosting.Tests;

public sealed class DeliveryTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private readonly RecordingHandler _handler = new();
    private readonly MemoryStore _store = new();

    [Fact]
    public async Task Each_entry_is_handled_once_over_restarts()
    {
        for (int run = 0; run < 5; run++)
        {
            await using HostedSendcloud host = await StartAsync();
            for (int i = 0; i < 3; i++)
            {
                List((run * 10) + i);
                await host.AdvanceAsync(HostedSendcloud.Minute);
            }

            await host.StopAsync();
            List((run * 10) + 9);
            _time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal([0, 1, 2, 9, 10, 11, 12, 19, 20, 21, 22, 29, 30, 31, 32, 39, 40, 41, 42], _handler.Handled);
        Assert.Equal(_handler.Handled, _handler.Calls);
    }

    [Fact]
    public async Task The_first_checkpoint_is_stored_before_the_first_request()
    {
        int? requests = null;
        _store.Saving = (_, _) => Task.FromResult(requests ??= _vendor.Requests);
        await using (HostedSendcloud host = await StartAsync())
        {
            await host.SettleAsync();
            Assert.Single(_store.Saved);
        }

        Assert.Equal(0, requests);
        Assert.Equal(1, _vendor.Requests);
    }

    [Fact]
    public async Task What_happens_before_the_first_entry_is_not_lost_over_a_crash()
    {
        await using (HostedSendcloud crashed = await StartAsync())
        {
            await crashed.SettleAsync();
        }

        List(1);
        _time.Advance(TimeSpan.FromHours(1));
        await using HostedSendcloud host = await StartAsync();
        await host.SettleAsync();

        Assert.Equal([1], _handler.Handled);
        Assert.Contains("Information 10 WatchStarted The watch starts from a checkpoint. Sources: 1.", host.Logs.Lines);
    }

    [Fact]
    public async Task Without_a_store_each_start_begins_anew_and_says_so()
    {
        for (int run = 0; run < 2; run++)
        {
            List(run);
            _time.Advance(Second);
            await using HostedSendcloud host = await HostedSendcloud.StartAsync(_vendor, _time, _handler);
            List(10 + run);
            await host.AdvanceAsync(HostedSendcloud.Minute);

            Assert.Equal(
                [
                    "Warning 11 NoCheckpointStore The watch has no checkpoint store: it begins at now each time the host starts.",
                    "Information 10 WatchStarted The watch starts from now. Sources: 1.",
                ],
                host.Logs.Lines.Where(line => !line.Contains("PassedOver", StringComparison.Ordinal)));
        }

        Assert.Equal([10, 11], _handler.Handled);
    }

    [Fact]
    public async Task An_entry_the_handler_fails_at_comes_again_with_growing_pauses_until_it_is_handled()
    {
        await using HostedSendcloud host = await StartAsync();
        await host.SettleAsync();
        _handler.Handling = (id, calls, _) => id == 1 && calls <= 9 ? throw new IOException("no answer") : Task.CompletedTask;
        List(1);
        List(2);
        await host.AdvanceAsync(HostedSendcloud.Minute);

        int calls = 1;
        foreach (int pause in (int[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            Assert.Equal(calls, _handler.Calls.Count);
            await host.AdvanceAsync((pause * Second) - TimeSpan.FromTicks(1));
            Assert.Equal(calls++, _handler.Calls.Count);
            await host.AdvanceAsync(TimeSpan.FromTicks(1));
        }

        Assert.Empty(_handler.Handled);
        Assert.Single(_store.Saved);
        Assert.Equal(2, _vendor.Requests);
        await host.AdvanceAsync(60 * Second);
        Assert.Equal([1, 2], _handler.Handled);
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2], _handler.Calls);
        Assert.Equal(3, _store.Saved.Count);
        Assert.Contains(
            "Error 14 HandlerFailed The watch: the handler failed at an entry of Sendcloud/1. Failures in a row: 2. "
            + "It gets the entry again in 2 s. no answer",
            host.Logs.Lines);
    }

    [Fact]
    public async Task A_handler_that_gives_up_by_itself_is_called_again_too()
    {
        _handler.Handling = (_, calls, _) => calls == 1 ? Task.FromCanceled(new CancellationToken(true)) : Task.CompletedTask;
        await using HostedSendcloud host = await StartAsync();
        await host.SettleAsync();
        List(1);
        await host.AdvanceAsync(HostedSendcloud.Minute);
        await host.AdvanceAsync(Second);

        Assert.Equal([1, 1], _handler.Calls);
        Assert.Equal([1], _handler.Handled);
    }

    [Fact]
    public async Task A_save_that_fails_is_tried_again_without_calling_the_handler_again()
    {
        await using HostedSendcloud host = await StartAsync();
        await host.SettleAsync();
        _store.Saving = (saves, _) => saves is > 1 and <= 4 ? throw new IOException("disk full") : Task.CompletedTask;
        List(1);
        List(2);
        _time.Advance(HostedSendcloud.Minute);
        await Eventually.IsTrueAsync(() => _store.Saves == 2);
        await host.AdvanceAsync(Second, 0);
        await Eventually.IsTrueAsync(() => _store.Saves == 3);
        await host.AdvanceAsync(2 * Second, 0);
        await Eventually.IsTrueAsync(() => _store.Saves == 4);
        await host.SettleAsync(0);

        Assert.Equal((4, 1), (_store.Saves, _store.Saved.Count));
        Assert.Equal([1], _handler.Calls);
        _time.Advance(4 * Second);
        await host.SettleAsync();
        Assert.Equal([1, 2], _handler.Calls);
        Assert.Equal((6, 3), (_store.Saves, _store.Saved.Count));
        Assert.Contains(
            "Error 16 CheckpointNotSaved The watch: the checkpoint could not be saved. Failures in a row: 3. Next try in 4 s. disk full",
            host.Logs.Lines);
    }

    [Fact]
    public async Task A_store_that_is_down_at_the_start_is_asked_again_before_anything_is_polled()
    {
        List(1);
        _store.LoadRefusal = loads => loads <= 2 ? new IOException("no route") : null;
        await using HostedSendcloud host = await StartAsync();
        await host.AdvanceAsync(Second, 0);
        Assert.Equal((2, 0), (_store.Loads, _vendor.Requests));

        _time.Advance(2 * Second);
        await host.SettleAsync();

        Assert.Equal((3, 1), (_store.Loads, _vendor.Requests));
        Assert.Contains(
            "Error 15 CheckpointNotLoaded The watch: the checkpoint could not be loaded. Failures in a row: 2. Next try in 2 s. no route",
            host.Logs.Lines);
    }

    [Fact]
    public async Task A_checkpoint_to_begin_with_counts_until_there_is_a_stored_one()
    {
        LogCheckpoint start = LogCheckpoint.Create([LogSource.Sendcloud(1)], _time.GetUtcNow());
        List(1);
        _time.Advance(HostedSendcloud.Minute);
        for (int run = 0; run < 2; run++)
        {
            await using HostedSendcloud host = await HostedSendcloud.StartAsync(
                _vendor, _time, _handler, _store, options => options.Watch = options.Watch with { Start = WatchStart.After(start) });
            await host.SettleAsync();
        }

        Assert.Equal([1], _handler.Handled);
    }

    private void List(long id)
    {
        // Time moves on, so that no two logs are of the same moment.
        _time.Advance(TimeSpan.FromTicks(1));
        _vendor.InsertByTime(SimulatedSendcloud.Log(id, _time.GetUtcNow()));
    }

    private Task<HostedSendcloud> StartAsync() => HostedSendcloud.StartAsync(_vendor, _time, _handler, _store);
}
