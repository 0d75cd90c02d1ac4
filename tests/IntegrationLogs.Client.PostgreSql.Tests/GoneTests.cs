using IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.PostgreSql.Tests;

/// <summary>The database is gone for long.</summary>
public sealed class GoneTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [PostgresFact]
    public async Task An_hour_without_the_database_costs_no_entry()
    {
        Tools.Require(PostgresFixture.Missing);
        await using PostgresServer server = await PostgresServer.StartAsync("fsync=off");
        await using var schema = new TestSchema(server, "gone");
        await using PostgresLogStore store = schema.NewStore();
        await store.MigrateAsync();
        await schema.CountInsertsAsync();
        var vendor = new SimulatedSendcloud();
        var time = new ObservableTimeProvider();
        await using var host = new HostedSendcloud(vendor, time, services => services.AddIntegrationLogsWatch(options =>
        {
            HostedSendcloud.Watch(options, store);
            options.CheckpointEvery = 10;
        }).ToStore(settings => settings.Content = SinkContent.Entries))
        {
            Stores = 1,
        };
        await host.Host.StartAsync();
        await host.SettleAsync();
        List(1, 5);
        await host.AdvanceAsync(Minute);
        await host.AdvanceAsync(Minute);
        await schema.UntilAsync("SELECT count(*) FROM {0}.entries", stored => stored == 5);
        await server.CrashAsync();
        for (int minute = 0; minute < 60; minute++)
        {
            List(6 + (3 * minute), 8 + (3 * minute));
            time.Advance(Minute);

            // A poll or none, as far as there is room, and the pause before the next save.
            await Eventually.IsTrueAsync(() => time.PendingTimers is 1 or 2);
        }

        await server.RestartAsync();

        // The connections of before are broken.
        await using var after = new TestSchema(server, schema.Name);
        long stored = 0;
        for (int minute = 0; stored < 185 && minute < 10_000; minute++)
        {
            time.Advance(Minute);
            await Eventually.IsTrueAsync(() => time.PendingTimers is 1 or 2);
            stored = await after.CountAsync();
        }

        await host.StopAsync();
        Assert.Equal(Enumerable.Range(1, 185).Select(id => $"/Sendcloud/1/{id}").Order(StringComparer.Ordinal), await after.KeysAsync());
        Assert.Empty(await after.InsertedTwiceAsync());
        Assert.Contains(host.Logs.Lines, line => line.Contains("CheckpointNotSaved", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains(PostgresServer.Password, StringComparison.Ordinal));

        void List(int first, int last)
        {
            for (int id = first; id <= last; id++)
            {
                time.Advance(TimeSpan.FromTicks(1));
                vendor.InsertByTime(SimulatedSendcloud.Log(id, time.GetUtcNow()));
            }
        }
    }
}
