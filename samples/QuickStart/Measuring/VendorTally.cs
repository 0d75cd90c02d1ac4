using IntegrationLogs.Client;
using QuickStart.Streaming;

namespace QuickStart.Measuring;

/// <summary>Counts one vendor's logs and keeps its latest failures.</summary>
internal sealed class VendorTally(IntegrationVendor vendor)
{
    private const int FailuresKept = 10;

    private readonly Dictionary<string, (int Logs, int Failed)> _integrations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private readonly PriorityQueue<StreamedLog, DateTimeOffset> _latestFailures = new();

    public IntegrationVendor Vendor => vendor;

    public int Logs { get; private set; }

    public int Failed { get; private set; }

    public IReadOnlyDictionary<string, (int Logs, int Failed)> Integrations => _integrations;

    public IReadOnlyDictionary<string, int> Outcomes => _outcomes;

    public IEnumerable<StreamedLog> LatestFailures =>
        _latestFailures.UnorderedItems.OrderByDescending(failure => failure.Priority).Select(failure => failure.Element);

    public void Add(StreamedLog log)
    {
        Logs++;
        string integration = log.IntegrationId ?? string.Empty;
        (int logs, int failed) = _integrations.GetValueOrDefault(integration);
        _integrations[integration] = (logs + 1, failed + (log.Failed ? 1 : 0));
        _outcomes[log.Outcome] = _outcomes.GetValueOrDefault(log.Outcome) + 1;
        if (!log.Failed)
        {
            return;
        }

        Failed++;
        _latestFailures.Enqueue(log, log.CreatedAt ?? DateTimeOffset.MinValue);
        if (_latestFailures.Count > FailuresKept)
        {
            _latestFailures.Dequeue();
        }
    }
}
