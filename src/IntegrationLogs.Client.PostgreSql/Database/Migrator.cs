using Npgsql;
using NpgsqlTypes;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>
/// Brings the tables of a schema to the version of this package, in one transaction. Where they are, nothing is locked, changed or asked
/// for rights.
/// </summary>
/// <param name="schema">The schema's name.</param>
/// <param name="migrations">What makes and changes the tables; the number of the first is 1.</param>
/// <param name="time">The time.</param>
internal sealed class Migrator(string schema, IReadOnlyList<string> migrations, TimeProvider time)
{
    /// <summary>Any number, so that the lock is ours among those of others in the database.</summary>
    private const int LockClass = 0x494c4f47;

    private readonly string _quoted = SchemaName.Quote(schema);

    /// <exception cref="InvalidDataException">The tables are of a newer version.</exception>
    public async Task RunAsync(NpgsqlConnection connection, int timeout, CancellationToken cancellationToken)
    {
        if (await VersionAsync(connection, timeout, cancellationToken).ConfigureAwait(false) == migrations.Count)
        {
            return;
        }

        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await LockAsync(connection, timeout, cancellationToken).ConfigureAwait(false);
            if (!await IsThereAsync(connection, "SELECT to_regnamespace($1) IS NOT NULL", timeout, cancellationToken).ConfigureAwait(false))
            {
                await ExecuteAsync(connection, $"CREATE SCHEMA {_quoted}", timeout, cancellationToken).ConfigureAwait(false);
            }

            await ExecuteAsync(
                connection,
                $"CREATE TABLE IF NOT EXISTS {_quoted}.migrations (version integer PRIMARY KEY, applied_at timestamptz NOT NULL)",
                timeout,
                cancellationToken).ConfigureAwait(false);

            // Another process may have done it while this one waited.
            int version = await VersionAsync(connection, timeout, cancellationToken).ConfigureAwait(false);
            for (int next = version + 1; next <= migrations.Count; next++)
            {
                await ApplyAsync(connection, next, timeout, cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<int> VersionAsync(NpgsqlConnection connection, int timeout, CancellationToken cancellationToken)
    {
        bool isThere = await IsThereAsync(
            connection, "SELECT to_regclass($1 || '.migrations') IS NOT NULL", timeout, cancellationToken).ConfigureAwait(false);
        if (!isThere)
        {
            return 0;
        }

        var command = new NpgsqlCommand($"SELECT coalesce(max(version), 0) FROM {_quoted}.migrations", connection)
        {
            CommandTimeout = timeout,
        };
        int version;
        await using (command.ConfigureAwait(false))
        {
            version = (int)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        }

        return version <= migrations.Count
            ? version
            : throw new InvalidDataException(
                $"The tables in schema '{schema}' are of version {version}, and this package knows versions up to {migrations.Count}: update "
                + "IntegrationLogs.Client.PostgreSql, or set Schema to another one. Nothing was changed.");
    }

    private async Task<bool> IsThereAsync(NpgsqlConnection connection, string sql, int timeout, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = timeout };
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _quoted, NpgsqlDbType = NpgsqlDbType.Text });
            return (bool)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        }
    }

    /// <summary>Until the transaction's end, only this process changes the schema.</summary>
    private async Task LockAsync(NpgsqlConnection connection, int timeout, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1, hashtext($2))", connection) { CommandTimeout = timeout };
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = LockClass, NpgsqlDbType = NpgsqlDbType.Integer });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = schema, NpgsqlDbType = NpgsqlDbType.Text });
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, int version, int timeout, CancellationToken cancellationToken)
    {
        string sql = migrations[version - 1].Replace("{0}", _quoted, StringComparison.Ordinal);
        await ExecuteAsync(connection, sql, timeout, cancellationToken).ConfigureAwait(false);
        var command = new NpgsqlCommand($"INSERT INTO {_quoted}.migrations (version, applied_at) VALUES ($1, $2)", connection)
        {
            CommandTimeout = timeout,
        };
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = version, NpgsqlDbType = NpgsqlDbType.Integer });
            command.Parameters.Add(new NpgsqlParameter<DateTime>
            {
                TypedValue = time.GetUtcNow().UtcDateTime,
                NpgsqlDbType = NpgsqlDbType.TimestampTz,
            });
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, int timeout, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = timeout };
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
