using Npgsql;
using NpgsqlTypes;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>The row of one watch, whose version lets one writer in at a time, and the parts of its checkpoint.</summary>
internal sealed class WatchRow(LogDatabase database, string watch)
{
    /// <summary>In words, for errors.</summary>
    public string Place => watch.Length == 0
        ? $"the watch without a name in schema '{database.Schema}'"
        : $"the watch '{watch}' in schema '{database.Schema}'";

    /// <summary>What is stored; null where nothing is. One statement sees one state, whatever is saved meanwhile.</summary>
    /// <exception cref="InvalidDataException">It is no checkpoint, is damaged, or is of a newer version.</exception>
    public async Task<StoredWatch?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = Command(
            connection,
            $"""
            SELECT watches.version, checkpoints.source, checkpoints.part, checkpoints.content
            FROM {database.Quoted}.watches LEFT JOIN {database.Quoted}.checkpoints ON checkpoints.watch = watches.name
            WHERE watches.name = $1 ORDER BY checkpoints.source, checkpoints.part
            """);
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                long? version = null;
                var parts = new StoredParts(Place);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    version = reader.GetInt64(0);
                    if (!reader.IsDBNull(1))
                    {
                        parts.Add(reader.GetString(1), reader.GetInt32(2), reader.GetString(3));
                    }
                }

                return version is long stored ? parts.ToWatch(stored) : null;
            }
        }
    }

    /// <summary>The version that is stored and the id of the save that stored it; null where nothing is.</summary>
    public async Task<(long Version, Guid SaveId)?> VersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = Command(connection, $"SELECT version, save_id FROM {database.Quoted}.watches WHERE name = $1");
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                    ? (reader.GetInt64(0), reader.GetGuid(1))
                    : null;
            }
        }
    }

    /// <summary>
    /// Takes the next version, if the one before is what is expected. Until the transaction's end, others that want it wait, and then they
    /// do not get it.
    /// </summary>
    /// <param name="connection">A connection in a transaction.</param>
    /// <param name="expected">The version before; null for none.</param>
    /// <param name="saveId">An id of the save.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> TryAdvanceAsync(NpgsqlConnection connection, long? expected, Guid saveId, CancellationToken cancellationToken)
    {
        var command = Command(
            connection,
            expected is null
                ? $"INSERT INTO {database.Quoted}.watches (name, version, save_id, saved_at) VALUES ($1, 1, $2, $3) ON CONFLICT DO NOTHING"
                : $"UPDATE {database.Quoted}.watches SET version = version + 1, save_id = $2, saved_at = $3 WHERE name = $1 AND version = $4");
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = saveId, NpgsqlDbType = NpgsqlDbType.Uuid });
            command.Parameters.Add(new NpgsqlParameter<DateTime>
            {
                TypedValue = database.Time.GetUtcNow().UtcDateTime,
                NpgsqlDbType = NpgsqlDbType.TimestampTz,
            });
            if (expected is long version)
            {
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = version, NpgsqlDbType = NpgsqlDbType.Bigint });
            }

            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 1;
        }
    }

    /// <summary>Writes entries, incidents and what is new of the checkpoint.</summary>
    public async Task WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        WatchedEntry[] entries,
        IReadOnlyList<IncidentEvent> incidents,
        CheckpointChanges changes,
        CancellationToken cancellationToken)
    {
        if (entries.Length > 0)
        {
            await new EntryRows(database.Quoted, watch, database.Time.GetUtcNow(), database.StorePayloads)
                .WriteAsync(connection, transaction, entries, database.Timeout, cancellationToken)
                .ConfigureAwait(false);
        }

        var batch = new NpgsqlBatch(connection) { Timeout = database.Timeout };
        await using (batch.ConfigureAwait(false))
        {
            foreach (NpgsqlBatchCommand command in new IncidentRows(database.Quoted, watch, database.Time.GetUtcNow()).Commands(incidents)
                .Concat(changes.Commands(database.Quoted, watch)))
            {
                batch.BatchCommands.Add(command);
            }

            if (batch.BatchCommands.Count > 0)
            {
                await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string sql)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = database.Timeout };
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = watch, NpgsqlDbType = NpgsqlDbType.Text });
        return command;
    }
}
