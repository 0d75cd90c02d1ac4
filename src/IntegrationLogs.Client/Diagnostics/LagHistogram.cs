using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>How late entries are handed out.</summary>
internal sealed class LagHistogram(Meter meter)
{
    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [1, 5, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 21_600, 86_400],
    };

    private readonly Histogram<double> _lag = meter.CreateHistogram(
        "integration_logs.watch.lag", "s", "Time from an entry's own time until it was handed out.", tags: null, Buckets);

    public bool Enabled => _lag.Enabled;

    public void Record(WatchedEntry entry, DateTimeOffset now, TagList tags)
    {
        if (entry.OccurredAt is DateTimeOffset occurred)
        {
            _lag.Record((now - occurred).TotalSeconds, tags);
        }
    }
}
