using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using IntegrationLogs.Client.Feed;

namespace IntegrationLogs.Client;

/// <summary>What happened to an incident, with what it takes to go on after it.</summary>
public sealed record IncidentEvent : IWatchItem
{
    /// <summary>What happened.</summary>
    public required IncidentEventKind Kind { get; init; }

    /// <summary>The incident as it is then.</summary>
    public required Incident Incident { get; init; }

    /// <summary>When it was noticed, by this machine's clock.</summary>
    public required DateTimeOffset NoticedAt { get; init; }

    /// <summary>
    /// What makes it the same event when it comes again after a crash: the incident's id, the kind, and of an update its number, such as
    /// <c>9f86d081884c7d65/updated/2</c>. It is a key to handle an event once by.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>The entry that brought it about; <see langword="null"/> where the time that passed did.</summary>
    [JsonIgnore]
    public WatchedEntry? Entry { get; init; }

    /// <summary>
    /// The checkpoint of its source, to store once this event and all before it have been handled: a poll from there finds the next. One that is
    /// made by hand has the beginning, unless it is set.
    /// </summary>
    [JsonIgnore]
    [field: AllowNull]
    public SourceCheckpoint SourceCheckpoint
    {
        get => field ??= SourceCheckpoint.Create(Incident.FoundIn, DateTimeOffset.MinValue);
        init;
    }

    /// <summary>
    /// The checkpoint of all sources of the watch, to store once this event and all before it have been handled. In what
    /// <see cref="IIntegrationLogFeed.PollAsync"/> returns, and in a host's watch, it has the event's source only.
    /// </summary>
    [JsonIgnore]
    [field: AllowNull]
    public LogCheckpoint Checkpoint
    {
        get => field ??= LogCheckpoint.Join([SourceCheckpoint]);
        internal set;
    }

    LogCheckpoint IWatchItem.Checkpoint
    {
        set => Checkpoint = value;
    }

    /// <summary>What happened and the incident, in one sentence on one line.</summary>
    public override string ToString() => $"{Kind}: {Incident}";
}
