
namespace IntegrationLogs.Client.Hosting.Tests;

public sealed class StopTests
{
    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();
    private readonly RecordingHandler _handler = new();
    private readonly MemoryStore _store = new();
    private readonly Gate _gate = new();

    [Fact]
    public async Task A_handler_that_runs_at_the_stop_sees_it_and_gets_the_entry_again_at_the_next_start()
    {
        _handler.Handling = (_, _, token) => _gate.PassAsync().WaitAsync(token);
        await using HostedSendcloud host = await StartWithAnEntryAsync();
        await _gate.Reached;

        Assert.Single(_store.Saved);
        await host.StopAsync();

        Assert.DoesNotContain("Error", host.Logs.All, StringComparison.Ordinal);
        Assert.DoesNotContain("Critical", host.Logs.All, StringComparison.Ordinal);
        _gate.Open();
        await using HostedSendcloud next = await HostedSendcloud.StartAsync(_vendor, _time, _handler, _store);
        await next.SettleAsync();
        Assert.Equal([1, 1, 2], _handler.Calls);
        Assert.Equal([1, 2], _handler.Handled);
    }

    [Fact]
    public async Task An_entry_that_was_handled_at_the_stop_is_stored_and_no_other_is_begun()
    {
        _handler.Handling = (_, _, _) => _gate.PassAsync();
        await using HostedSendcloud host = await StartWithAnEntryAsync();
        await _gate.Reached;
        Task stop = host.StopAsync();

        _gate.Open();
        await stop;

        Assert.Equal([1], _handler.Calls);
        Assert.Equal(2, _store.Saved.Count);
        await using HostedSendcloud next = await HostedSendcloud.StartAsync(_vendor, _time, _handler, _store);
        await next.SettleAsync();
        Assert.Equal([1, 2], _handler.Calls);
    }

    [Fact]
    public async Task A_save_that_runs_at_the_stop_is_not_interrupted()
    {
        CancellationToken seen = default;
        _store.Saving = async (saves, token) =>
        {
            if (saves == 2)
            {
                seen = token;
                await _gate.PassAsync();
                token.ThrowIfCancellationRequested();
            }
        };
        await using HostedSendcloud host = await StartWithAnEntryAsync();
        await _gate.Reached;
        Task stop = host.StopAsync();
        Assert.False(seen.IsCancellationRequested);

        _gate.Open();
        await stop;

        Assert.True(seen.CanBeCanceled);
        Assert.Equal(2, _store.Saved.Count);
        Assert.Equal([1], _handler.Calls);
    }

    [Fact]
    public async Task A_save_that_failed_before_the_stop_is_tried_once_more_without_its_pause()
    {
        _store.Saving = (saves, _) => saves == 2 ? throw new IOException("disk full") : Task.CompletedTask;
        await using HostedSendcloud host = await StartWithAnEntryAsync();
        await Eventually.IsTrueAsync(() => _store.Saves == 2 && _time.PendingTimers == 1);

        await host.StopAsync();

        Assert.Equal((3, 2), (_store.Saves, _store.Saved.Count));
        Assert.DoesNotContain("CheckpointGivenUp", host.Logs.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_save_that_fails_at_the_stop_too_is_given_up_and_said_so()
    {
        _store.Saving = (saves, _) => saves >= 2 ? throw new IOException("disk full") : Task.CompletedTask;
        await using HostedSendcloud host = await StartWithAnEntryAsync();
        await Eventually.IsTrueAsync(() => _store.Saves == 2 && _time.PendingTimers == 1);

        await host.StopAsync();

        Assert.Equal((3, 1), (_store.Saves, _store.Saved.Count));
        Assert.Equal(
            "Error 17 CheckpointGivenUp The watch stops without its last checkpoint: it could not be saved, and what was handled since the "
            + "one before comes again. disk full",
            host.Logs.Lines[^1]);
    }

    [Fact]
    public async Task A_save_that_hangs_is_broken_off_when_the_hosts_time_to_stop_is_over()
    {
        var broken = new TaskCompletionSource();
        _store.Saving = async (saves, token) =>
        {
            if (saves == 2)
            {
                await Record.ExceptionAsync(() => _gate.PassAsync().WaitAsync(token));
                broken.SetResult();
                token.ThrowIfCancellationRequested();
            }
        };
        await using HostedSendcloud host = await StartWithAnEntryAsync();
        await _gate.Reached;
        using var patience = new CancellationTokenSource();
        Task stop = host.StopAsync(patience.Token);
        Assert.False(stop.IsCompleted);

        await patience.CancelAsync();

        await Record.ExceptionAsync(() => stop);
        await broken.Task.WaitAsync(Effort.Patience);
        Assert.Single(_store.Saved);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_a_pause_or_a_request()
    {
        _vendor.Holding = _ => _gate.PassAsync();
        await using HostedSendcloud polling = await HostedSendcloud.StartAsync(_vendor, _time, _handler, _store);
        await _gate.Reached;
        await polling.StopAsync();
        _vendor.Holding = _ => Task.CompletedTask;
        _handler.Handling = (_, _, _) => throw new IOException();
        await using HostedSendcloud pausing = await StartWithAnEntryAsync();
        await Eventually.IsTrueAsync(() => _handler.Calls.Count == 1 && _time.PendingTimers == 2);

        await pausing.StopAsync();

        Assert.Equal(0, _time.PendingTimers);
        Assert.DoesNotContain("Critical", polling.Logs.All + pausing.Logs.All, StringComparison.Ordinal);
    }

    /// <summary>Two entries are listed once the watch has begun; the poll that finds them is under way.</summary>
    private async Task<HostedSendcloud> StartWithAnEntryAsync()
    {
        HostedSendcloud host = await HostedSendcloud.StartAsync(_vendor, _time, _handler, _store);
        await host.SettleAsync();
        _vendor.InsertByTime(SimulatedSendcloud.Log(1, _time.GetUtcNow()));
        _vendor.InsertByTime(SimulatedSendcloud.Log(2, _time.GetUtcNow() + TimeSpan.FromTicks(1)));
        _time.Advance(HostedSendcloud.Minute);
        return host;
    }
}
