namespace IntegrationLogs.Client.Hosting;

/// <summary>How one source of a hosted watch is doing.</summary>
/// <param name="Source">The source.</param>
/// <param name="Since">By the clock's timestamps, since when there is nothing newer of it.</param>
internal sealed record SourceHealth(LogSource Source, long Since)
{
    /// <summary>When the last poll that came to its end began; null before the first.</summary>
    public DateTimeOffset? LastPoll { get; init; }

    /// <summary>By the clock's timestamps, when that poll ended.</summary>
    public long? LastPollEnded { get; init; }

    /// <summary>The type of what the last poll failed with; null when it did not.</summary>
    public string? LastError { get; init; }

    /// <summary>How many entries of that poll are still to be handled. Until then the source is not polled, and need not be.</summary>
    public int Pending { get; init; }
}
