namespace IntegrationLogs.Client.Paging.Offset;

/// <summary>The records that an offset walk has read, and how far it has come.</summary>
internal sealed class KnownRecords(WalkPosition? start)
{
    private readonly SeenRecords _seen = new(start?.RecentRecords);
    private readonly OffsetPosition _position = new(start);

    /// <summary>Whether every record that was listed before the walk's place is known, or only the last ones.</summary>
    public bool AreAll => _seen.IsComplete;

    /// <summary>The offset after the furthest record that was handed out, as near as is known.</summary>
    public int Offset => _position.Offset;

    /// <summary>Where the walk goes on from when it is resumed.</summary>
    public WalkPosition Position => _position.ForToken();

    /// <summary>
    /// Whether a page shows where the walk stands. At the start, with all records known, any does: what was read is gone, and all that is
    /// left is new.
    /// </summary>
    public bool Place(int offset, ulong[] records) => records.Any(_seen.Contains) || (offset == 0 && AreAll);

    public int LastIndexIn(ulong[] records) => Array.FindLastIndex(records, _seen.Contains);

    /// <summary>
    /// Which records of a page are new; they are known from now on. While only the last ones are known, an unknown record before a known
    /// one is not new.
    /// </summary>
    public bool[] Add(ulong[] records, int end)
    {
        var isFresh = new bool[records.Length];
        for (int i = AreAll ? 0 : LastIndexIn(records) + 1; i < records.Length; i++)
        {
            isFresh[i] = _seen.Add(records[i]);
        }

        _position.Pass(records, isFresh, end);
        return isFresh;
    }
}
