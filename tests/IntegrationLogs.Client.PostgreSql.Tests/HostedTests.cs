using IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;
using IntegrationLogs.Client.PostgreSql.Tests.Kill;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegrationLogs.Client.PostgreSql.Tests;

/// <summary>A watch of a host whose entries go to the database.</summary>
[Collection(SharedServer.Name)]
public sealed class HostedTests(PostgresFixture postgres)
{
    [PostgresFact]
    public async Task A_watch_of_both_vendors_stores_each_log_exactly_once_across_restarts()
    {
        await using TestSchema schema = postgres.NewSchema();
        await schema.NewStore().MigrateAsync();
        await schema.CountInsertsAsync();
        await using ArrivingLogs vendors = await ArrivingLogs.StartAsync(seed: 1);
        for (int run = 1; run <= 3; run++)
        {
            using IHost host = WatchHost.Build(vendors.Settings(schema));
            await host.StartAsync();
            int wanted = 40 * run;
            await schema.UntilAsync("SELECT count(*) FROM {0}.entries", stored => stored >= wanted);
            if (run == 3)
            {
                vendors.Calm();
                string[] listed = vendors.ListedKeys();
                await schema.UntilAsync("SELECT count(*) FROM {0}.entries", stored => stored >= listed.Length);
            }

            await host.StopAsync();
        }

        Assert.Equal(vendors.ListedKeys(), await schema.KeysAsync());
        Assert.Empty(await schema.InsertedTwiceAsync());
    }

    [PostgresFact]
    public async Task A_newer_version_of_the_tables_ends_the_host()
    {
        await using TestSchema schema = postgres.NewSchema();
        await schema.NewStore().MigrateAsync();
        await schema.ExecuteAsync("INSERT INTO {0}.migrations VALUES (99, now())");
        await using ArrivingLogs vendors = await ArrivingLogs.StartAsync(seed: 1);
        using IHost host = WatchHost.Build(vendors.Settings(schema));
        await host.StartAsync();

        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        await Eventually.IsTrueAsync(() => lifetime.ApplicationStopping.IsCancellationRequested);
        await host.StopAsync();

        Assert.Equal(0, await schema.CountAsync());
    }
}
