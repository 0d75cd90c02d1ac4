namespace IntegrationLogs.Client.Paging;

/// <summary>
/// Looks for the few records that a resumed walk knows, from the place where they were: page by page, ahead and back in turn, until
/// both ends of the list were seen. New records at the start have moved them ahead, removed ones back.
/// </summary>
internal sealed class PlaceSearch(int start)
{
    private const int MaxRequests = 1_000;

    private int _from = start;
    private int _to = start;
    private int _pageLength = 1;
    private int _requests;
    private bool _ahead;
    private bool _sawEnd;

    /// <summary>Where to look after a page in which there was none; null when there is no such place left.</summary>
    public int? Next(int offset, int length)
    {
        _from = Math.Min(_from, offset);
        _to = Math.Max(_to, offset + length);
        _sawEnd |= length == 0;
        _pageLength = length == 0 ? _pageLength : length;
        _ahead = !_sawEnd && (!_ahead || _from == 0);
        if (++_requests > MaxRequests)
        {
            return null;
        }

        return _ahead ? _to : _from > 0 ? Math.Max(0, _from - _pageLength) : null;
    }
}
