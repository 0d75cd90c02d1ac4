using System.Globalization;

namespace IntegrationLogs.Client.Paging.Offset;

/// <summary>
/// How far an offset walk has come, for continuation tokens: the offset after the furthest record that was handed out, as near as is
/// known, and the last records up to it, in the list's order. A walk that meets one of these records knows where to go on, because
/// whatever was handed out after it is among them. The records that were handed out last would not do: after stepping back, new ones are
/// met far before the furthest.
/// </summary>
internal sealed class OffsetPosition
{
    public const int RememberedRecords = 32;

    /// <summary>Far beyond any list, and far from where adding to an offset overflows.</summary>
    private const int MaxOffset = 1_000_000_000;

    private readonly List<ulong> _records;

    /// <exception cref="ArgumentException">The position is none in a list by offset: a token's checksum is no signature.</exception>
    public OffsetPosition(WalkPosition? start)
    {
        _records = [.. start?.RecentRecords ?? []];
        Offset = start is null ? 0 : Parse(start.Place);
    }

    public int Offset { get; private set; }

    public WalkPosition ForToken() => new(Offset.ToString(CultureInfo.InvariantCulture), [.. _records]);

    /// <summary>Goes over a page in the list's order.</summary>
    /// <param name="records">The page's records.</param>
    /// <param name="isFresh">Which of them are handed out now.</param>
    /// <param name="end">The offset after the page.</param>
    public void Pass(ReadOnlySpan<ulong> records, ReadOnlySpan<bool> isFresh, int end)
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
                // The next remembered record shows its place. Without one, it may be far before all of them or behind them.
                waiting.Add(records[i]);
            }
        }

        _records.RemoveRange(0, Math.Max(0, _records.Count - RememberedRecords));
        int last = _records.LastIndexOf(records[^1]);
        if (last >= 0)
        {
            // The remembered ones after it follow it in the list or are gone. A record that is gone must not hold the place.
            Offset = end + _records.Count - 1 - last;
        }
    }

    private static int Parse(string place) =>
        int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int offset) && offset <= MaxOffset
            ? offset
            : throw new ArgumentException("This is no continuation token of IntegrationLogs.Client: it names no place in the list.");
}
