using Npgsql;
using NpgsqlTypes;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>Entries column by column, as one statement inserts any number of them.</summary>
internal sealed class EntryColumns
{
    private static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly WatchedEntry[] _entries;
    private readonly string[] _keys;
    private readonly bool _storePayloads;

    /// <param name="entries">The entries.</param>
    /// <param name="storePayloads">Whether the vendors' logs are stored.</param>
    public EntryColumns(IEnumerable<WatchedEntry> entries, bool storePayloads)
    {
        (WatchedEntry Entry, string Key)[] sorted =
        [
            .. entries.Select(entry => (Entry: entry, Key: PostgresText.KeyOf(entry.Key))).OrderBy(row => row.Key, StringComparer.Ordinal),
        ];
        _entries = [.. sorted.Select(row => row.Entry)];
        _keys = [.. sorted.Select(row => row.Key)];
        _storePayloads = storePayloads;
    }

    /// <summary>
    /// Inserts them. They are in the order of their keys, so that two watches with the same entries wait for each other instead of ending in
    /// a deadlock. A key that is there already is passed over: what keeps an entry from being stored twice is the watch's version, and not
    /// this. It lets two watches share a source, and a watch begin anew, without a second row or an error.
    /// </summary>
    /// <param name="schema">The schema, quoted.</param>
    /// <param name="watch">The watch's name.</param>
    /// <param name="storedAt">When they are stored.</param>
    public NpgsqlBatchCommand Insert(string schema, string watch, DateTimeOffset storedAt)
    {
        var command = new NpgsqlBatchCommand($"""
            INSERT INTO {schema}.entries (
                watch, stored_at, key, account, source, vendor, integration_id, log_id, occurred_at, succeeded, is_failure, status_code,
                method, url, message, exception_type, attempt, job_id, is_late, vendor_log)
            SELECT $1, $2, new.* FROM unnest($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) AS new
            ON CONFLICT (key) DO NOTHING
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = watch, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = storedAt.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        Add(command, NpgsqlDbType.Text, _keys);
        AddText(command, entry => entry.Account);
        AddText(command, entry => entry.FoundIn.Name);
        AddText(command, entry => entry.Vendor.ToString());
        AddText(command, entry => entry.IntegrationId);
        AddText(command, entry => entry.LogId);
        Add(command, NpgsqlDbType.TimestampTz, Of(entry => entry.OccurredAt is DateTimeOffset time ? MicrosecondsOf(time) : (long?)null));
        Add(command, NpgsqlDbType.Boolean, Of(entry => entry.Succeeded));
        Add(command, NpgsqlDbType.Boolean, Of(entry => entry.IsFailure));
        Add(command, NpgsqlDbType.Integer, Of(entry => entry.StatusCode));
        AddText(command, entry => entry.Method);
        AddText(command, entry => entry.Url);
        AddText(command, entry => entry.Message);
        AddText(command, entry => entry.ExceptionType);
        Add(command, NpgsqlDbType.Integer, Of(entry => entry.Attempt));
        AddText(command, entry => entry.JobId);
        Add(command, NpgsqlDbType.Boolean, Of(entry => entry.IsLate));
        Add(command, NpgsqlDbType.Jsonb, Of(entry => _storePayloads ? VendorJson.Of(entry.Source) : null));
        return command;
    }

    /// <summary>
    /// As PostgreSQL counts them. A time as such would not do: the earliest of all, which a vendor can send for none, would be stored as
    /// minus infinity.
    /// </summary>
    private static long MicrosecondsOf(DateTimeOffset time) =>
        (long)Math.Floor((time.UtcTicks - Epoch) / (decimal)TimeSpan.TicksPerMicrosecond);

    private void AddText(NpgsqlBatchCommand command, Func<WatchedEntry, string?> value) =>
        Add(command, NpgsqlDbType.Text, Of(entry => PostgresText.Of(value(entry))));

    private T[] Of<T>(Func<WatchedEntry, T> value) => Array.ConvertAll(_entries, entry => value(entry));

    private static void Add<T>(NpgsqlBatchCommand command, NpgsqlDbType type, T[] values) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
}
