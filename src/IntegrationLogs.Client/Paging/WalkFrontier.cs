using System.Globalization;

namespace IntegrationLogs.Client.Paging;

/// <summary>
/// How far into a list a walk has come: the offset after the furthest record that was handed out, and the last records up to it, in the
/// list's order. Whatever was handed out behind one of them is among them, so a walk that meets one of them knows where to go on. That
/// would not hold for the records that were handed out last: after stepping back, new ones are met far before the furthest.
/// </summary>
internal sealed class WalkFrontier
{
    public const int RememberedRecords = 32;

    private readonly List<ulong> _records;

    public WalkFrontier(WalkPosition? start)
    {
        _records = [.. start?.RecentRecords ?? []];
        Offset = start is null ? 0 : int.Parse(start.Place, CultureInfo.InvariantCulture);
    }

    public int Offset { get; private set; }

    public WalkPosition Position => new(Offset.ToString(CultureInfo.InvariantCulture), [.. _records]);

    /// <summary>Goes over a page in the list's order; of each record it is known whether it was handed out just now.</summary>
    public void PassPage(ReadOnlySpan<ulong> records, ReadOnlySpan<bool> isFresh, int end)
    {
        int met = -1;
        List<ulong> waiting = [];
        for (int i = 0; i < records.Length; i++)
        {
            int remembered = isFresh[i] ? -1 : _records.LastIndexOf(records[i]);
            if (remembered >= 0)
            {
                _records.InsertRange(remembered, waiting);
                met = remembered + waiting.Count;
                waiting.Clear();
            }
            else if (isFresh[i] && (met >= 0 || _records.Count == 0))
            {
                _records.Insert(++met, records[i]);
            }
            else if (isFresh[i])
            {
                // Its place shows with the next one that is remembered; without any, it may be far before them or behind all of them.
                waiting.Add(records[i]);
            }
        }

        _records.RemoveRange(0, Math.Max(0, _records.Count - RememberedRecords));
        if (_records.Count > 0 && _records[^1] == records[^1])
        {
            Offset = end;
        }
    }
}
