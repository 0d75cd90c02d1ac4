using System.Globalization;
using QuickStart.Streaming;

namespace QuickStart.Fakes;

/// <summary>Compares what was streamed with what the fake vendors held.</summary>
internal sealed class TotalsCheck
{
    private readonly Dictionary<LogKey, int> _streamed = [];
    private int _logs;

    public void Add(StreamedLog log)
    {
        _logs++;
        var key = new LogKey(log.Vendor, log.Id);
        _streamed[key] = _streamed.GetValueOrDefault(key) + 1;
    }

    /// <summary>The verdict in one line, and whether all is well.</summary>
    public (string Line, bool Holds) Compare(IReadOnlyCollection<LogKey> held)
    {
        int missing = held.Count(log => !_streamed.ContainsKey(log));
        int repeated = _streamed.Values.Count(times => times > 1);
        string line = missing + repeated == 0
            ? $"Totals: {Text(_logs)} logs streamed; each of the {Text(held.Count)} held from start to end came exactly once: OK"
            : $"Totals: {Text(_logs)} logs streamed; of the {Text(held.Count)} held from start to end {Text(missing)} are missing, and "
              + $"{Text(repeated)} came more than once: FAILED";
        return (line, missing + repeated == 0);
    }

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
