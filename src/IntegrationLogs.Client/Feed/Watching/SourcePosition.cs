namespace IntegrationLogs.Client.Feed;

/// <summary>Where a consumer stands in what one poll found: cheap to make, and worked out when a checkpoint is written.</summary>
internal readonly record struct SourcePosition(SourceSteps Steps, int HandedOut)
{
    public SourcePosition(SourceProgress progress)
        : this(new SourceSteps(progress, [], default), 0)
    {
    }

    public SourceProgress Progress => Steps.Found.Count == 0 ? Steps.Before : Steps.After(HandedOut);
}
