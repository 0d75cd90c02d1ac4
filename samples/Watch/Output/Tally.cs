using System.Globalization;
using IntegrationLogs.Client;

namespace Watch.Output;

/// <summary>Counts what came and what failed, told from any thread.</summary>
internal sealed class Tally(IEnumerable<LogSource> sources)
{
    private readonly object _lock = new();
    private readonly Dictionary<LogSource, int> _failures = sources.ToDictionary(source => source, _ => 0);
    private readonly HashSet<LogSource> _failing = [];
    private int _failedPolls;
    private int _recoveries;

    public int Entries { get; private set; }

    public void Add(WatchedEntry entry)
    {
        Entries++;
        _failures[entry.FoundIn] += entry.IsFailure ? 1 : 0;
    }

    public void Failed(SourceError error)
    {
        lock (_lock)
        {
            _failedPolls++;
            _failing.Add(error.Source);
        }
    }

    public void Polled(SourcePoll poll)
    {
        lock (_lock)
        {
            _recoveries += _failing.Remove(poll.Source) ? 1 : 0;
        }
    }

    public override string ToString()
    {
        string bySource = string.Join(", ", _failures.Select(source => $"{source.Key} {Text(source.Value)}"));
        return $"Summary: {Text(Entries)} entries, {Text(_failures.Values.Sum())} failures ({bySource}), "
            + $"{Text(_failedPolls)} failed polls, {Text(_recoveries)} recoveries";
    }

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
