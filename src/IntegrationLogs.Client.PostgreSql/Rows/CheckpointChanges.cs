using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>
/// What one save writes of a checkpoint. Of each source that has changed it is what is new, as one more part, so that an entry costs its own
/// bytes; when the changes outgrow the whole one, they become one. That writes each byte twice at most.
/// </summary>
internal sealed class CheckpointChanges
{
    /// <summary>So many characters of changes are never put together: it takes a few reads more at the start.</summary>
    private const long LeastChanges = 64 * 1024;

    private readonly List<(string Source, int Part, string Content)> _added = [];
    private readonly List<string>? _removed;

    private CheckpointChanges(List<string>? removed, LogCheckpoint checkpoint, ImmutableDictionary<LogSource, StoredSource> sources)
    {
        _removed = removed;
        Checkpoint = checkpoint;
        Sources = sources;
    }

    public LogCheckpoint Checkpoint { get; }

    /// <summary>How the checkpoint is stored after the save.</summary>
    public ImmutableDictionary<LogSource, StoredSource> Sources { get; private set; }

    /// <param name="checkpoint">The checkpoint to store.</param>
    /// <param name="stored">What is stored; null where that is not known, so that all is written anew.</param>
    public static CheckpointChanges Of(LogCheckpoint checkpoint, StoredWatch? stored)
    {
        var changes = new CheckpointChanges(
            stored is null ? null : [], checkpoint, stored?.Sources ?? ImmutableDictionary<LogSource, StoredSource>.Empty);
        foreach (LogSource source in stored is null ? checkpoint.Sources : checkpoint.ChangedSince(stored.Checkpoint))
        {
            changes.Add(source, checkpoint.TryGet(source), stored?.Checkpoint.TryGet(source));
        }

        return changes;
    }

    /// <summary>The statements that write it.</summary>
    /// <param name="schema">The schema, quoted.</param>
    /// <param name="watch">The watch's name.</param>
    public IEnumerable<NpgsqlBatchCommand> Commands(string schema, string watch)
    {
        if (_removed is not { Count: 0 })
        {
            string which = _removed is null ? string.Empty : " AND source = ANY($2)";
            var delete = new NpgsqlBatchCommand($"DELETE FROM {schema}.checkpoints WHERE watch = $1{which}");
            delete.Parameters.Add(new NpgsqlParameter<string> { TypedValue = watch, NpgsqlDbType = NpgsqlDbType.Text });
            if (_removed is not null)
            {
                delete.Parameters.Add(TextsOf(_removed));
            }

            yield return delete;
        }

        if (_added.Count > 0)
        {
            var insert = new NpgsqlBatchCommand(
                $"INSERT INTO {schema}.checkpoints (watch, source, part, content) SELECT $1, new.* FROM unnest($2, $3, $4) AS new");
            insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = watch, NpgsqlDbType = NpgsqlDbType.Text });
            insert.Parameters.Add(TextsOf(_added.Select(part => part.Source)));
            insert.Parameters.Add(new NpgsqlParameter<int[]>
            {
                TypedValue = [.. _added.Select(part => part.Part)],
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer,
            });
            insert.Parameters.Add(TextsOf(_added.Select(part => part.Content)));
            yield return insert;
        }
    }

    private void Add(LogSource source, SourceCheckpoint? checkpoint, SourceCheckpoint? earlier)
    {
        if (checkpoint is null)
        {
            _removed?.Add(source.Name);
            Sources = Sources.Remove(source);
            return;
        }

        bool isStored = Sources.TryGetValue(source, out StoredSource stored) && earlier is not null;
        string? change = isStored ? checkpoint.ToJsonSince(earlier!) : null;
        if (change is not null && stored.ChangesLength + change.Length <= Math.Max(LeastChanges, stored.WholeLength))
        {
            _added.Add((source.Name, stored.Parts, change));
            Sources = Sources.SetItem(source, stored with { Parts = stored.Parts + 1, ChangesLength = stored.ChangesLength + change.Length });
            return;
        }

        if (isStored)
        {
            _removed?.Add(source.Name);
        }

        string whole = checkpoint.ToJson();
        _added.Add((source.Name, 0, whole));
        Sources = Sources.SetItem(source, new StoredSource(Parts: 1, whole.Length, ChangesLength: 0));
    }

    private static NpgsqlParameter<string[]> TextsOf(IEnumerable<string> texts) =>
        new NpgsqlParameter<string[]> { TypedValue = [.. texts], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}
