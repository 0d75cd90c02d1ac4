using IntegrationLogs.Client;

namespace Watch.CommandLine;

/// <summary>What the command line asks for.</summary>
internal sealed record WorkerOptions
{
    public IReadOnlyList<LogSource> Sources { get; init; } = [];

    public string? Checkpoint { get; init; }

    public TimeSpan? Interval { get; init; }

    /// <summary>How long ago the first run begins.</summary>
    public TimeSpan Back { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan? For { get; init; }

    public int? Entries { get; init; }

    public bool Json { get; init; }

    public bool Help { get; init; }
}
