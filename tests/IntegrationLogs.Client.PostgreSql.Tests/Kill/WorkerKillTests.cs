using System.Diagnostics;
using IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;
using IntegrationLogs.Client.Reliability.Kill;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.PostgreSql.Tests.Kill;

/// <summary>A worker is killed wherever it is, and two run at once, while logs arrive at both vendors.</summary>
[Collection(SharedServer.Name)]
public sealed class WorkerKillTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int Kills = 50;
    private const int Seed = 1;

    [PostgresFact]
    public async Task A_worker_that_is_killed_50_times_stores_each_log_exactly_once()
    {
        var random = new Random(Seed);
        await using TestSchema schema = await NewSchemaAsync();
        await using ArrivingLogs vendors = await ArrivingLogs.StartAsync(Seed);
        int midSave = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            // In the middle of a save mostly, sometimes right after one, and sometimes when it has hardly begun.
            string line = random.Next(10) switch
            {
                0 => WatchProgram.Started,
                < 4 => SayingStore.Saved,
                _ => SayingStore.Saving,
            };
            midSave += line == SayingStore.Saving ? 1 : 0;
            var moment = new Moment(line, random.Next(1, 4));
            using WatcherProcess worker = Start(vendors, schema, moment.Saw);
            await worker.UntilAsync(moment.Come);
            await worker.KillAsync();
        }

        long before = await schema.CountAsync();
        await AssertExactlyOnceAsync(schema, vendors, Start(vendors, schema, _ => { }));
        output.WriteLine(
            $"{Kills} kills of a worker, {midSave} of them as a save began: {vendors.ListedKeys().Length:N0} logs, 0 lost, 0 twice; "
            + $"{before:N0} were stored before the last start, seed {Seed}");
        Assert.True(before > Kills, $"Only {before} entries were stored while workers were killed.");
    }

    [PostgresFact]
    public async Task Two_workers_on_one_watch_store_each_log_exactly_once()
    {
        const int conflicts = 6;
        await using TestSchema schema = await NewSchemaAsync();
        await using ArrivingLogs vendors = await ArrivingLogs.StartAsync(Seed + 1);
        WatcherProcess[] workers = [Start(vendors, schema, _ => { }), Start(vendors, schema, _ => { })];
        for (int ended = 0; ended < conflicts; ended++)
        {
            // One of them always ends, because the other has stored; another takes its place.
            Task[] ends = [.. workers.Select(worker => worker.EndAsync())];
            Task first = await Task.WhenAny(ends);
            await first;
            int which = Array.IndexOf(ends, first);
            workers[which].Dispose();
            workers[which] = Start(vendors, schema, _ => { });
        }

        workers[0].Dispose();
        long before = await schema.CountAsync();
        await AssertExactlyOnceAsync(schema, vendors, workers[1], Start(vendors, schema, _ => { }));
        output.WriteLine(
            $"Two workers on one watch: {conflicts} ended with a conflict, {vendors.ListedKeys().Length:N0} logs, 0 lost, 0 twice; "
            + $"{before:N0} were stored while both ran");
        Assert.True(before > conflicts);
    }

    private async Task<TestSchema> NewSchemaAsync()
    {
        TestSchema schema = postgres.NewSchema();
        await schema.NewStore().MigrateAsync();
        await schema.CountInsertsAsync();
        return schema;
    }

    private static WatcherProcess Start(ArrivingLogs vendors, TestSchema schema, Action<string> saw) => WatcherProcess.Start(
        new ProcessStartInfo("dotnet", ["exec", typeof(WatchProgram).Assembly.Location, .. vendors.Settings(schema).ToArguments()]), saw);

    /// <summary>Lets workers store what is left, of which a conflict may end any but the last.</summary>
    private static async Task AssertExactlyOnceAsync(TestSchema schema, ArrivingLogs vendors, params WatcherProcess[] workers)
    {
        vendors.Calm();
        string[] listed = vendors.ListedKeys();
        try
        {
            await schema.UntilAsync("SELECT count(*) FROM {0}.entries", stored => stored >= listed.Length);
        }
        finally
        {
            Array.ForEach(workers, worker => worker.Dispose());
        }

        Assert.Equal(listed, await schema.KeysAsync());
        Assert.Empty(await schema.InsertedTwiceAsync());
    }

    /// <summary>Comes when a line was seen so many times.</summary>
    private sealed class Moment(string line, int times)
    {
        private readonly TaskCompletionSource _come = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = line == WatchProgram.Started ? 1 : times;

        public Task Come => _come.Task;

        public void Saw(string said)
        {
            if (said == line && Interlocked.Decrement(ref _left) == 0)
            {
                _come.TrySetResult();
            }
        }
    }
}
