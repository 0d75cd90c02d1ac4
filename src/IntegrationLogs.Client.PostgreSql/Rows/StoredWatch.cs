using System.Collections.Immutable;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>What is known to be stored of a watch.</summary>
/// <param name="Version">Its version: how many saves there were.</param>
/// <param name="Checkpoint">Its checkpoint.</param>
/// <param name="Sources">How the checkpoint of each source is stored.</param>
internal sealed record StoredWatch(long Version, LogCheckpoint Checkpoint, ImmutableDictionary<LogSource, StoredSource> Sources);

/// <summary>A source's checkpoint in parts: a whole one, and the changes since.</summary>
/// <param name="Parts">How many there are.</param>
/// <param name="WholeLength">How many characters the whole one has.</param>
/// <param name="ChangesLength">How many characters the changes have together.</param>
internal readonly record struct StoredSource(int Parts, long WholeLength, long ChangesLength);
