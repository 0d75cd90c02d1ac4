namespace IntegrationLogs.Client.Feed;

/// <summary>
/// In which order a source's entries have come so far: what neither vendor promises shows while reading. Vendors that write from several
/// machines list a little out of order; that counts as an order as long as times go one way by far more than they ever go back.
/// </summary>
/// <param name="since">The earliest time that is of interest.</param>
/// <param name="until">The time from which on nothing is of interest.</param>
/// <param name="wasNewestFirst">Whether the list was seen to begin with the newest before.</param>
internal sealed class SeenOrder(DateTimeOffset? since, DateTimeOffset? until = null, bool wasNewestFirst = false)
{
    /// <summary>
    /// Fewer entries can be in order by chance, and fewer in a row that are of no interest can be late ones in between others.
    /// </summary>
    private const int LeastEntries = 16;

    /// <summary>By how much more times have to go one way than back.</summary>
    private const int LeastRatio = 8;

    private DateTimeOffset? _earliest;
    private DateTimeOffset? _latest;
    private TimeSpan _mostRisen;
    private TimeSpan _mostFallen;
    private int _stepsDown;
    private int _stepsUp;
    private int _tooOldInARow;
    private int _tooNewInARow;

    /// <summary>The earliest time so far.</summary>
    public DateTimeOffset? Earliest => _earliest;

    /// <summary>Whether entries came from the newest on. Equal times count, as long as there is one that is older, or was before.</summary>
    public bool IsNewestFirst =>
        !GoesUpAndDown(_mostRisen) && (wasNewestFirst || (_latest > _earliest && _stepsDown >= LeastEntries));

    /// <summary>Whether no entry was newer than one before it.</summary>
    public bool NeverRises => _mostRisen == TimeSpan.Zero;

    /// <summary>Whether entries came from the oldest on.</summary>
    public bool IsOldestFirst => _latest > _earliest && _stepsUp >= LeastEntries && !GoesUpAndDown(_mostFallen);

    /// <summary>Whether nothing in the rest is of interest, if it comes in the order seen so far.</summary>
    public bool RulesOutTheRest =>
        (IsNewestFirst && _tooOldInARow >= LeastEntries && since - _earliest > _mostRisen)
        || (IsOldestFirst && _tooNewInARow >= LeastEntries && _latest - until >= _mostFallen);

    /// <param name="occurredAt">An entry's time.</param>
    /// <param name="isNews">Whether the entry is of interest although it is too old.</param>
    public void Pass(DateTimeOffset? occurredAt, bool isNews = false)
    {
        if (occurredAt is not DateTimeOffset time || IsOdd(time))
        {
            return;
        }

        DateTimeOffset earliest = _earliest ?? time;
        DateTimeOffset latest = _latest ?? time;
        _stepsDown += time <= earliest ? 1 : 0;
        _stepsUp += time >= latest ? 1 : 0;
        _mostRisen = time - earliest > _mostRisen ? time - earliest : _mostRisen;
        _mostFallen = latest - time > _mostFallen ? latest - time : _mostFallen;
        _tooOldInARow = time < since && !isNews ? _tooOldInARow + 1 : 0;
        _tooNewInARow = time >= until ? _tooNewInARow + 1 : 0;
        (_earliest, _latest) = (time < earliest ? time : earliest, time > latest ? time : latest);
    }

    /// <summary>Zero times and last days stand for no time; as part of an order they would stretch it beyond any ratio.</summary>
    private static bool IsOdd(DateTimeOffset time) => time.Year is < 1970 or > 9000;

    private bool GoesUpAndDown(TimeSpan back) => back > (_latest - _earliest) / LeastRatio;
}
