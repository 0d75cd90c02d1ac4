namespace IntegrationLogs.Client.Feed;

/// <summary>
/// How far a source has been watched: everything up to <see cref="SettledUntil"/> is done with, and of what is newer, the entries that
/// were handed out are known one by one, so that those that show up late are found. It never changes.
/// </summary>
internal sealed class SourceProgress
{
    /// <summary>So many entries are known one by one. Where more come within a settle window, its oldest part settles sooner.</summary>
    public const int Capacity = 100_000;

    private readonly HashSet<ulong> _fingerprints;

    /// <param name="settledUntil">Null where nothing is done with.</param>
    /// <param name="handedOut">By time; those without a time come last.</param>
    public SourceProgress(DateTimeOffset? settledUntil, IReadOnlyList<HandedOut>? handedOut = null)
    {
        SettledUntil = settledUntil;
        HandedOut = handedOut ?? [];
        _fingerprints = [.. HandedOut.Select(one => one.Fingerprint)];
    }

    public DateTimeOffset? SettledUntil { get; }

    /// <summary>The entries after <see cref="SettledUntil"/> that were handed out, by time; those without a time come last.</summary>
    public IReadOnlyList<HandedOut> HandedOut { get; }

    /// <summary>The progress of a source of which nothing before a time is wanted.</summary>
    public static SourceProgress Since(DateTimeOffset? time) =>
        new(time is null || time == DateTimeOffset.MinValue ? null : time.Value.AddTicks(-1));

    /// <summary>Whether what happened then is done with. Most of a long list is: only the rest is worth a fingerprint.</summary>
    public bool IsSettled(DateTimeOffset? time) => time <= SettledUntil;

    /// <summary>Whether an entry that is not settled is still to be handed out.</summary>
    public bool IsNew(IntegrationLogEntry entry, out HandedOut asHandedOut)
    {
        asHandedOut = Feed.HandedOut.Of(entry);
        return !_fingerprints.Contains(asHandedOut.Fingerprint);
    }

    /// <summary>The progress once more has been handed out and all up to a time has settled, as far as nothing is pending there.</summary>
    /// <param name="more">By time; those without a time come last.</param>
    /// <param name="settledUntil">What is older has had its time to show up.</param>
    /// <param name="pending">The time of the first entry that is still to be handed out.</param>
    public SourceProgress With(IReadOnlyList<HandedOut> more, DateTimeOffset settledUntil, DateTimeOffset? pending)
    {
        DateTimeOffset? settled = Later(SettledUntil, Before(pending, settledUntil));
        if (HandedOut.Count + more.Count == 0)
        {
            return new SourceProgress(settled);
        }

        List<HandedOut> kept = [.. HandedOut.Concat(more).Where(one => !(one.Time <= settled))];
        kept.Sort((left, right) => (left.Time ?? DateTimeOffset.MaxValue).CompareTo(right.Time ?? DateTimeOffset.MaxValue));
        int over = kept.Count - Capacity;
        if (over > 0 && kept[over - 1].Time is DateTimeOffset oldest)
        {
            // All of one time settle together: half of them could not be told from the other half any more.
            settled = Later(settled, Before(pending, oldest));
            kept.RemoveAll(one => one.Time <= settled);
        }

        return new SourceProgress(settled, kept);
    }

    private static DateTimeOffset Before(DateTimeOffset? pending, DateTimeOffset time) =>
        pending <= time ? pending.Value.AddTicks(-1) : time;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one : other;
}
