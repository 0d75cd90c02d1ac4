namespace IntegrationLogs.Client.Feed;

/// <summary>The new entries that one poll finds, whichever part of the list it reads.</summary>
internal sealed class FoundEntries
{
    private readonly PollOptions _options;
    private readonly string? _account;
    private readonly SourceProgress _start;
    private readonly List<(Delivered Identity, IntegrationLogEntry Entry, bool IsLate)> _found = [];
    private readonly HashSet<ulong> _fingerprints = [];
    private SourceProgress _progress;
    private DateTimeOffset? _forgotten;

    public FoundEntries(SourceProgress start, PollOptions options, string? account)
    {
        _start = _progress = start;
        _options = options;
        _account = account;
    }

    /// <summary>How many there are.</summary>
    public int Count => _found.Count;

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
            return Sighting.Known;
        }

        IntegrationLogEntry entry = log.ToEntry(_account);
        if (!_options.Wants(entry))
        {
            return Sighting.Known;
        }

        // An older log than the watermark came late, unless it is part of what was never read.
        bool isLate = log.Time <= _progress.Watermark && !_progress.Backlogs.Any(backlog => backlog.MayHold(log.Time.Value));
        _fingerprints.Add(fingerprint);
        _found.Add((new Delivered(log.Time, fingerprint), entry, isLate));
        return isLate ? Sighting.Late : Sighting.New;
    }

    /// <summary>The entries by time, each with the checkpoint after it.</summary>
    /// <param name="end">The progress of the poll itself.</param>
    /// <param name="after">The progress when all entries have been handled, too.</param>
    public IReadOnlyList<WatchedEntry> ToEntries(SourceProgress end, out SourceProgress after)
    {
        // Sorting keeps the order of equal times: of a list that begins with the newest, the last comes first.
        IEnumerable<(Delivered Identity, IntegrationLogEntry Entry, bool IsLate)> listed = _found;
        (Delivered Identity, IntegrationLogEntry Entry, bool IsLate)[] sorted =
        [
            .. (end.IsNewestFirst ? listed.Reverse() : listed).OrderBy(one => one.Identity.Time ?? DateTimeOffset.MaxValue),
        ];
        DeliveredLogs delivered = _start.Delivered;
        var checkpoints = new SourceCheckpoint[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            delivered = delivered.Add(sorted[i].Identity);
            checkpoints[i] = new SourceCheckpoint(_start with { Delivered = delivered });
        }

        after = (end with { Delivered = Remembered(delivered) }).Bounded();
        if (sorted.Length > 0)
        {
            checkpoints[^1] = new SourceCheckpoint(after);
        }

        return [.. sorted.Select((one, i) => new WatchedEntry(one.Entry, checkpoints[i], one.IsLate))];
    }

    private DeliveredLogs Remembered(DeliveredLogs delivered)
    {
        if (_forgotten is not DateTimeOffset before)
        {
            return delivered;
        }

        Delivered[] all = delivered.ToArray();
        Delivered[] kept = [.. all.Where(one => !(one.Time < before))];
        return kept.Length == all.Length ? delivered : DeliveredLogs.Of(kept);
    }
}
