namespace IntegrationLogs.Client.Hosting;

/// <summary>Says what of a poll is handed on, in which parts, and tells of what becomes of them.</summary>
internal interface IPollDelivery
{
    /// <summary>The parts of a poll, in the order in which they are handed on.</summary>
    IReadOnlyList<PollPart> PartsOf(SourcePoll poll);

    /// <summary>Counts a failed call.</summary>
    void Count(LogSource source, Exception error);

    /// <summary>Tells of a failed call that is made again, once for each pause.</summary>
    void Failed(LogSource source, Exception error, int failures, TimeSpan retryIn);

    /// <summary>Tells of a call that succeeded after others had failed.</summary>
    void Recovered(LogSource source, int failures);
}
