using Npgsql;

namespace IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;

/// <summary>A schema of a test, seen past the store.</summary>
internal sealed class TestSchema(PostgresServer server, string name) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(server.ConnectionString);

    public PostgresServer Server => server;

    public string Name => name;

    public string Quoted => SchemaName.Quote(name);

    public PostgresLogStoreOptions Options(string watch = "") =>
        new() { ConnectionString = server.ConnectionString, Schema = name, WatchName = watch };

    public PostgresLogStore NewStore(string watch = "", TimeProvider? time = null) => new(Options(watch), time);

    /// <summary>Runs SQL, in which <c>{0}</c> is the schema.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using NpgsqlCommand command = _source.CreateCommand(sql.Replace("{0}", Quoted, StringComparison.Ordinal));
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The rows of a query, in which <c>{0}</c> is the schema.</summary>
    public async Task<List<object?[]>> QueryAsync(string sql)
    {
        await using NpgsqlCommand command = _source.CreateCommand(sql.Replace("{0}", Quoted, StringComparison.Ordinal));
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add([.. row.Select(value => value is DBNull ? null : value)]);
        }

        return rows;
    }

    public async Task<T> ScalarAsync<T>(string sql) => (T)(await QueryAsync(sql))[0][0]!;

    public Task<long> CountAsync() => ScalarAsync<long>("SELECT count(*) FROM {0}.entries");

    public async Task<string[]> KeysAsync() =>
        [.. (await QueryAsync("SELECT key FROM {0}.entries ORDER BY key")).Select(row => (string)row[0]!)];

    /// <summary>Waits until a query's number is as wanted. It asks again and again, as there is nothing to wait for.</summary>
    public async Task UntilAsync(string sql, Func<long, bool> isWanted)
    {
        using var patience = new CancellationTokenSource(Effort.Patience);
        while (!isWanted(await ScalarAsync<long>(sql)))
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>
    /// Counts how often each key is given to the table, in the same transaction: what the unique key would hide shows in it.
    /// </summary>
    public Task CountInsertsAsync() => ExecuteAsync("""
        CREATE TABLE {0}.inserts (key text NOT NULL);
        CREATE FUNCTION {0}.count_insert() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN INSERT INTO {0}.inserts VALUES (NEW.key); RETURN NEW; END $$;
        CREATE TRIGGER count_insert BEFORE INSERT ON {0}.entries FOR EACH ROW EXECUTE FUNCTION {0}.count_insert();
        """);

    /// <summary>The keys that were given to the table more than once.</summary>
    public async Task<string[]> InsertedTwiceAsync() =>
        [.. (await QueryAsync("SELECT key FROM {0}.inserts GROUP BY key HAVING count(*) > 1")).Select(row => (string)row[0]!)];

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
