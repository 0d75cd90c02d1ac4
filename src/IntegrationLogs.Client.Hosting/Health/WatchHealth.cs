namespace IntegrationLogs.Client.Hosting;

/// <summary>How a hosted watch is doing at one moment.</summary>
/// <param name="Sources">Each source; none before they are known.</param>
/// <param name="Step">What it is at.</param>
/// <param name="StepSince">By the clock's timestamps, since when.</param>
/// <param name="StepError">The type of what that failed with last; null when it did not.</param>
/// <param name="HasBegun">Whether the host has started it.</param>
/// <param name="HasEnded">Whether it has ended.</param>
/// <param name="EndError">The type of what it ended with; null for the host's stop.</param>
/// <param name="PollInterval">How long from one poll to the next.</param>
internal sealed record WatchHealth(
    IReadOnlyList<SourceHealth> Sources,
    WatchStep Step = WatchStep.Waiting,
    long StepSince = 0,
    string? StepError = null,
    bool HasBegun = false,
    bool HasEnded = false,
    string? EndError = null,
    TimeSpan PollInterval = default);
