using System.Diagnostics;

namespace IntegrationLogs.Client.Hosting;

/// <summary>What one call of a handler or a sink gets of a poll.</summary>
/// <param name="Source">The source that was polled.</param>
/// <param name="After">The checkpoint once it has been handled; null where it stays what it was.</param>
/// <param name="HandleAsync">Handles it once.</param>
internal sealed record PollPart(LogSource Source, SourceCheckpoint? After, Func<CancellationToken, Task> HandleAsync)
{
    /// <summary>Its entries.</summary>
    public IReadOnlyList<WatchedEntry> Entries { get; init; } = [];

    /// <summary>Its events of incidents.</summary>
    public IReadOnlyList<IncidentEvent> Incidents { get; init; } = [];

    /// <summary>Whether a store that takes entries gets it with the checkpoint after it.</summary>
    public bool IsStored { get; init; }

    /// <summary>The name of the span around a call.</summary>
    public string Call { get; init; } = "handle";

    /// <summary>What the span tells besides.</summary>
    public Action<ActivityTagsCollection> Tag { get; init; } = _ => { };

    /// <summary>Takes it when it failed too often; null where it comes again until it is handled.</summary>
    public Func<Exception, CancellationToken, Task>? GiveUpAsync { get; init; }
}
