using System.Collections.Concurrent;
using Npgsql;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>The stores of a container's watches, one of each, over one database.</summary>
internal sealed class PostgresStores : IDisposable, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, PostgresLogStore> _stores = new();

    /// <param name="options">Where and how to store.</param>
    /// <param name="findSource">Finds the container's database, for settings without a connection string.</param>
    /// <param name="time">The time.</param>
    public PostgresStores(PostgresLogStoreOptions options, Func<NpgsqlDataSource?> findSource, TimeProvider time)
    {
        bool isOwned = !string.IsNullOrWhiteSpace(options.ConnectionString);
        NpgsqlDataSource source = isOwned
            ? LogDatabase.SourceOf(options.ConnectionString)
            : findSource() ?? throw new InvalidOperationException("ConnectionString is empty, and no NpgsqlDataSource is registered.");
        Database = new LogDatabase(source, isOwned, options, time);
    }

    public LogDatabase Database { get; }

    public PostgresLogStore Of(string watch) => _stores.GetOrAdd(watch, name => new PostgresLogStore(Database, isOwned: false, name));

    public void Dispose() => Database.Dispose();

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
