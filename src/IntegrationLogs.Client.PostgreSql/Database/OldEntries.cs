using Npgsql;
using NpgsqlTypes;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>Deletes entries by when they were stored.</summary>
internal static class OldEntries
{
    /// <summary>So many rows are locked at once, for some hundredths of a second.</summary>
    public const int BatchSize = 1_000;

    /// <param name="database">Where they are.</param>
    /// <param name="watch">The watch that stored them; null for all.</param>
    /// <param name="cutoff">Those that were stored before go.</param>
    /// <param name="cancellationToken">Gives up; what is deleted stays so.</param>
    /// <returns>How many were deleted.</returns>
    public static async Task<long> DeleteAsync(
        LogDatabase database, string? watch, DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        long deleted = 0;
        for (int last = BatchSize; last == BatchSize; deleted += last)
        {
            last = await database
                .RunAsync(connection => DeleteBatchAsync(database, connection, watch, cutoff, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }

        return deleted;
    }

    /// <summary>Rows that another deletes at the moment are left to it.</summary>
    private static async Task<int> DeleteBatchAsync(
        LogDatabase database, NpgsqlConnection connection, string? watch, DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        string ofWatch = watch is null ? string.Empty : " AND watch = $3";
        var command = new NpgsqlCommand(
            $"""
            DELETE FROM {database.Quoted}.entries WHERE key = ANY (ARRAY(
                SELECT key FROM {database.Quoted}.entries WHERE stored_at < $1{ofWatch} ORDER BY stored_at LIMIT $2 FOR UPDATE SKIP LOCKED))
            """,
            connection)
        {
            CommandTimeout = database.Timeout,
        };
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = cutoff.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = BatchSize, NpgsqlDbType = NpgsqlDbType.Integer });
            if (watch is not null)
            {
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = watch, NpgsqlDbType = NpgsqlDbType.Text });
            }

            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
