namespace IntegrationLogs.Client.Feed;

/// <summary>The pages that a poll reads one after the other, down to where nothing new is expected.</summary>
internal sealed class PollWalk(FoundEntries found)
{
    private const int LeastRatio = 8;

    private SeenOrder _order = new(since: null);
    private (DateTimeOffset Time, long Id)? _last;
    private int _idSteps;
    private int _idsAgainstTime;
    private Func<string?>? _findToken;
    private DateTimeOffset? _readDownTo;

    /// <summary>How many logs were older than what is wanted.</summary>
    public int PassedOver { get; private set; }

    public long? HighestId { get; private set; }

    /// <summary>Whether later logs had higher ids, but for a few.</summary>
    public bool DoIdsGrow => _idsAgainstTime * LeastRatio <= _idSteps;

    /// <summary>The time down to which all was read, of a list that begins with the newest; null for others.</summary>
    public DateTimeOffset? ReadDownTo => _order.IsNewestFirst || _order.NeverRises ? Earliest : null;

    /// <summary>The earliest time so far.</summary>
    public DateTimeOffset? Earliest => _order.Earliest < _readDownTo || _readDownTo is null ? _order.Earliest : _readDownTo;

    public bool IsNewestFirst => _order.IsNewestFirst;

    /// <summary>Whether nothing new is expected in the rest.</summary>
    public bool IsDone => _order.RulesOutTheRest;

    /// <summary>Whether the list has no more.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Whether the last log that was read is not new.</summary>
    public bool IsOnKnownGround { get; private set; }

    /// <summary>Where to go on.</summary>
    public string? Token => _findToken?.Invoke();

    /// <param name="progress">What is known.</param>
    /// <param name="downTo">The time up to which nothing new is expected; null for none.</param>
    /// <param name="earlier">What earlier polls have read of this part.</param>
    public void Begin(SourceProgress progress, DateTimeOffset? downTo, Backlog? earlier = null)
    {
        _readDownTo = earlier?.ReadDownTo;
        DateTimeOffset? since = downTo < DateTimeOffset.MaxValue ? downTo.Value.AddTicks(1) : downTo;
        _order = new SeenOrder(since, wasNewestFirst: progress.IsNewestFirst);
    }

    /// <summary>What is left of a backlog after this.</summary>
    public Backlog Rest(Backlog backlog) =>
        backlog with { Token = Token, ReadDownTo = ReadDownTo, Failures = 0 };

    public void Read(SourcePage page)
    {
        foreach (ListedLog log in page.Logs)
        {
            Sighting sighting = found.Take(log);
            _order.Pass(log.Time, isNews: sighting == Sighting.Late);
            IsOnKnownGround = sighting is Sighting.Known or Sighting.Old;
            PassedOver += sighting == Sighting.Old ? 1 : 0;
            if (log.GrowingId is long id)
            {
                HighestId = id > HighestId || HighestId is null ? id : HighestId;
                CompareIds(log.Time, id);
            }
        }

        _findToken = page.FindToken;
        IsAtEnd = page.FindToken() is null;
    }

    private void CompareIds(DateTimeOffset? time, long id)
    {
        if (time is not DateTimeOffset now)
        {
            return;
        }

        if (_last is (DateTimeOffset before, long lastId) && before != now)
        {
            _idSteps++;
            _idsAgainstTime += (now < before) == (id < lastId) ? 0 : 1;
        }

        _last = (now, id);
    }
}
