using Npgsql;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>Entries as rows, in the order of their keys.</summary>
/// <param name="schema">The schema, quoted.</param>
/// <param name="watch">The watch's name.</param>
/// <param name="storedAt">When they are stored.</param>
/// <param name="storePayloads">Whether the vendors' logs are stored.</param>
internal sealed class EntryRows(string schema, string watch, DateTimeOffset storedAt, bool storePayloads)
{
    /// <summary>The columns that are written, in the order of both ways to write them.</summary>
    public const string Columns =
        "watch, stored_at, key, account, source, vendor, integration_id, integration_name, log_id, occurred_at, succeeded, is_failure, status_code, method, "
        + "url, message, exception_type, attempt, job_id, is_late, vendor_log";

    /// <summary>A COPY takes three round trips more than an INSERT, and a fifth of its time for each row.</summary>
    private const int LeastToCopy = 100;

    private static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>
    /// Writes them. A key that is there already is passed over: what keeps an entry from being stored twice is the watch's version, and not
    /// this. It lets two watches share a source, and a watch begin anew, without a second row or an error. As the keys are in order, two
    /// such watches wait for each other instead of ending in a deadlock.
    /// </summary>
    public async Task WriteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, WatchedEntry[] entries, int timeout, CancellationToken cancellationToken)
    {
        (WatchedEntry Entry, string Key)[] rows =
        [
            .. entries.Select(entry => (Entry: entry, Key: PostgresText.KeyOf(entry.Key))).OrderBy(row => row.Key, StringComparer.Ordinal),
        ];
        if (rows.Length >= LeastToCopy
            && await TryCopyAsync(connection, transaction, rows, timeout, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var command = new EntryColumns(schema, watch, storedAt, storePayloads).Insert(connection, rows);
        await using (command.ConfigureAwait(false))
        {
            command.CommandTimeout = timeout;
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// As PostgreSQL counts them. A time as such would not do: the earliest of all, which a vendor can send for none, would be stored as
    /// minus infinity.
    /// </summary>
    public static long? MicrosecondsOf(DateTimeOffset? time) =>
        time is null ? null : (long)Math.Floor((time.Value.UtcTicks - Epoch) / (decimal)TimeSpan.TicksPerMicrosecond);

    /// <summary>Whether none of them was there. A COPY cannot pass over a key.</summary>
    private async Task<bool> TryCopyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        (WatchedEntry Entry, string Key)[] rows,
        int timeout,
        CancellationToken cancellationToken)
    {
        const string savepoint = "entries";
        await transaction.SaveAsync(savepoint, cancellationToken).ConfigureAwait(false);
        try
        {
            await new EntryCopy(schema, watch, storedAt, storePayloads)
                .CopyAsync(connection, rows, timeout, cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await transaction.RollbackAsync(savepoint, cancellationToken).ConfigureAwait(false);
            return false;
        }
    }
}
