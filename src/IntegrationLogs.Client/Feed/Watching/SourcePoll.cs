namespace IntegrationLogs.Client;

/// <summary>What one poll of a source found, and where the next goes on.</summary>
public sealed record SourcePoll
{
    /// <summary>The source.</summary>
    public required LogSource Source { get; init; }

    /// <summary>When the poll began, by this machine's clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>
    /// The new entries, by time; those without a time come last. Each has the checkpoint to store once it and those before it have been
    /// handled.
    /// </summary>
    public required IReadOnlyList<WatchedEntry> Entries { get; init; }

    /// <summary>The checkpoint to store once all entries have been handled, and to poll from next.</summary>
    public required SourceCheckpoint After { get; init; }

    /// <summary>
    /// What happened to incidents, in the order in which it came about: what an entry brought about, and then what the time that passed did. Empty
    /// without <see cref="PollOptions.Incidents"/>.
    /// </summary>
    public IReadOnlyList<IncidentEvent> Incidents { get; init; } = [];

    /// <summary>How many new entries it found.</summary>
    public int NewEntries => Entries.Count;

    /// <summary>How many of them came later than <see cref="PollOptions.AllowedLateness"/> allows.</summary>
    public int LateEntries { get; init; }

    /// <summary>How many pages it read.</summary>
    public int Pages { get; init; }

    /// <summary>How many logs it saw that are older than the start of the watch.</summary>
    public int PassedOver { get; init; }

    /// <summary>
    /// Whether everything up to now has been read. Otherwise the next poll goes on where this one stopped; an audit that is under way does
    /// not count.
    /// </summary>
    public bool IsCaughtUp => After.IsCaughtUp;

    /// <summary>After how long to poll again: zero while there is more to read. It counts from the poll's start.</summary>
    public required TimeSpan NextPollIn { get; init; }

    /// <summary>What is given up with this poll.</summary>
    public IReadOnlyList<SourceGap> Gaps { get; init; } = [];

    /// <summary>
    /// What ended the poll before its time; <see langword="null"/> if nothing did. What was read before is in <see cref="Entries"/>, and
    /// the next poll goes on from there.
    /// </summary>
    public Exception? Error { get; init; }
}
