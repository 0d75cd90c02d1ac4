namespace IntegrationLogs.Client.Feed;

/// <summary>In which order a source's entries have come so far: what neither vendor promises shows while reading.</summary>
internal sealed class SeenOrder
{
    private DateTimeOffset? _latest;
    private bool _hasRisen;
    private bool _hasFallen;

    /// <summary>Whether entries came from the newest on, and not all at one time.</summary>
    public bool IsNewestFirst => _hasFallen && !_hasRisen;

    /// <summary>Whether entries came from the oldest on, and not all at one time.</summary>
    public bool IsOldestFirst => _hasRisen && !_hasFallen;

    public void Pass(IntegrationLogEntry entry)
    {
        if (entry.OccurredAt is not DateTimeOffset time)
        {
            return;
        }

        _hasRisen |= time > _latest;
        _hasFallen |= time < _latest;
        _latest = time;
    }

    /// <summary>
    /// Whether, if the rest comes in the order seen, none of it is at <paramref name="since"/> or later and before
    /// <paramref name="until"/>.
    /// </summary>
    public bool RulesOut(DateTimeOffset? since, DateTimeOffset? until) =>
        (IsNewestFirst && _latest < since) || (IsOldestFirst && _latest >= until);
}
