using System.Globalization;

namespace IntegrationLogs.Client;

/// <summary>What an <see cref="ILogStore"/> stores in one transaction.</summary>
public sealed record LogBatch
{
    /// <summary>The checkpoint of all sources after the entries.</summary>
    public required LogCheckpoint Checkpoint { get; init; }

    /// <summary>The entries since the checkpoint before, those of one source in their order.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<WatchedEntry> Entries { get; init; } = [];

    /// <summary>What happened to incidents since the checkpoint before, of one source in its order.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<IncidentEvent> Incidents { get; init; } = [];

    /// <summary>How many entries it has.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{nameof(LogBatch)} of {Entries.Count:N0} {(Entries.Count == 1 ? "entry" : "entries")}");
}
