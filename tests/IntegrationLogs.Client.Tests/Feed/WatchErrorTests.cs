using System.Net;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class WatchErrorTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly LogSource[] Sources = [LogSource.Sendcloud(1), LogSource.Sendcloud(2)];

    private readonly SimulatedSendcloud _vendor = new();
    private readonly ObservableTimeProvider _time = new();

    [Fact]
    public async Task A_source_that_fails_is_reported_tried_again_after_growing_pauses_and_stops_no_other()
    {
        var deleted = new ApiNotFoundException(IntegrationVendor.Sendcloud, HttpStatusCode.NotFound, "The integration is gone.");
        _vendor.Refusal = integration => integration == 1 ? deleted : null;
        await using WatchedSendcloud watch = Watch(new WatchOptions { MaxErrorPause = 10 * Minute });
        for (int minute = 0; minute < 60; minute++)
        {
            await watch.AdvanceAsync(Minute);
        }

        Assert.Equal([1, 2, 4, 8, 10, 10, 10, 10, 10], watch.Errors.Select(error => error.RetryIn.TotalMinutes));
        Assert.Equal(Enumerable.Range(1, 9), watch.Errors.Select(error => error.Failures));
        Assert.All(watch.Errors, error => Assert.Equal((Sources[0], deleted), (error.Source, error.Error)));
        Assert.All(watch.Errors, error => Assert.Equal(_time.Start, error.FailingSince));
        Assert.Equal(61, watch.Polls.Count(poll => poll.Source == Sources[1]));
        Assert.Equal("Sendcloud/1 failed, 2 times in a row; next try in 2 min: The integration is gone.", watch.Errors[1].ToString());
    }

    [Fact]
    public async Task What_happened_while_a_source_failed_is_found_when_it_can_be_polled_again()
    {
        await using WatchedSendcloud watch = Watch(new WatchOptions());
        await watch.AdvanceAsync(Minute);
        _vendor.Refusal = _ => new ApiConnectionException(IntegrationVendor.Sendcloud, "down");
        for (int i = 1; i <= 120; i++)
        {
            _vendor.InsertByTime(SimulatedSendcloud.Log(i, _time.GetUtcNow()));
            await watch.AdvanceAsync(Minute);
        }

        Assert.Empty(watch.Ids);
        _vendor.Refusal = _ => null;
        await watch.AdvanceAsync(15 * Minute);

        Assert.Equal(Enumerable.Range(1, 120).Select(id => (long)id), watch.Ids);
    }

    [Fact]
    public async Task A_list_that_breaks_off_is_read_again_and_nothing_of_it_comes_twice()
    {
        for (int i = 1; i <= 50; i++)
        {
            _vendor.InsertByTime(SimulatedSendcloud.Log(i, _time.GetUtcNow().AddSeconds(i)));
        }

        int requests = 0;
        _vendor.Refusal = integration => integration == 1 && ++requests == 3
            ? new VendorApiException(IntegrationVendor.Sendcloud, HttpStatusCode.BadGateway, "down")
            : null;
        await using WatchedSendcloud watch = Watch(new WatchOptions { PageSize = 10 });
        await watch.SettleAsync();
        Assert.Equal(Enumerable.Range(31, 20).Select(id => (long)id), watch.Ids.Order());
        await watch.AdvanceAsync(Minute);

        Assert.Equal(Enumerable.Range(1, 50).Select(id => (long)id), watch.Ids.Order());
    }

    [Theory]
    [InlineData(10, 60)]
    [InlineData(90, 90)]
    [InlineData(7200, 7200)]
    [InlineData(100_000_000, 24 * 86_400)]
    public async Task A_vendors_retry_after_is_waited_in_full(int retryAfter, int expected)
    {
        _vendor.Refusal = _ => new ApiRateLimitException(IntegrationVendor.Sendcloud, HttpStatusCode.TooManyRequests, "slower")
        {
            RetryAfter = TimeSpan.FromSeconds(retryAfter),
        };
        await using WatchedSendcloud watch = Watch(new WatchOptions(), LogSource.Sendcloud(1));
        await watch.SettleAsync();
        _vendor.Refusal = _ => null;

        Assert.Equal(expected, Assert.Single(watch.Errors).RetryIn.TotalSeconds);
        await watch.AdvanceAsync(TimeSpan.FromSeconds(expected) - TimeSpan.FromTicks(1));
        Assert.Equal(1, _vendor.Requests);
        await watch.AdvanceAsync(TimeSpan.FromTicks(1));
        Assert.Equal(2, _vendor.Requests);
    }

    [Fact]
    public async Task After_a_success_pauses_begin_anew()
    {
        await using WatchedSendcloud watch = Watch(new WatchOptions(), LogSource.Sendcloud(1));
        await watch.SettleAsync();
        foreach ((int minutes, bool fails) in ((int, bool)[])[(1, true), (1, true), (2, false), (1, true)])
        {
            _vendor.Refusal = _ => fails ? new VendorApiException(IntegrationVendor.Sendcloud, HttpStatusCode.BadGateway, "down") : null;
            await watch.AdvanceAsync(minutes * Minute);
        }

        Assert.Equal([(1, 1.0), (2, 2.0), (1, 1.0)], watch.Errors.Select(error => (error.Failures, error.RetryIn.TotalMinutes)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_callback_throws_ends_the_stream(bool sourceFails)
    {
        _vendor.Refusal = _ => sourceFails ? new VendorApiException(IntegrationVendor.Sendcloud, HttpStatusCode.BadGateway, "down") : null;
        IAsyncEnumerable<WatchedEntry> entries = WatchedSendcloud.Feed(_vendor, _time).WatchAsync(Sources, new WatchOptions
        {
            OnSourceError = _ => throw new InvalidTimeZoneException("mine"),
            OnSourcePolled = _ => throw new InvalidTimeZoneException("mine"),
        });

        var error = await Assert.ThrowsAsync<InvalidTimeZoneException>(() => entries.ToListAsync().WaitAsync(Effort.Patience));
        Assert.Equal("mine", error.Message);
        Assert.Equal(0, _time.PendingTimers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_caller_that_cancels_gets_its_own_token_back_and_leaves_nothing(bool isWaiting)
    {
        using var source = new CancellationTokenSource();
        var gate = new Gate();
        _vendor.Holding = isWaiting ? _ => Task.CompletedTask : _ => gate.PassAsync();
        Task reading = WatchedSendcloud.Feed(_vendor, _time).WatchAsync(Sources, cancellationToken: source.Token).ToListAsync();
        await Eventually.IsTrueAsync(() => isWaiting ? _time.PendingTimers == 2 : _vendor.Open == 2);

        await source.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Equal((0, 0), (_time.PendingTimers, _vendor.Open));
    }

    [Fact]
    public async Task Who_leaves_early_leaves_nothing_behind()
    {
        _vendor.InsertByTime(SimulatedSendcloud.Log(1, _time.GetUtcNow()));
        var gate = new Gate();
        _vendor.Holding = integration => integration == 2 ? gate.PassAsync() : Task.CompletedTask;
        await foreach (WatchedEntry _ in WatchedSendcloud.Feed(_vendor, _time).WatchAsync(Sources))
        {
            await gate.Reached;
            break;
        }

        Assert.Equal((0, 0), (_time.PendingTimers, _vendor.Open));
    }

    private WatchedSendcloud Watch(WatchOptions options, params LogSource[] sources) =>
        new(_vendor, _time, options, sources.Length == 0 ? Sources : sources);
}
