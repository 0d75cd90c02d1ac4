using System.Collections.Concurrent;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>Says whether metrics tell sources apart: with too many of them they do not, because series have a limit.</summary>
internal sealed class TaggedSources
{
    public const int Most = 100;

    private readonly ConcurrentDictionary<LogSource, bool> _known = new();

    /// <summary>Learns of sources before they are measured, so that there is no series of the first of many.</summary>
    public void Add(IEnumerable<LogSource> sources)
    {
        foreach (LogSource source in sources)
        {
            Has(source);
        }
    }

    public bool Has(LogSource source)
    {
        if (_known.Count > Most)
        {
            return false;
        }

        return _known.ContainsKey(source) || (_known.TryAdd(source, true) && _known.Count <= Most);
    }
}
