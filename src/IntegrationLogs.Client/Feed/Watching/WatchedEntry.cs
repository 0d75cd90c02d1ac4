using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using IntegrationLogs.Client.Feed;

namespace IntegrationLogs.Client;

/// <summary>An entry that a watch found, with what it takes to go on after it.</summary>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public sealed record WatchedEntry : IntegrationLogEntry, IWatchItem
{
    /// <summary>Makes one, for tests.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="foundIn">The source it was found in.</param>
    /// <param name="checkpoint">The checkpoint to store once it has been handled.</param>
    /// <exception cref="ArgumentException">The checkpoint does not know the source.</exception>
    [SetsRequiredMembers]
    public WatchedEntry(IntegrationLogEntry entry, LogSource foundIn, LogCheckpoint checkpoint)
        : base(entry)
    {
        ArgumentNullException.ThrowIfNull(foundIn);
        ArgumentNullException.ThrowIfNull(checkpoint);
        SourceCheckpoint = checkpoint.TryGet(foundIn)
            ?? throw new ArgumentException($"The checkpoint does not know {foundIn}.", nameof(checkpoint));
        Checkpoint = checkpoint;
    }

    [SetsRequiredMembers]
    internal WatchedEntry(IntegrationLogEntry entry, SourceCheckpoint checkpoint, bool isLate)
        : base(entry)
    {
        SourceCheckpoint = checkpoint;
        IsLate = isLate;
    }

    /// <summary>The source it was found in.</summary>
    public LogSource FoundIn => SourceCheckpoint.Source;

    /// <summary>Whether it showed up later than <see cref="PollOptions.AllowedLateness"/> allows, by its own time.</summary>
    public bool IsLate { get; init; }

    /// <summary>
    /// The checkpoint of its source, to store once this entry and all before it have been handled: a poll from there finds the next.
    /// </summary>
    public SourceCheckpoint SourceCheckpoint { get; }

    /// <summary>
    /// The checkpoint of all sources of the watch, to store once this entry and all before it have been handled: a watch that starts after
    /// it begins with the next. In what <see cref="IIntegrationLogFeed.PollAsync"/> returns, and in a host's watch, it has the entry's
    /// source only.
    /// </summary>
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

    /// <summary>
    /// What makes it the same entry whenever and wherever it comes: account, source and the log's id, without an id a hash of its content.
    /// It is a key to handle an entry once by, such as <c>shop-a/Sendcloud/123/4567</c>.
    /// </summary>
    public string Key => KeyOf(this, FoundIn);

    internal static string KeyOf(IntegrationLogEntry entry, LogSource foundIn) =>
        $"{entry.Account}/{foundIn.Name}/{entry.LogId ?? IdentityOf(entry.Source)}";

    private static string IdentityOf(object source) => (source switch
    {
        SendcloudLog log => new ListedLog(log),
        ElasticPathLog log => new ListedLog(log),
        _ => throw new InvalidOperationException($"A {source.GetType()} is no vendor's log."),
    }).Fingerprint.ToString("x16", CultureInfo.InvariantCulture);
}
