using IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;
using Microsoft.Extensions.Hosting;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.PostgreSql.Tests.Kill;

/// <summary>The database's server is crashed wherever it is and started again, while logs arrive and a watch stores them.</summary>
public sealed class ServerKillTests(ITestOutputHelper output)
{
    private const int Kills = 50;
    private const int Seed = 3;

    [PostgresFact]
    public async Task A_server_that_crashes_50_times_has_each_log_exactly_once()
    {
        Tools.Require(PostgresFixture.Missing);
        var random = new Random(Seed);
        await using PostgresServer server = await PostgresServer.StartAsync("fsync=off");
        await using var schema = new TestSchema(server, "crash");
        await schema.NewStore().MigrateAsync();
        await schema.CountInsertsAsync();
        await using ArrivingLogs vendors = await ArrivingLogs.StartAsync(Seed);
        TaskCompletionSource? awaited = null;
        string line = SayingStore.Saving;
        int failed = 0;
        void Say(string said)
        {
            if (said == Volatile.Read(ref line))
            {
                Volatile.Read(ref awaited)?.TrySetResult();
            }
        }

        using IHost host = WatchHost.Build(
            vendors.Settings(schema), store => new CountingStore(new SayingStore(store, Say), () => Interlocked.Increment(ref failed)));
        await host.StartAsync();
        int midSave = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            var come = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref line, random.Next(4) == 0 ? SayingStore.Saved : SayingStore.Saving);
            midSave += line == SayingStore.Saving ? 1 : 0;
            Volatile.Write(ref awaited, come);
            await come.Task.WaitAsync(Effort.Patience);
            await server.CrashAsync();
            await server.RestartAsync();
        }

        await using var last = new TestSchema(server, "crash");
        long before = await last.CountAsync();
        vendors.Calm();
        string[] listed = vendors.ListedKeys();
        await last.UntilAsync("SELECT count(*) FROM {0}.entries", stored => stored >= listed.Length);
        await host.StopAsync();

        Assert.Equal(listed, await last.KeysAsync());
        Assert.Empty(await last.InsertedTwiceAsync());
        output.WriteLine(
            $"{Kills} crashes of the server, {midSave} of them as a save began: {listed.Length:N0} logs, 0 lost, 0 twice; {before:N0} were stored "
            + $"before the last start, {failed:N0} saves failed, seed {Seed}");
        Assert.True(before > Kills, $"Only {before} entries were stored while the server crashed.");
        Assert.True(failed > 0, "No save failed.");
    }

    /// <summary>Counts the saves that fail.</summary>
    private sealed class CountingStore(ILogStore store, Action failed) : ILogStore
    {
        public Task<StoredCheckpoint?> LoadAsync(CancellationToken cancellationToken = default) => store.LoadAsync(cancellationToken);

        public Task<string> SaveAsync(LogCheckpoint checkpoint, string? expectedVersion, CancellationToken cancellationToken = default) =>
            store.SaveAsync(checkpoint, expectedVersion, cancellationToken);

        public async Task<string> SaveAsync(LogBatch batch, string? expectedVersion, CancellationToken cancellationToken = default)
        {
            try
            {
                return await store.SaveAsync(batch, expectedVersion, cancellationToken);
            }
            catch (PostgresLogStoreException)
            {
                failed();
                throw;
            }
        }
    }
}
