namespace IntegrationLogs.Client.Feed;

/// <summary>Polls one source again and again, and hands each poll's entries on before the next.</summary>
/// <param name="feed">The feed that polls it.</param>
/// <param name="source">The source.</param>
/// <param name="options">How it is watched.</param>
/// <param name="slots">Lets it be polled, beside the watch's other sources.</param>
/// <param name="time">The time.</param>
/// <param name="nextRandom">Chance from 0 to 1.</param>
/// <param name="deliver">Hands entries on; it ends when all of them have been taken.</param>
internal sealed class SourceLoop(
    IIntegrationLogFeed feed,
    LogSource source,
    WatchOptions options,
    PollSlots slots,
    TimeProvider time,
    Func<double> nextRandom,
    Func<SourcePoll, CancellationToken, Task> deliver)
{
    /// <summary>The longest that a timer takes.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(24);

    /// <summary>The first catch-up goes page by page, so that the first entries come soon.</summary>
    private readonly WatchOptions _firstCatchUp = options with { MaxPages = 1 };

    private bool _hasCaughtUp;
    private int _failures;
    private DateTimeOffset _failingSince;

    /// <summary>Is told of each failure.</summary>
    public Action<SourceError> Failed { get; init; } = _ => { };

    /// <summary>Is told how many polls had failed in a row before one that did not.</summary>
    public Action<int> Recovered { get; init; } = _ => { };

    /// <summary>The first few sources of a watch are polled at once; the polls of the others are spread over the interval.</summary>
    /// <param name="options">How the sources are watched.</param>
    /// <param name="place">The source's place among them.</param>
    /// <param name="count">How many there are.</param>
    public static TimeSpan FirstPollIn(WatchOptions options, int place, int count) =>
        place < options.MaxConcurrency ? TimeSpan.Zero : options.PollInterval * place / count;

    /// <summary>Ends with the token's cancellation, or with what a callback throws.</summary>
    /// <param name="checkpoint">Where to begin.</param>
    /// <param name="firstPollIn">After how long to poll first.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(SourceCheckpoint checkpoint, TimeSpan firstPollIn, CancellationToken cancellationToken)
    {
        TimeSpan pause = firstPollIn;
        while (true)
        {
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            long began = time.GetTimestamp();
            (SourcePoll? found, pause) = await TryPollAsync(checkpoint, cancellationToken).ConfigureAwait(false);
            if (found is not null)
            {
                // The list is not asked again before what it had has been taken: who handles slowly is not flooded.
                await deliver(found, cancellationToken).ConfigureAwait(false);
                checkpoint = found.After;
                pause = Longer(pause, found.NextPollIn - time.GetElapsedTime(began));
            }
        }
    }

    private async Task<(SourcePoll? Found, TimeSpan RetryIn)> TryPollAsync(SourceCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        SourcePoll found;
        try
        {
            _hasCaughtUp |= checkpoint.IsCaughtUp;
            WatchOptions how = _hasCaughtUp ? options : _firstCatchUp;
            found = await slots
                .RunAsync(source.Vendor, () => feed.PollAsync(source, checkpoint, how, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, Report(error, ErrorPause(error)));
        }

        foreach (SourceGap gap in found.Gaps)
        {
            options.OnGap?.Invoke(gap);
        }

        TimeSpan pause = TimeSpan.Zero;
        if (found.Error is Exception stopped)
        {
            // The top of the list was read: new logs need not wait for what is wrong further down.
            pause = Report(stopped, Longer(found.NextPollIn, RetryAfter(stopped)));
        }
        else if (_failures > 0)
        {
            Recovered(_failures);
            _failures = 0;
        }

        options.OnSourcePolled?.Invoke(found);
        return (found, pause);
    }

    private TimeSpan Report(Exception error, TimeSpan retryIn)
    {
        _failingSince = _failures == 0 ? time.GetUtcNow() : _failingSince;
        _failures++;
        var failure = new SourceError
        {
            Source = source,
            Account = (error as IntegrationLogsException)?.Account,
            Error = error,
            Failures = _failures,
            FailingSince = _failingSince,
            RetryIn = retryIn < LongestPause ? retryIn : LongestPause,
        };
        Failed(failure);
        options.OnSourceError?.Invoke(failure);
        return failure.RetryIn;
    }

    /// <summary>Twice as long with each failure, up to a limit; never before the vendor wants to be asked again.</summary>
    private TimeSpan ErrorPause(Exception error)
    {
        TimeSpan limit = Longer(options.MaxErrorPause, options.PollInterval);
        double doubled = options.PollInterval.Ticks * Math.Pow(2, _failures);
        TimeSpan grown = doubled < limit.Ticks ? TimeSpan.FromTicks((long)doubled) : limit;
        return Longer(grown * (1 - (options.Jitter * nextRandom())), RetryAfter(error));
    }

    private static TimeSpan RetryAfter(Exception error) => (error as VendorApiException)?.RetryAfter ?? TimeSpan.Zero;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
