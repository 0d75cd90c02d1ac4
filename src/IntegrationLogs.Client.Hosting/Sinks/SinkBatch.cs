namespace IntegrationLogs.Client;

/// <summary>What a sink writes at once: of one source, in its order.</summary>
public sealed record SinkBatch
{
    /// <summary>The source.</summary>
    public required LogSource Source { get; init; }

    /// <summary>The account: the name of the client that reads; empty for the one without.</summary>
    public string Account { get; init; } = string.Empty;

    /// <summary>The entries, by time; those that <see cref="SinkOptions.Content"/> asks for.</summary>
    public IReadOnlyList<WatchedEntry> Entries { get; init; } = [];

    /// <summary>What happened to incidents, in the order in which it came about.</summary>
    public IReadOnlyList<IncidentEvent> Incidents { get; init; } = [];

    /// <summary>How many entries and events there are.</summary>
    public int Count => Entries.Count + Incidents.Count;

    /// <summary>How much there is of which source. Nothing that a log says.</summary>
    public override string ToString() => $"{Source}: {Entries.Count} entries, {Incidents.Count} events of incidents.";
}
