namespace IntegrationLogs.Client.Hosting;

/// <summary>How one source of a hosted watch is doing.</summary>
/// <param name="Source">The source.</param>
/// <param name="WatchedSince">By the clock's timestamps, since when it is watched.</param>
internal sealed record SourceHealth(LogSource Source, long WatchedSince)
{
    /// <summary>By the clock's timestamps, since when there is nothing newer of it.</summary>
    public long Since { get; init; } = WatchedSince;

    /// <summary>When the last poll that came to its end began; null before the first.</summary>
    public DateTimeOffset? LastPoll { get; init; }

    /// <summary>By the clock's timestamps, when that poll ended.</summary>
    public long? LastPollEnded { get; init; }

    /// <summary>How many polls have failed in a row.</summary>
    public int Failures { get; init; }

    /// <summary>What the last poll failed with; null when it did not.</summary>
    public string? LastError { get; init; }

    /// <summary>The status that the vendor refused it with; null when it did not.</summary>
    public int? LastStatus { get; init; }

    /// <summary>Whether it has more to read than one poll reads.</summary>
    public bool IsCatchingUp { get; init; }

    /// <summary>By the clock's timestamps, when parts of it were given up lately.</summary>
    public IReadOnlyList<long> Gaps { get; init; } = [];

    /// <summary>How many entries of that poll are still to be handled. Until then the source is not polled, and need not be.</summary>
    public int Pending { get; init; }

    /// <summary>By the clock's timestamps, since when an entry of it waits to be handled; null when none does.</summary>
    public long? EntrySince { get; init; }

    /// <summary>By the clock's timestamps, when the handler was first called with that entry; null before that.</summary>
    public long? HandlingSince { get; init; }

    /// <summary>What the handler failed at that entry with last; null when it did not.</summary>
    public string? HandlerError { get; init; }
}
