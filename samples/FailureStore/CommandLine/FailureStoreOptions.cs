using IntegrationLogs.Client;

namespace FailureStore.CommandLine;

/// <summary>What the command line asks for.</summary>
internal sealed record FailureStoreOptions
{
    public string Database { get; init; } = "failures.db";

    public IReadOnlyList<LogSource> Sources { get; init; } = [];

    /// <summary>From when on, for sources that the database does not know yet.</summary>
    public DateTimeOffset Since { get; init; } = DateTimeOffset.MinValue;

    public TimeSpan? Interval { get; init; }

    public bool UntilQuiet { get; init; }

    public bool Report { get; init; }

    public int Days { get; init; } = 7;

    public bool Help { get; init; }
}
