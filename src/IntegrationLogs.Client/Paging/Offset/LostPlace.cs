namespace IntegrationLogs.Client.Paging.Offset;

/// <summary>Where an offset walk that has lost its place looks for a record that it knows.</summary>
/// <param name="knowsAll">Whether the walk knows all records that were listed before its place, or only a few.</param>
internal sealed class LostPlace(bool knowsAll)
{
    /// <summary>How many pages a walk looks at that knows only a few records.</summary>
    public const int MaxPages = 20;

    private const int LeastStep = 10;

    private int _step;
    private int _reach = PagingOptions.MaxPageSize;
    private (int From, int To)? _range;
    private bool _lookedAhead;
    private bool _sawEnd;

    /// <summary>Whether the few records have to be searched for.</summary>
    public bool IsSearch => !knowsAll;

    /// <summary>How many pages were looked at.</summary>
    public int Pages { get; private set; }

    /// <summary>
    /// The offset to look at after a page without a known record; null when there is none left. Among known records, any will do, so the
    /// steps go back and double. A few are searched for page by page, ahead and back in turn, until both ends of the list were seen: new
    /// records at the start have moved them ahead, removed ones back.
    /// </summary>
    public int? Next(int offset, int length)
    {
        Pages++;
        return knowsAll ? StepBack(offset, Math.Max(length, LeastStep))
            : Pages == MaxPages ? null
            : _range is null && length == 0 ? StepBack(offset, PagingOptions.MaxPageSize)
            : Search(offset, length);
    }

    private int StepBack(int offset, int firstStep)
    {
        _step = _step == 0 ? firstStep : _step * 2;
        return Math.Max(0, offset - _step);
    }

    private int? Search(int offset, int length)
    {
        int end = offset + length;
        (int from, int to) = _range ?? (offset, end);
        if (end < from)
        {
            // The server gives shorter pages than were asked for.
            _reach = Math.Max(1, length);
            return from - _reach;
        }

        _sawEnd |= length == 0;
        (from, to) = (Math.Min(from, offset), Math.Max(to, end));
        _range = (from, to);
        _lookedAhead = !_sawEnd && (!_lookedAhead || from == 0);
        return _lookedAhead ? to : from > 0 ? Math.Max(0, from - _reach) : null;
    }
}
