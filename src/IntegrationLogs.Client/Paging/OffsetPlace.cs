namespace IntegrationLogs.Client.Paging;

/// <summary>Where an offset walk stands, where it asks next, and whether it gets anywhere.</summary>
internal sealed class OffsetPlace
{
    private const int MaxFutileRequests = 100;

    private readonly WalkInfo _info;
    private PlaceSearch? _search;
    private int _furthest;
    private int _futile;
    private int _stride;
    private bool _contradicted;

    public OffsetPlace(WalkInfo info, WalkPosition? start)
    {
        _info = info;
        Seen = new SeenRecords(start?.RecentRecords);
        Frontier = new WalkFrontier(start);
        Next = Frontier.Offset;
        _furthest = Next;
        Overlap();
    }

    public SeenRecords Seen { get; }

    public WalkFrontier Frontier { get; }

    /// <summary>The offset to ask for.</summary>
    public int Offset { get; private set; }

    /// <summary>The offset after the last record that was read.</summary>
    public int Next { get; private set; }

    /// <summary>Whether any record was read, in this walk or the one it resumes.</summary>
    public bool HasRead => Next > 0;

    /// <summary>Whether the overlap brought nothing after it, and what follows is asked for without overlap.</summary>
    public bool IsConfirming { get; private set; }

    /// <summary>
    /// Whether an empty page here is the list's end. Anywhere else the list has shrunk before the place that was asked for.
    /// </summary>
    public bool IsEndIfEmpty => Offset == 0 || IsConfirming;

    /// <summary>
    /// Whether a page shows where the walk stands. At the start, with a complete memory, any does: what was read is gone from the list,
    /// and all that is left is new.
    /// </summary>
    public bool IsAnchored(ulong[] records) => records.Any(Seen.Contains) || (Offset == 0 && Seen.IsComplete);

    public void Advance(int offset, int length, bool gotRecords)
    {
        int end = offset + length;
        bool onlyOverlap = end == Next && length == 1 && !gotRecords;
        Next = end;
        _stride = 0;
        _search = null;
        _contradicted = false;
        if (gotRecords || end > _furthest)
        {
            _futile = 0;
            _furthest = Math.Max(_furthest, end);
        }
        else
        {
            CountFutile();
        }

        if (onlyOverlap)
        {
            IsConfirming = true;
            Offset = Next;
        }
        else
        {
            Overlap();
        }
    }

    /// <summary>Goes to where a record that is known may be: before here, as long as everything read is remembered.</summary>
    /// <exception cref="PagingException">The place is lost: it was searched for in the whole list.</exception>
    public void LookElsewhere(int pageLength)
    {
        IsConfirming = false;
        if (!Seen.IsComplete && (_search is not null || pageLength > 0))
        {
            _search ??= new PlaceSearch(Offset);
            Offset = _search.Next(Offset, pageLength) ?? throw _info.CannotGoOn(
                "none of the records before the place to go on from is listed any more, so the place cannot be found. "
                + "Read the list from its start.");
            return;
        }

        CountFutile();
        _stride = _stride == 0 ? Math.Max(pageLength, 10) : _stride * 2;
        Offset = Math.Max(0, Offset - _stride);
    }

    public void Overlap()
    {
        IsConfirming = false;
        Offset = Math.Max(0, Next - 1);
    }

    /// <summary>An empty page that counts more records: once it may be a count taken a moment before the page.</summary>
    public void Contradicted()
    {
        if (_contradicted)
        {
            throw _info.CannotGoOn(
                $"the page at offset {Offset} is empty, although the answer says that there are more records. "
                + "The list would be cut short.");
        }

        _contradicted = true;
    }

    private void CountFutile()
    {
        if (++_futile >= MaxFutileRequests)
        {
            throw _info.CannotGoOn(
                $"{MaxFutileRequests} requests in a row brought nothing new and did not get past offset {_furthest}. "
                + "The list changes faster than it can be read, or its offsets do not advance.");
        }
    }
}
