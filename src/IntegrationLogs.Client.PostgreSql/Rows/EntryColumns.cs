using Npgsql;
using NpgsqlTypes;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>Entries column by column, as one INSERT takes any number of them.</summary>
/// <param name="schema">The schema, quoted.</param>
/// <param name="watch">The watch's name.</param>
/// <param name="storedAt">When they are stored.</param>
/// <param name="storePayloads">Whether the vendors' logs are stored.</param>
internal sealed class EntryColumns(string schema, string watch, DateTimeOffset storedAt, bool storePayloads)
{
    public NpgsqlCommand Insert(NpgsqlConnection connection, (WatchedEntry Entry, string Key)[] rows)
    {
        var command = new NpgsqlCommand(
            $"""
            INSERT INTO {schema}.entries ({EntryRows.Columns})
            SELECT $1, $2, new.* FROM unnest($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) AS new
            ON CONFLICT (key) DO NOTHING
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = watch, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = storedAt.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        Add(NpgsqlDbType.Text, Array.ConvertAll(rows, row => row.Key));
        AddText(entry => entry.Account);
        AddText(entry => entry.FoundIn.Name);
        AddText(entry => entry.Vendor.ToString());
        AddText(entry => entry.IntegrationId);
        AddText(entry => entry.IntegrationName);
        AddText(entry => entry.LogId);
        Add(NpgsqlDbType.TimestampTz, Of(entry => EntryRows.MicrosecondsOf(entry.OccurredAt)));
        Add(NpgsqlDbType.Boolean, Of(entry => entry.Succeeded));
        Add(NpgsqlDbType.Boolean, Of(entry => entry.IsFailure));
        Add(NpgsqlDbType.Integer, Of(entry => entry.StatusCode));
        AddText(entry => entry.Method);
        AddText(entry => entry.Url);
        AddText(entry => entry.Message);
        AddText(entry => entry.ExceptionType);
        Add(NpgsqlDbType.Integer, Of(entry => entry.Attempt));
        AddText(entry => entry.JobId);
        Add(NpgsqlDbType.Boolean, Of(entry => entry.IsLate));
        Add(NpgsqlDbType.Jsonb, Of(entry => storePayloads ? VendorJson.Of(entry.Source) : null));
        return command;

        T[] Of<T>(Func<WatchedEntry, T> value) => Array.ConvertAll(rows, row => value(row.Entry));

        void AddText(Func<WatchedEntry, string?> value) => Add(NpgsqlDbType.Text, Of(entry => PostgresText.Of(value(entry))));

        void Add<T>(NpgsqlDbType type, T[] values) =>
            command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}
