using Npgsql;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>A schema of a database, which the stores of several watches share. Its tables are made at the first use.</summary>
internal sealed class LogDatabase : IDisposable, IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly NpgsqlDataSource _source;
    private readonly bool _isOwned;
    private readonly Migrator _migrator;
    private bool _isMigrated;

    /// <param name="source">The database.</param>
    /// <param name="isOwned">Whether it is disposed of with this.</param>
    /// <param name="options">Where in the database, and how.</param>
    /// <param name="time">The time.</param>
    /// <param name="migrations">What makes the tables; those of this package unless a test has others.</param>
    public LogDatabase(
        NpgsqlDataSource source, bool isOwned, PostgresLogStoreOptions options, TimeProvider time, IReadOnlyList<string>? migrations = null)
    {
        _source = source;
        _isOwned = isOwned;
        Schema = options.Schema;
        Quoted = SchemaName.Quote(options.Schema);
        Timeout = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds);
        StorePayloads = options.StorePayloads;
        Time = time;
        _migrator = new Migrator(options.Schema, migrations ?? Migrations.All, time);
    }

    public string Schema { get; }

    /// <summary>The schema as SQL has it.</summary>
    public string Quoted { get; }

    /// <summary>How long a statement may take, in seconds.</summary>
    public int Timeout { get; }

    public bool StorePayloads { get; }

    public TimeProvider Time { get; }

    /// <summary>A pool of connections with what the store needs of Npgsql and nothing else.</summary>
    public static NpgsqlDataSource SourceOf(string connectionString)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(connectionString);
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        builder.EnableIntegratedSecurity();
        return builder.Build();
    }

    /// <summary>Runs something over a connection to the database whose tables are there.</summary>
    /// <exception cref="PostgresLogStoreException">The database could not be reached, or refused something.</exception>
    /// <exception cref="InvalidDataException">The tables are of a newer version.</exception>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> run, CancellationToken cancellationToken)
    {
        try
        {
            NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                await MigrateAsync(connection, cancellationToken).ConfigureAwait(false);
                return await run(connection).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (DatabaseErrors.AreOf(error))
        {
            throw DatabaseErrors.Translate(error, Schema);
        }
    }

    public void Dispose()
    {
        if (_isOwned)
        {
            _source.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isOwned)
        {
            await _source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task MigrateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _isMigrated))
        {
            return;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isMigrated)
            {
                await _migrator.RunAsync(connection, Timeout, cancellationToken).ConfigureAwait(false);
                Volatile.Write(ref _isMigrated, true);
            }
        }
        finally
        {
            _gate.Release();
        }
    }
}
