namespace IntegrationLogs.Client;

/// <summary>A poll of a source that came to its end.</summary>
public sealed record SourcePoll
{
    /// <summary>The source.</summary>
    public required LogSource Source { get; init; }

    /// <summary>When the poll began: what was listed then has been found.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How many new entries it found.</summary>
    public required int NewEntries { get; init; }
}
