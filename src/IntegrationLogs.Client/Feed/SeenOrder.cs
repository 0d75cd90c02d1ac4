namespace IntegrationLogs.Client.Feed;

/// <summary>
/// In which order a source's entries have come so far: what neither vendor promises shows while reading. Vendors that write from several
/// machines list a little out of order; that counts as an order as long as times go one way by far more than they ever go back.
/// </summary>
/// <param name="since">The earliest time that is of interest.</param>
/// <param name="until">The time from which on nothing is of interest.</param>
internal sealed class SeenOrder(DateTimeOffset? since, DateTimeOffset? until = null)
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

    /// <summary>Whether entries came from the newest on.</summary>
    public bool IsNewestFirst => _stepsDown >= LeastEntries && _mostRisen * LeastRatio <= _latest - _earliest;

    /// <summary>Whether entries came from the oldest on.</summary>
    public bool IsOldestFirst => _stepsUp >= LeastEntries && _mostFallen * LeastRatio <= _latest - _earliest;

    /// <summary>Whether nothing in the rest is of interest, if it comes in the order seen so far.</summary>
    public bool RulesOutTheRest =>
        (IsNewestFirst && _tooOldInARow >= LeastEntries && _earliest + _mostRisen < since)
        || (IsOldestFirst && _tooNewInARow >= LeastEntries && _latest - _mostFallen >= until);

    public void Pass(DateTimeOffset? occurredAt)
    {
        if (occurredAt is not DateTimeOffset time)
        {
            return;
        }

        DateTimeOffset earliest = _earliest ?? time;
        DateTimeOffset latest = _latest ?? time;
        _stepsDown += time < earliest ? 1 : 0;
        _stepsUp += time > latest ? 1 : 0;
        _mostRisen = time - earliest > _mostRisen ? time - earliest : _mostRisen;
        _mostFallen = latest - time > _mostFallen ? latest - time : _mostFallen;
        _tooOldInARow = time < since ? _tooOldInARow + 1 : 0;
        _tooNewInARow = time >= until ? _tooNewInARow + 1 : 0;
        (_earliest, _latest) = (time < earliest ? time : earliest, time > latest ? time : latest);
    }
}
