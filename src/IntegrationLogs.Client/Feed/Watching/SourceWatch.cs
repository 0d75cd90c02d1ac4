using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Feed;

/// <summary>Polls one source again and again, as long as it is watched.</summary>
/// <param name="poll">Polls it once.</param>
/// <param name="surroundings">What all sources of a watch share.</param>
/// <param name="source">The source.</param>
internal sealed class SourceWatch(SourcePoller poll, WatchSurroundings surroundings, LogSource source)
{
    private readonly WatchOptions _options = surroundings.Options;
    private readonly TimeProvider _time = surroundings.Time;
    private int _failures;
    private DateTimeOffset _failingSince;

    /// <summary>Ends with the token's cancellation, or with what a callback throws.</summary>
    public async Task RunAsync(SourceProgress progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            long began = _time.GetTimestamp();
            (SourceBatch? batch, TimeSpan pause) = await TryPollAsync(progress, cancellationToken).ConfigureAwait(false);
            if (batch is not null)
            {
                if (batch.Entries.Count > 0)
                {
                    // The list is not asked again before what it had has been taken: who handles slowly is not flooded.
                    await batch.HandedOut.WaitAsync(cancellationToken).ConfigureAwait(false);
                }

                progress = After(batch);
                surroundings.Settle(source, progress);
                pause = NextInterval() - _time.GetElapsedTime(began);
            }

            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<(SourceBatch? Batch, TimeSpan RetryIn)> TryPollAsync(SourceProgress progress, CancellationToken cancellationToken)
    {
        SourceBatch batch;
        await surroundings.Turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            DateTimeOffset now = _time.GetUtcNow();
            try
            {
                batch = await OwnTrace
                    .TraceAsync("poll", source.Vendor, () => poll.PollAsync(progress, now, cancellationToken)).ConfigureAwait(false);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                return (null, Report(error));
            }

            ReportSuccess(now, batch);
            if (batch.Entries.Count > 0)
            {
                // Within its turn: no more batches wait than sources are polled at once.
                await surroundings.Batches.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            surroundings.Turns.Release();
        }

        return (batch, default);
    }

    private SourceProgress After(SourceBatch batch)
    {
        SourceProgress progress = batch.Steps.After(batch.Entries.Count);
        if (progress.SettledUntil is DateTimeOffset settled
            && settled > batch.Steps.SettledUntil
            && !(settled <= batch.Steps.Before.SettledUntil))
        {
            surroundings.Diagnostics.SettledSooner(source, settled);
        }

        return progress;
    }

    private void ReportSuccess(DateTimeOffset now, SourceBatch batch)
    {
        if (_failures > 0)
        {
            surroundings.Diagnostics.SourceRecovered(source, _failures);
            _failures = 0;
        }

        _options.OnSourcePolled?.Invoke(new SourcePoll { Source = source, StartedAt = now, NewEntries = batch.Entries.Count });
    }

    private TimeSpan Report(Exception error)
    {
        _failingSince = _failures == 0 ? _time.GetUtcNow() : _failingSince;
        _failures++;
        TimeSpan retryIn = ErrorPause((error as VendorApiException)?.RetryAfter);
        surroundings.Diagnostics.SourceFailed(source, error, _failures, retryIn);
        _options.OnSourceError?.Invoke(new SourceError
        {
            Source = source,
            Error = error,
            Failures = _failures,
            FailingSince = _failingSince,
            RetryIn = retryIn,
        });
        return retryIn;
    }

    /// <summary>Twice as long with each failure, up to a limit; never before the vendor wants to be asked again.</summary>
    private TimeSpan ErrorPause(TimeSpan? retryAfter)
    {
        TimeSpan interval = NextInterval();
        TimeSpan limit = Max(_options.MaxErrorPause, interval);
        double doubled = interval.Ticks * Math.Pow(2, _failures - 1);
        TimeSpan grown = doubled < limit.Ticks ? TimeSpan.FromTicks((long)doubled) : limit;
        TimeSpan pause = Max(grown, retryAfter ?? TimeSpan.Zero);
        return pause < WatchOptions.LongestPause ? pause : WatchOptions.LongestPause;
    }

    private TimeSpan NextInterval() => _options.PollInterval * (1 - (_options.Jitter * surroundings.NextRandom()));

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
