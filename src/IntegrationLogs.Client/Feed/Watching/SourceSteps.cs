namespace IntegrationLogs.Client.Feed;

/// <summary>The progress of a source from one poll's first entry to its last.</summary>
/// <param name="Before">The progress before the poll.</param>
/// <param name="Found">What is to be handed out, by time; entries without a time come last.</param>
/// <param name="SettledUntil">What is older had its time to show up before the poll began.</param>
internal sealed record SourceSteps(SourceProgress Before, IReadOnlyList<HandedOut> Found, DateTimeOffset SettledUntil)
{
    /// <summary>The progress once so many entries have been handed out.</summary>
    public SourceProgress After(int handedOut)
    {
        DateTimeOffset? pending = handedOut < Found.Count ? Found[handedOut].Time : null;
        return handedOut == 0 && Found.Count > 0 ? Before : Before.With([.. Found.Take(handedOut)], SettledUntil, pending);
    }
}
