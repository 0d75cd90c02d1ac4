using System.Globalization;

namespace IntegrationLogs.Client.Paging;

/// <summary>
/// How far into a list a walk has come: the offset after the furthest record that was handed out, as near as is known, and the last
/// records up to it, in the list's order. Whatever was handed out behind one of them is among them, so a walk that meets one of them
/// knows where to go on. That would not hold for the records that were handed out last: after stepping back, new ones are met far before
/// the furthest.
/// </summary>
internal sealed class WalkFrontier
{
    public const int RememberedRecords = 32;

    /// <summary>Far beyond any list, and far from where adding to an offset overflows.</summary>
    private const int MaxOffset = 1_000_000_000;

    private readonly List<ulong> _records;

    /// <exception cref="ArgumentException">The position is none in a list by offset: a token's checksum is no signature.</exception>
    public WalkFrontier(WalkPosition? start)
    {
        _records = [.. start?.RecentRecords ?? []];
        Offset = start is null ? 0 : Parse(start.Place);
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
        int last = _records.LastIndexOf(records[^1]);
        if (last >= 0)
        {
            // Those remembered behind it follow it, unless they are gone: a record that is waited for in vain must not hold the place.
            Offset = end + _records.Count - 1 - last;
        }
    }

    private static int Parse(string place) =>
        int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int offset) && offset <= MaxOffset
            ? offset
            : throw new ArgumentException("This is no continuation token of IntegrationLogs.Client: it names no place in the list.");
}
