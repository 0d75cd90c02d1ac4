using System.Diagnostics;
using System.Diagnostics.Metrics;
using IntegrationLogs.Client.Feed;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>Counters and logs of watches. They name sources, which have an integration's id in them, and nothing of what a log says.</summary>
internal sealed class WatchDiagnostics
{
    private readonly ILogger _logger;
    private readonly Counter<long> _entries;
    private readonly Counter<long> _errors;
    private readonly Histogram<double> _lag;

    public WatchDiagnostics(Meter meter, ILogger logger)
    {
        _logger = logger;
        _entries = meter.CreateCounter<long>("integration_logs.watch.entries", "{entry}", "New entries handed out.");
        _errors = meter.CreateCounter<long>("integration_logs.watch.errors", "{error}", "Polls that failed.");
        _lag = meter.CreateHistogram<double>("integration_logs.watch.lag", "s", "Time from an entry's own time until it was handed out.");
    }

    public void EntryHandedOut(LogSource source, IntegrationLogEntry entry, DateTimeOffset now)
    {
        TagList tags = TagsOf(source);
        _entries.Add(1, tags);
        if (entry.OccurredAt is DateTimeOffset time)
        {
            _lag.Record((now - time).TotalSeconds, tags);
        }
    }

    public void SourceFailed(LogSource source, Exception error, int failures, TimeSpan retryIn)
    {
        string type = error.GetType().Name;
        TagList tags = TagsOf(source);
        tags.Add(TagNames.ErrorType, type);
        _errors.Add(1, tags);
        _logger.SourceFailed(source.Name, type, failures, Wording.Seconds(retryIn));
    }

    public void SourceRecovered(LogSource source, int failures) => _logger.SourceRecovered(source.Name, failures);

    public void SettledSooner(LogSource source, DateTimeOffset settledUntil) =>
        _logger.SettledSooner(source.Name, SourceProgress.Capacity, settledUntil);

    public static TagList TagsOf(LogSource source) => new()
    {
        { TagNames.Vendor, source.Vendor.ToString() },
        { TagNames.Source, source.Name },
    };
}
