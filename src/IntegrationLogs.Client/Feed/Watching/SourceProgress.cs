namespace IntegrationLogs.Client.Feed;

/// <summary>How far a source has been watched: what a <see cref="SourceCheckpoint"/> holds. It never changes.</summary>
internal sealed record SourceProgress
{
    /// <summary>So many entries are known one by one. When there are more, the oldest tenth is forgotten.</summary>
    public const int Capacity = 100_000;

    /// <summary>With more parts that are left over, one is made of them.</summary>
    private const int MostBacklogs = 8;

    /// <summary>So many of them may be older than the watermark: they are there to tell late entries from those that came before.</summary>
    public const int SettledCapacity = 10_000;

    public required LogSource Source { get; init; }

    /// <summary>Name and origin of the account; null where none is known yet.</summary>
    public string? Account { get; init; }

    /// <summary>What is older is not wanted, or was handed out and forgotten; null where everything is wanted.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether <see cref="Since"/> is this machine's time and may have to be moved to the vendor's.</summary>
    public bool StartsNow { get; init; }

    /// <summary>Everything up to here has been read, but for the backlogs; null where nothing has.</summary>
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>A <see cref="HighestId"/> of a list whose ids were seen not to grow: none is higher.</summary>
    public const long NoGrowingIds = long.MaxValue;

    /// <summary>
    /// The highest id up to which all was read, of vendors whose ids grow: a higher one is new whatever its time.
    /// </summary>
    public long? HighestId { get; init; }

    /// <summary>The highest id that was seen, while there are backlogs that may still hold lower ones.</summary>
    public long? HighestSeenId { get; init; }

    public DeliveredLogs Delivered { get; init; } = DeliveredLogs.None;

    /// <summary>Between these times all was handed out and is known one by one no more, while a backlog is older than that.</summary>
    public (DateTimeOffset From, DateTimeOffset Until)? Forgotten { get; init; }

    /// <summary>Whether logs without a time were forgotten: those that are not known any more are not new.</summary>
    public bool HasForgottenUndated { get; init; }

    public IReadOnlyList<Backlog> Backlogs { get; init; } = [];

    /// <summary>Whether the last poll had pages for the top of the list only: the backlogs have the next turn.</summary>
    public bool IsBacklogNext { get; init; }

    /// <summary>Whether the list was seen to begin with the newest.</summary>
    public bool IsNewestFirst { get; init; }

    /// <summary>When the top of the list was last read, by this machine's clock.</summary>
    public DateTimeOffset? PolledAt { get; init; }

    /// <summary>When the whole list was last read, by this machine's clock.</summary>
    public DateTimeOffset? AuditedAt { get; init; }

    /// <summary>A gap up to here was told.</summary>
    public DateTimeOffset? GapToldUntil { get; init; }

    /// <summary>The filter under which entries were handed out.</summary>
    public string Filter { get; init; } = string.Empty;

    /// <summary>The incidents that go on.</summary>
    public SourceIncidents Incidents { get; init; } = SourceIncidents.None;

    /// <summary>Since when the source is not watched any more, by this machine's clock.</summary>
    public DateTimeOffset? UnwatchedSince { get; init; }

    /// <summary>The progress of a source of which nothing before a time is wanted.</summary>
    public static SourceProgress From(LogSource source, DateTimeOffset? since, bool startsNow = false)
    {
        DateTimeOffset? time = since == DateTimeOffset.MinValue ? null : since?.ToUniversalTime();
        return new() { Source = source, Since = time, StartsNow = startsNow, Watermark = time?.AddTicks(-1) };
    }

    /// <summary>Whether nothing but an audit is left over.</summary>
    public bool IsCaughtUp => Backlogs.All(backlog => backlog.IsAudit);

    /// <summary>The newest part that is left over; an audit waits for the others.</summary>
    public Backlog? NextBacklog =>
        Backlogs.LastOrDefault(backlog => !backlog.IsAudit) ?? (Backlogs.Count > 0 ? Backlogs[0] : null);

    /// <summary>With an id that was seen. It becomes the highest when no backlog is left.</summary>
    public SourceProgress Seen(long? id)
    {
        long? seen = HighestSeenId > id || id is null ? HighestSeenId : id;
        return !IsCaughtUp ? this with { HighestSeenId = seen }
            : seen is null || seen <= HighestId ? this with { HighestSeenId = null }
            : this with { HighestSeenId = null, HighestId = seen };
    }

    /// <summary>With one more part left over.</summary>
    public SourceProgress With(Backlog backlog)
    {
        Backlog[] others = [.. Backlogs.Where(one => !one.IsAudit)];
        if (backlog.IsAudit || others.Length < MostBacklogs)
        {
            return this with { Backlogs = [.. Backlogs, backlog] };
        }

        // One that reaches down to the end of the lowest covers all of them.
        DateTimeOffset? downTo = others.Any(one => one.DownTo is null) ? null : others.Min(one => one.DownTo);
        return this with { Backlogs = [.. Backlogs.Where(one => one.IsAudit), backlog with { DownTo = downTo }] };
    }

    /// <summary>With a part that is left over replaced, or without it.</summary>
    public SourceProgress With(Backlog backlog, Backlog? replacement) => (this with
    {
        Backlogs = [.. Backlogs.Select(one => one == backlog ? replacement : one).OfType<Backlog>()],
    }).WithoutForgotten();

    /// <summary>Whether a log that is not among those known one by one is none that is to be handed out.</summary>
    public bool IsOld(DateTimeOffset? time, long? id)
    {
        if (IsOdd(time))
        {
            return HasForgottenUndated && !(id > HighestId);
        }

        DateTimeOffset at = time!.Value;
        bool isForgotten = at >= Forgotten?.From && at <= Forgotten?.Until;
        return (at < Since && !(id > HighestId)) || (isForgotten && !(id > (HighestSeenId ?? HighestId)));
    }

    /// <summary>Forgets the oldest entries when there are too many.</summary>
    public SourceProgress Bounded()
    {
        if (Delivered.Count <= SettledCapacity)
        {
            return this;
        }

        Delivered[] all = Delivered.ToArray();
        if (all.Length > Capacity)
        {
            return Forget(all, all.Length - Capacity + (Capacity / 10), _ => true);
        }

        // A backlog in no order may still hold logs of any time.
        int settled = IsNewestFirst || IsCaughtUp ? all.Count(IsSettled) : 0;
        return settled > SettledCapacity + (SettledCapacity / 10) ? Forget(all, settled - SettledCapacity, IsSettled) : this;

        bool IsSettled(Delivered entry) => !(entry.Time > Watermark);
    }

    /// <summary>Lets all that is older than what was forgotten be old, once no backlog can hold any of it.</summary>
    public SourceProgress WithoutForgotten() =>
        Forgotten is not (_, DateTimeOffset until) || !IsCaughtUp
            ? this
            : (this with { Forgotten = null }).OldUntil(until);

    /// <summary>Forgets the oldest, but none of those that were handed out last: a list that is read may not be quite in order.</summary>
    private SourceProgress Forget(Delivered[] all, int count, Func<Delivered, bool> mayForget)
    {
        HashSet<ulong> forgotten =
        [
            .. all.Take(all.Length - (all.Length / 10)).Where(mayForget).OrderBy(entry => entry.Time).Take(count)
                .Select(entry => entry.Fingerprint),
        ];
        DateTimeOffset? from = Forgotten?.From;
        DateTimeOffset? until = Forgotten?.Until;
        bool hasForgottenUndated = HasForgottenUndated;
        foreach (Delivered entry in all.Where(entry => forgotten.Contains(entry.Fingerprint)))
        {
            if (IsOdd(entry.Time))
            {
                hasForgottenUndated = true;
                continue;
            }

            from = entry.Time < from ? entry.Time : from ?? entry.Time;
            until = entry.Time > until ? entry.Time : until ?? entry.Time;
        }

        return (this with
        {
            Delivered = DeliveredLogs.Of(all.Where(entry => !forgotten.Contains(entry.Fingerprint))),
            HasForgottenUndated = hasForgottenUndated,
            Forgotten = from is null || until is null ? null : (from.Value, until.Value),
        }).WithoutForgotten();
    }

    /// <summary>Whether a time says nothing of when a log came: there is none, or it is far in the future.</summary>
    private bool IsOdd(DateTimeOffset? time) => time is null || time - Watermark > TimeSpan.FromDays(1);

    /// <summary>Lets all up to a time be old.</summary>
    public SourceProgress OldUntil(DateTimeOffset time)
    {
        DateTimeOffset since = time < DateTimeOffset.MaxValue ? time.AddTicks(1) : time;
        return this with { Since = since > Since ? since : Since ?? since };
    }
}
