namespace IntegrationLogs.Client.Feed;

/// <summary>What a watch hands out one by one.</summary>
internal interface IWatchItem
{
    SourceCheckpoint SourceCheckpoint { get; }

    LogCheckpoint Checkpoint { set; }
}
