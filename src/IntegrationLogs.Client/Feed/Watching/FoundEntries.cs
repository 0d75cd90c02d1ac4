namespace IntegrationLogs.Client.Feed;

/// <summary>The new entries that one poll finds, whichever part of the list it reads.</summary>
internal sealed class FoundEntries
{
    private readonly PollOptions _options;
    private readonly string? _account;
    private readonly List<FoundEntry> _found = [];
    private readonly HashSet<ulong> _fingerprints = [];
    private readonly List<PassedSuccess> _successes = [];
    private SourceProgress _progress;
    private DateTimeOffset? _forgotten;

    public FoundEntries(SourceProgress start, PollOptions options, string? account)
    {
        _progress = start;
        _options = options;
        _account = account;
    }

    /// <summary>How many there are.</summary>
    public int Count => _found.Count;

    /// <summary>Whose entries they are.</summary>
    public IEnumerable<string?> IntegrationIds => _found.Select(one => one.Entry.IntegrationId);

    /// <summary>Successes that are no new entries.</summary>
    public IReadOnlyList<PassedSuccess> Successes => _successes;

    /// <summary>How many of them came later than is allowed.</summary>
    public int Late => _found.Count(one => one.IsLate);

    /// <summary>Judges what comes by another progress, one whose clock was mended.</summary>
    public void GoOn(SourceProgress progress) => _progress = progress;

    /// <summary>Drops entries that are older than all that is listed from those that are known one by one.</summary>
    public void Forget(DateTimeOffset before) => _forgotten = before;

    /// <summary>Takes a log if it is new.</summary>
    /// <returns>What it is.</returns>
    public Sighting Take(ListedLog log)
    {
        if (_progress.IsOld(log.Time, log.GrowingId))
        {
            return Sighting.Old;
        }

        ulong fingerprint = log.Fingerprint;
        if (_progress.Delivered.Contains(fingerprint) || _fingerprints.Contains(fingerprint))
        {
            SeeSuccess(log);
            return Sighting.Known;
        }

        IntegrationLogEntry entry = log.ToEntry(_account);
        if (!_options.Wants(entry))
        {
            SeeSuccess(log);
            return Sighting.Known;
        }

        // An older log than the watermark came late, unless it is part of what was never read.
        bool isLate = log.Time <= _progress.Watermark && !_progress.Backlogs.Any(backlog => backlog.MayHold(log.Time.Value));
        _fingerprints.Add(fingerprint);
        _found.Add(new FoundEntry(new Delivered(log.Time, fingerprint), entry, isLate));
        return isLate ? Sighting.Late : Sighting.New;
    }

    /// <summary>The entries by time. Those of equal times are in the order in which they came about.</summary>
    /// <param name="isNewestFirst">Whether the list begins with the newest.</param>
    public IEnumerable<FoundEntry> ByTime(bool isNewestFirst)
    {
        // Sorting keeps the order of equal times: of a list that begins with the newest, the last comes first.
        IEnumerable<FoundEntry> listed = _found;
        return (isNewestFirst ? listed.Reverse() : listed).OrderBy(one => one.Identity.Time ?? DateTimeOffset.MaxValue);
    }

    /// <summary>What is remembered of the entries that were delivered.</summary>
    public DeliveredLogs Remembered(DeliveredLogs delivered)
    {
        if (_forgotten is not DateTimeOffset before)
        {
            return delivered;
        }

        Delivered[] all = delivered.ToArray();
        Delivered[] kept = [.. all.Where(one => !(one.Time < before))];
        return kept.Length == all.Length ? delivered : DeliveredLogs.Of(kept);
    }

    /// <summary>A failure that comes late may have been over before: successes count each time they are seen.</summary>
    private void SeeSuccess(ListedLog log)
    {
        if (_options.Incidents is not null && log.Succeeded is true)
        {
            _successes.Add(new PassedSuccess(log.IntegrationId, log.Time));
        }
    }
}
