using System.Collections.Immutable;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>Puts the checkpoint of a watch together of the parts that are stored, which come by source and in their order.</summary>
/// <param name="place">Where they are, in words.</param>
internal sealed class StoredParts(string place)
{
    private readonly Dictionary<LogSource, (SourceCheckpoint Checkpoint, StoredSource Stored)> _sources = [];

    /// <summary>Adds the next part of a source.</summary>
    /// <exception cref="InvalidDataException">It is no checkpoint, is damaged, or does not go on from the part before.</exception>
    public void Add(string name, int part, string content)
    {
        try
        {
            var source = LogSource.Parse(name);
            bool isFirst = !_sources.TryGetValue(source, out (SourceCheckpoint Checkpoint, StoredSource Stored) before);
            if (part != before.Stored.Parts)
            {
                throw new FormatException($"Part {before.Stored.Parts} is missing.");
            }

            _sources[source] = isFirst
                ? (SourceCheckpoint.Parse(content), new StoredSource(Parts: 1, content.Length, ChangesLength: 0))
                : (
                    before.Checkpoint.Apply(content),
                    before.Stored with { Parts = part + 1, ChangesLength = before.Stored.ChangesLength + content.Length });
            if (_sources[source].Checkpoint.Source != source)
            {
                throw new FormatException($"It is the checkpoint of {_sources[source].Checkpoint.Source}.");
            }
        }
        catch (FormatException error)
        {
            throw new InvalidDataException(
                $"The checkpoint of '{name}' of {place} cannot be read, and is left as it is. {error.Message}", error);
        }
    }

    /// <exception cref="InvalidDataException">There are no parts.</exception>
    public StoredWatch ToWatch(long version) => _sources.Count == 0
        ? throw new InvalidDataException(
            $"The checkpoint of {place} has no sources: its rows were deleted. Delete the watch's row to begin anew.")
        : new StoredWatch(
            version,
            LogCheckpoint.Join(_sources.Values.Select(source => source.Checkpoint)),
            _sources.ToImmutableDictionary(source => source.Key, source => source.Value.Stored));
}
