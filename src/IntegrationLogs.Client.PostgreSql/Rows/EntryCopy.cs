using Npgsql;
using NpgsqlTypes;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>Entries row by row, as a binary COPY takes many of them.</summary>
/// <param name="schema">The schema, quoted.</param>
/// <param name="watch">The watch's name.</param>
/// <param name="storedAt">When they are stored.</param>
/// <param name="storePayloads">Whether the vendors' logs are stored.</param>
internal sealed class EntryCopy(string schema, string watch, DateTimeOffset storedAt, bool storePayloads)
{
    /// <exception cref="PostgresException">A key is there already, among others.</exception>
    public async Task CopyAsync(
        NpgsqlConnection connection, (WatchedEntry Entry, string Key)[] rows, int timeout, CancellationToken cancellationToken)
    {
        NpgsqlBinaryImporter copy = await connection
            .BeginBinaryImportAsync($"COPY {schema}.entries ({EntryRows.Columns}) FROM STDIN (FORMAT BINARY)", cancellationToken)
            .ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            copy.Timeout = TimeSpan.FromSeconds(timeout);
            foreach ((WatchedEntry entry, string key) in rows)
            {
                await WriteAsync(copy, entry, key, cancellationToken).ConfigureAwait(false);
            }

            await copy.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(NpgsqlBinaryImporter copy, WatchedEntry entry, string key, CancellationToken cancellationToken)
    {
        await copy.StartRowAsync(cancellationToken).ConfigureAwait(false);
        await copy.WriteAsync(watch, NpgsqlDbType.Text, cancellationToken).ConfigureAwait(false);
        await copy.WriteAsync(storedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken).ConfigureAwait(false);
        await copy.WriteAsync(key, NpgsqlDbType.Text, cancellationToken).ConfigureAwait(false);
        await TextAsync(entry.Account).ConfigureAwait(false);
        await TextAsync(entry.FoundIn.Name).ConfigureAwait(false);
        await TextAsync(entry.Vendor.ToString()).ConfigureAwait(false);
        await TextAsync(entry.IntegrationId).ConfigureAwait(false);
        await TextAsync(entry.IntegrationName).ConfigureAwait(false);
        await TextAsync(entry.LogId).ConfigureAwait(false);
        await ValueAsync(EntryRows.MicrosecondsOf(entry.OccurredAt), NpgsqlDbType.TimestampTz).ConfigureAwait(false);
        await ValueAsync(entry.Succeeded, NpgsqlDbType.Boolean).ConfigureAwait(false);
        await copy.WriteAsync(entry.IsFailure, NpgsqlDbType.Boolean, cancellationToken).ConfigureAwait(false);
        await ValueAsync(entry.StatusCode, NpgsqlDbType.Integer).ConfigureAwait(false);
        await TextAsync(entry.Method).ConfigureAwait(false);
        await TextAsync(entry.Url).ConfigureAwait(false);
        await TextAsync(entry.Message).ConfigureAwait(false);
        await TextAsync(entry.ExceptionType).ConfigureAwait(false);
        await ValueAsync(entry.Attempt, NpgsqlDbType.Integer).ConfigureAwait(false);
        await TextAsync(entry.JobId).ConfigureAwait(false);
        await copy.WriteAsync(entry.IsLate, NpgsqlDbType.Boolean, cancellationToken).ConfigureAwait(false);
        await (storePayloads
            ? copy.WriteAsync(VendorJson.Of(entry.Source), NpgsqlDbType.Jsonb, cancellationToken)
            : copy.WriteNullAsync(cancellationToken)).ConfigureAwait(false);

        Task TextAsync(string? text) => PostgresText.Of(text) is string stored
            ? copy.WriteAsync(stored, NpgsqlDbType.Text, cancellationToken)
            : copy.WriteNullAsync(cancellationToken);

        Task ValueAsync<T>(T? value, NpgsqlDbType type)
            where T : struct => value is T given
            ? copy.WriteAsync(given, type, cancellationToken)
            : copy.WriteNullAsync(cancellationToken);
    }
}
