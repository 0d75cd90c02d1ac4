using IntegrationLogs.Client.Benchmarks.Measuring;
using IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;
using IntegrationLogs.Client.Testing;
using Npgsql;

namespace IntegrationLogs.Client.Benchmarks.Storing;

/// <summary>How fast entries and their checkpoint are stored in PostgreSQL on this machine, with the server's own settings.</summary>
internal static class PostgresContest
{
    private const int BatchSize = 1_000;
    private const int WarmUpBatches = 30;
    private const double LeastEntriesASecond = 20_000;

    public static async Task RunAsync(Figures figures, int entries)
    {
        if (PostgresServer.Programs is null)
        {
            figures.Add(false, $"PostgreSQL is not in /usr/lib/postgresql: install Debian's package postgresql.");
            return;
        }

        await using PostgresServer server = await PostgresServer.StartAsync();
        await using var store = new PostgresLogStore(new PostgresLogStoreOptions { ConnectionString = server.ConnectionString });
        IReadOnlyList<SendcloudLog> logs = SampleLogs.Sendcloud(seed: 1, count: BatchSize);
        var watch = new SampleWatch();

        // The first saves make the tables and compile the code.
        string version = await store.SaveAsync(watch.Checkpoint, expectedVersion: null);
        for (int batch = 0; batch < WarmUpBatches; batch++)
        {
            version = await store.SaveAsync(NextBatch(watch, logs, batch), version);
        }

        LogBatch[] batches = [.. Enumerable.Range(WarmUpBatches, entries / BatchSize).Select(batch => NextBatch(watch, logs, batch))];
        long began = TimeProvider.System.GetTimestamp();
        foreach (LogBatch batch in batches)
        {
            version = await store.SaveAsync(batch, version);
        }

        double seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(server.ConnectionString);
        long stored = await NumberAsync(source, "SELECT count(*) FROM integration_logs.entries");
        double rate = entries / seconds;
        figures.Add(
            stored == entries + (WarmUpBatches * BatchSize) && rate >= LeastEntriesASecond,
            $"{entries:N0} entries stored in batches of {BatchSize:N0} with their checkpoints: {rate:N0} a second, {seconds:0.0} s");
        long bytes = await NumberAsync(source, "SELECT pg_total_relation_size('integration_logs.entries')");
        long vendor = await NumberAsync(source, "SELECT sum(pg_column_size(vendor_log)) FROM integration_logs.entries");
        long checkpoints = await NumberAsync(source, "SELECT pg_total_relation_size('integration_logs.checkpoints')");
        figures.Tell(
            $"{(double)bytes / stored:0} bytes an entry with its indexes, {(double)vendor / stored:0} of them the vendor's log; the checkpoint {checkpoints / 1024.0 / 1024:0.0} MB");
    }

    private static LogBatch NextBatch(SampleWatch watch, IReadOnlyList<SendcloudLog> logs, int batch)
    {
        WatchedEntry[] entries =
        [
            .. Enumerable.Range(0, BatchSize).Select(i => watch.Find(
                IntegrationLogEntry.From(logs[i % logs.Count] with { Id = ((long)batch * BatchSize) + i + 1 }, "shop"))),
        ];
        return new LogBatch { Checkpoint = watch.Checkpoint, Entries = entries };
    }

    private static async Task<long> NumberAsync(NpgsqlDataSource source, string sql)
    {
        await using NpgsqlCommand command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
