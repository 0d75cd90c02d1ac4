using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Hands a sink batches, one at a time.</summary>
internal sealed class SinkDelivery(
    WatchIdentity watch, SinkOptions settings, IIntegrationLogsSink sink, HostingDiagnostics diagnostics, TimeProvider time) : IPollDelivery
{
    /// <summary>The longest that a timer takes.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(24);

    private long _failedAt;
    private TimeSpan _askedToWait;

    /// <summary>The last part has the checkpoint of the whole poll: nothing is left after it.</summary>
    public IReadOnlyList<PollPart> PartsOf(SourcePoll poll)
    {
        PollItem[][] batches = [.. PollItems.Of(poll, settings.Content).Chunk(settings.BatchSize)];
        return
        [
            .. batches.Select((items, index) => PartOf(
                poll.Source, items, index == batches.Length - 1 ? poll.After : items.LastOrDefault(item => item.After is not null)?.After)),
        ];
    }

    public void Count(LogSource source, Exception error) => diagnostics.CountSinkFailure(watch, settings.Name, source, error);

    public void Failed(LogSource source, Exception error, int failures, TimeSpan retryIn) =>
        diagnostics.SinkFailed(watch, settings.Name, source, error, failures, retryIn);

    public void Recovered(LogSource source, int failures) => diagnostics.SinkRecovered(watch, settings.Name, source, failures);

    private PollPart PartOf(LogSource source, PollItem[] items, SourceCheckpoint? after)
    {
        var batch = new SinkBatch
        {
            Source = source,
            Account = watch.Account,
            Entries = [.. items.Select(item => item.Entry).OfType<WatchedEntry>()],
            Incidents = [.. items.Select(item => item.Incident).OfType<IncidentEvent>()],
        };
        return new PollPart(source, after, stopping => WriteAsync(batch, stopping))
        {
            Entries = batch.Entries,
            Incidents = batch.Incidents,
            Call = "write",
            Tag = tags =>
            {
                tags[TagNames.Sink] = settings.Name;
                tags[TagNames.BatchItems] = batch.Count;
            },
        };
    }

    /// <summary>Calls come one at a time, so what one source's batch was told holds for the next source's.</summary>
    private async Task WriteAsync(SinkBatch batch, CancellationToken stopping)
    {
        TimeSpan left = _askedToWait - time.GetElapsedTime(_failedAt);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, stopping).ConfigureAwait(false);
        }

        using var limit = new CancellationTokenSource(settings.Timeout, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            await sink.WriteAsync(batch, ending.Token).ConfigureAwait(false);
            _askedToWait = TimeSpan.Zero;
        }
        catch (Exception error) when (limit.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            throw new IntegrationLogsSinkException($"It took longer than {Wording.Duration(settings.Timeout)}.", error) { IsTimeout = true };
        }
        catch (IntegrationLogsSinkException error) when (error.RetryAfter is TimeSpan asked)
        {
            (_failedAt, _askedToWait) = (time.GetTimestamp(), asked < LongestWait ? asked : LongestWait);
            throw;
        }
    }
}
