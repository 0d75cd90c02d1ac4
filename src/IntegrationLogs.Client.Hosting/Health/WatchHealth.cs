namespace IntegrationLogs.Client.Hosting;

/// <summary>How a hosted watch is doing at one moment.</summary>
/// <param name="Sources">Each source; none before they are known.</param>
internal sealed record WatchHealth(IReadOnlyList<SourceHealth> Sources)
{
    /// <summary>The name of its client; empty for the one without.</summary>
    public string Account { get; init; } = string.Empty;

    /// <summary>Whether the host has started it.</summary>
    public bool HasBegun { get; init; }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded { get; init; }

    /// <summary>The type of what it ended with; null for the host's stop.</summary>
    public string? EndError { get; init; }

    /// <summary>How long from one poll to the next.</summary>
    public TimeSpan PollInterval { get; init; }

    /// <summary>How far its start is.</summary>
    public WatchStep Step { get; init; }

    /// <summary>By the clock's timestamps, since when.</summary>
    public long StepSince { get; init; }

    /// <summary>The type of what that failed with last; null when it did not.</summary>
    public string? StepError { get; init; }

    /// <summary>By the clock's timestamps, since when the store has been given a checkpoint that it has not taken; null if it took all.</summary>
    public long? SavingSince { get; init; }

    /// <summary>The type of what that failed with last; null when it did not.</summary>
    public string? SaveError { get; init; }

    /// <summary>How many entries have been handled since the last checkpoint that was saved.</summary>
    public int Unsaved { get; init; }

    /// <summary>By the clock's timestamps, when an entry was last handled; null when none was.</summary>
    public long? LastHandled { get; init; }
}
