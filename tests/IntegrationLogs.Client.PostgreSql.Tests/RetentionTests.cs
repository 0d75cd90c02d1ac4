using IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.PostgreSql.Tests;

/// <summary>Old entries go, by when they were stored.</summary>
[Collection(SharedServer.Name)]
public sealed class RetentionTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly SampleWatch _watch = new();
    private readonly ObservableTimeProvider _time = new(SampleWatch.Start);

    [PostgresFact]
    public async Task Entries_of_the_watch_that_are_older_are_deleted_in_batches()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore store = schema.NewStore(time: _time);
        await using PostgresLogStore other = schema.NewStore("other", _time);
        string version = await store.SaveAsync(_watch.FindBatch(OldEntries.BatchSize + 1), expectedVersion: null);
        await other.SaveAsync(_watch.FindBatch(1, firstId: 5_000), expectedVersion: null);
        _time.Advance(Day);
        await store.SaveAsync(_watch.FindBatch(2, firstId: 6_000), version);

        Assert.Equal(0, await store.DeleteOlderThanAsync(2 * Day));
        Assert.Equal(0, await store.DeleteOlderThanAsync(SampleWatch.Start));
        Assert.Equal(OldEntries.BatchSize + 1, await store.DeleteOlderThanAsync(Day / 2));
        Assert.Equal(["shop/Sendcloud/1/5000", "shop/Sendcloud/1/6000", "shop/Sendcloud/1/6001"], await schema.KeysAsync());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.DeleteOlderThanAsync(TimeSpan.Zero));
    }

    [PostgresFact]
    public async Task A_host_deletes_old_entries_of_all_watches_at_its_start_and_daily()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore store = schema.NewStore("any", _time);
        string version = await store.SaveAsync(_watch.FindBatch(1), expectedVersion: null);
        _time.Advance(2 * Day);
        version = await store.SaveAsync(_watch.FindBatch(1, firstId: 2), version);
        var logs = new CollectedLogs();
        using IHost host = NewHost(schema, retention: 1.5 * Day, logs);
        await host.StartAsync();
        await Eventually.IsTrueAsync(() => _time.PendingTimers == 1);
        Assert.Equal(["shop/Sendcloud/1/2"], await schema.KeysAsync());
        _time.Advance(Day);
        await Eventually.IsTrueAsync(() => _time.PendingTimers == 1);
        Assert.Equal(["shop/Sendcloud/1/2"], await schema.KeysAsync());
        _time.Advance(Day);
        await Eventually.IsTrueAsync(() => _time.PendingTimers == 1);
        Assert.Empty(await schema.KeysAsync());
        await host.StopAsync();

        Assert.Equal(2, logs.Lines.Count(line => line.Contains("EntriesDeleted", StringComparison.Ordinal)));
        Assert.Contains(
            $"Information 80 EntriesDeleted Entries in schema '{schema.Name}' stored before 2026-11-02T00:00:00.0000000+00:00 were deleted: 1.",
            logs.Lines);
    }

    [PostgresFact]
    public async Task Where_that_fails_the_host_tells_and_tries_again_after_an_hour()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore store = schema.NewStore(time: _time);
        await store.SaveAsync(_watch.FindBatch(1), expectedVersion: null);
        await schema.ExecuteAsync("ALTER TABLE {0}.entries RENAME TO hidden");
        _time.Advance(Day);
        var logs = new CollectedLogs();
        using IHost host = NewHost(schema, retention: Day / 2, logs);
        await host.StartAsync();
        await Eventually.IsTrueAsync(() => _time.PendingTimers == 1);
        await schema.ExecuteAsync("ALTER TABLE {0}.hidden RENAME TO entries");
        _time.Advance(TimeSpan.FromHours(1));
        await Eventually.IsTrueAsync(() => _time.PendingTimers == 1);
        await host.StopAsync();

        Assert.Equal(0, await schema.CountAsync());
        Assert.Contains(logs.Lines, line => line.StartsWith(
            $"Error 81 EntriesNotDeleted Old entries in schema '{schema.Name}' could not be deleted. Failures in a row: 1. Next try in 3600 s.",
            StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task Without_a_retention_nothing_is_deleted()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore store = schema.NewStore(time: _time);
        await store.SaveAsync(_watch.FindBatch(1), expectedVersion: null);
        _time.Advance(10_000 * Day);
        using IHost host = NewHost(schema, retention: null, new CollectedLogs());
        await host.StartAsync();
        await host.StopAsync();

        Assert.Equal(1, await schema.CountAsync());
        Assert.Equal(0, _time.PendingTimers);
    }

    private IHost NewHost(TestSchema schema, TimeSpan? retention, ILoggerProvider logs)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(logs);
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddIntegrationLogsPostgres(schema.Server.ConnectionString, options =>
        {
            options.Schema = schema.Name;
            options.Retention = retention;
        });
        return builder.Build();
    }
}
