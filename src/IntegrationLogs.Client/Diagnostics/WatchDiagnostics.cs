using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using IntegrationLogs.Client.Feed;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>
/// Metrics, logs and spans of polls and watches. They name sources, which have an integration's id in them, and nothing of what a log says.
/// </summary>
internal sealed class WatchDiagnostics
{
    private static readonly InstrumentAdvice<double> DurationBuckets = new()
    {
        HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
    };

    private readonly TaggedSources _tagged = new();
    private readonly ILogger _logger;
    private readonly Counter<long> _entries;
    private readonly Counter<long> _late;
    private readonly Counter<long> _gaps;
    private readonly LagHistogram _lag;
    private readonly Histogram<double> _duration;

    public WatchDiagnostics(Meter meter, ILogger logger)
    {
        _logger = logger;
        _entries = meter.CreateCounter<long>("integration_logs.watch.entries", "{entry}", "New entries that polls found.");
        _late = meter.CreateCounter<long>("integration_logs.watch.late", "{entry}", "New entries that came later than is allowed.");
        _gaps = meter.CreateCounter<long>("integration_logs.watch.gaps", "{gap}", "Parts of sources that could not be read and are given up.");
        _lag = new LagHistogram(meter);
        _duration = meter.CreateHistogram(
            "integration_logs.watch.poll.duration", "s", "Duration of polls; those that failed have an error type.", tags: null, DurationBuckets);
    }

    /// <summary>Polls with a span, measures it and tells what it found.</summary>
    public async Task<SourcePoll> TracePollAsync(
        LogSource source, string? account, TimeProvider time, Func<Task<SourcePoll>> poll, CancellationToken cancellationToken)
    {
        using Activity? span = Spans.Start("poll", ActivityKind.Internal);
        new ClientIdentity(source.Vendor, account).AddTo(span);
        span?.SetTag(TagNames.Source, source.Name);
        TagList tags = TagsOf(source, account);
        long began = time.GetTimestamp();
        try
        {
            SourcePoll found = await poll().ConfigureAwait(false);
            Record(found.Error);
            Tell(found, account, tags);
            return found;
        }
        catch (Exception error)
        {
            Record(error);
            throw;
        }

        void Record(Exception? error)
        {
            TagList all = tags;
            if (error is not null && !(error is OperationCanceledException && cancellationToken.IsCancellationRequested))
            {
                all.Add(TagNames.ErrorType, ErrorTypes.Of(error));
                Spans.Fail(span, ErrorTypes.Of(error));
            }

            _duration.Record(time.GetElapsedTime(began).TotalSeconds, all);
        }
    }

    public void EntryHandedOut(WatchedEntry entry, DateTimeOffset now)
    {
        if (_lag.Enabled)
        {
            _lag.Record(entry, now, TagsOf(entry.FoundIn, entry.Account));
        }
    }

    public void SourceFailed(SourceError failure) => _logger.SourceFailed(
        failure.Source.Name,
        OfAccount(failure.Account),
        ErrorTypes.Of(failure.Error),
        ErrorTypes.ReasonOf(failure.Error),
        failure.Failures,
        Wording.Seconds(failure.RetryIn));

    public void SourceRecovered(LogSource source, int failures) => _logger.SourceRecovered(source.Name, string.Empty, failures);

    public void SettledSooner(LogSource source, DateTimeOffset settledUntil) =>
        _logger.SettledSooner(source.Name, SourceProgress.Capacity, settledUntil);

    public void IntegrationsNotListed(IntegrationVendor vendor, string? account, Exception error) =>
        _logger.IntegrationsNotListed(
            new ClientIdentity(vendor, account).Text, ErrorTypes.Of(error), ErrorTypes.ReasonOf(error), vendor, account);

    public void WatermarkSetBack(LogSource source, string? account, DateTimeOffset watermark, DateTimeOffset to) =>
        _logger.WatermarkSetBack(source.Name, OfAccount(account), watermark, to);

    /// <summary>Learns of sources before they are polled, so that there is no series of the first of many.</summary>
    public void Watching(IEnumerable<LogSource> sources) => _tagged.Add(sources);

    public TagList TagsOf(LogSource source, string? account)
    {
        var tags = new TagList { { TagNames.Vendor, source.Vendor.ToString() } };
        if (!string.IsNullOrEmpty(account))
        {
            tags.Add(TagNames.Account, account);
        }

        if (_tagged.Has(source))
        {
            tags.Add(TagNames.Source, source.Name);
        }

        return tags;
    }

    private void Tell(SourcePoll poll, string? account, TagList tags)
    {
        if (poll.Entries.Count > 0)
        {
            _entries.Add(poll.Entries.Count, tags);
        }

        if (poll.LateEntries > 0)
        {
            _late.Add(poll.LateEntries, tags);
            _logger.LateEntries(poll.Source.Name, OfAccount(account), poll.LateEntries);
        }

        if (poll.PassedOver > 0)
        {
            _logger.PassedOver(poll.Source.Name, OfAccount(account), poll.PassedOver, poll.Entries.Count);
        }

        foreach (SourceGap gap in poll.Gaps)
        {
            _gaps.Add(1, tags);
            _logger.Gap(
                gap.Source.Name,
                OfAccount(account),
                TextOf(gap.From) ?? "the beginning",
                TextOf(gap.Until) ?? "now",
                gap.Error is null ? "gap" : ErrorTypes.Of(gap.Error),
                gap.Error is null ? gap.Reason : ErrorTypes.ReasonOf(gap.Error));
        }
    }

    private static string OfAccount(string? account) => string.IsNullOrEmpty(account) ? string.Empty : $" of account '{account}'";

    private static string? TextOf(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);
}
