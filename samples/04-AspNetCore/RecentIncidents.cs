using IntegrationLogs.Client;

namespace AspNetCore;

/// <summary>A sink of one's own: the last incidents, as they were last told of.</summary>
internal sealed class RecentIncidents : IIntegrationLogsSink
{
    private const int Most = 100;

    private readonly object _gate = new();
    private readonly Dictionary<string, IncidentEvent> _last = [];

    /// <summary>The newest first.</summary>
    public IReadOnlyList<IncidentEvent> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _last.Values.OrderByDescending(happened => happened.NoticedAt)];
            }
        }
    }

    public Task WriteAsync(SinkBatch batch, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            foreach (IncidentEvent happened in batch.Incidents)
            {
                _last[happened.Incident.Id] = happened;
            }

            while (_last.Count > Most)
            {
                _last.Remove(_last.MinBy(one => one.Value.NoticedAt).Key);
            }
        }

        return Task.CompletedTask;
    }
}
