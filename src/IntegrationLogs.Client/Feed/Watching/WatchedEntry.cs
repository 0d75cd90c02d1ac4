using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace IntegrationLogs.Client;

/// <summary>An entry that a watch found, with what it takes to go on after it.</summary>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed record WatchedEntry : IntegrationLogEntry
{
    /// <summary>Makes one, for tests.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="foundIn">The source it was found in.</param>
    /// <param name="checkpoint">The checkpoint to store once it has been handled.</param>
    [SetsRequiredMembers]
    public WatchedEntry(IntegrationLogEntry entry, LogSource foundIn, LogCheckpoint checkpoint)
        : base(entry)
    {
        ArgumentNullException.ThrowIfNull(foundIn);
        ArgumentNullException.ThrowIfNull(checkpoint);
        FoundIn = foundIn;
        Checkpoint = checkpoint;
    }

    /// <summary>The source it was found in.</summary>
    public LogSource FoundIn { get; }

    /// <summary>
    /// The checkpoint to store once this entry and all before it have been handled: a watch that starts after it begins with the
    /// next.
    /// </summary>
    public LogCheckpoint Checkpoint { get; }
}
