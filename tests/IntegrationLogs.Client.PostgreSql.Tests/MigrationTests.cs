using IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;

namespace IntegrationLogs.Client.PostgreSql.Tests;

/// <summary>How the tables are made and changed.</summary>
[Collection(SharedServer.Name)]
public sealed class MigrationTests(PostgresFixture postgres)
{
    private const string Next = "ALTER TABLE {0}.entries ADD COLUMN IF NOT EXISTS next integer";

    private readonly SampleWatch _watch = new();

    [PostgresTheory]
    [InlineData("integration_logs")]
    [InlineData("Wei\"rd – '; DROP SCHEMA public; --")]
    public async Task The_tables_are_made_once_in_a_schema_of_any_name(string name)
    {
        await using TestSchema schema = postgres.NewSchema(name);
        await using PostgresLogStore first = schema.NewStore();
        await first.MigrateAsync();
        await first.MigrateAsync();
        string version = await first.SaveAsync(_watch.FindBatch(1), expectedVersion: null);
        object?[] made = (await schema.QueryAsync("SELECT version, applied_at FROM {0}.migrations"))[0];
        await using PostgresLogStore second = schema.NewStore();
        await second.MigrateAsync();

        Assert.Equal(made, Assert.Single(await schema.QueryAsync("SELECT version, applied_at FROM {0}.migrations")));
        Assert.Equal(version, (await second.LoadAsync())!.Version);
        Assert.Equal(Migrations.All.Count, made[0]);
    }

    [PostgresFact]
    public async Task Many_that_start_at_once_make_them_once()
    {
        await using TestSchema schema = postgres.NewSchema();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            await using PostgresLogStore store = schema.NewStore($"watch-{i}");
            await store.SaveAsync(_watch.Checkpoint, expectedVersion: null);
        }));

        Assert.Equal(Migrations.All.Count, await schema.ScalarAsync<long>("SELECT count(*) FROM {0}.migrations"));
        Assert.Equal(8, await schema.ScalarAsync<long>("SELECT count(*) FROM {0}.watches"));
    }

    [PostgresFact]
    public async Task Tables_of_a_newer_version_are_refused_and_nothing_is_changed()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore old = schema.NewStore();
        await old.SaveAsync(_watch.FindBatch(1), expectedVersion: null);
        await schema.ExecuteAsync("INSERT INTO {0}.migrations VALUES (99, now())");
        await using PostgresLogStore store = schema.NewStore();

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => store.LoadAsync());
        await Assert.ThrowsAsync<InvalidDataException>(() => store.SaveAsync(_watch.FindBatch(1, firstId: 2), "1"));

        Assert.StartsWith(
            $"The tables in schema '{schema.Name}' are of version 99, and this package knows versions up to {Migrations.All.Count}: update",
            error.Message,
            StringComparison.Ordinal);
        Assert.Equal(1, await schema.CountAsync());
        Assert.Equal(1, await schema.ScalarAsync<long>("SELECT version FROM {0}.watches"));
    }

    [PostgresFact]
    public async Task Older_tables_are_brought_up_to_date_with_what_they_hold()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore old = schema.NewStore();
        string version = await old.SaveAsync(_watch.FindBatch(1), expectedVersion: null);

        await using PostgresLogStore store = NewStore(schema, [.. Migrations.All, Next]);

        Assert.Equal(version, (await store.LoadAsync())!.Version);
        Assert.Equal([null], (await schema.QueryAsync("SELECT next FROM {0}.entries"))[0]);
        Assert.Equal(Migrations.All.Count + 1, await schema.ScalarAsync<int>("SELECT max(version) FROM {0}.migrations"));
    }

    [PostgresFact]
    public async Task Of_an_update_that_fails_half_way_nothing_stays()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore broken = NewStore(schema, [.. Migrations.All, "CREATE TABLE {0}.half (x integer); SELECT 1 / 0"]);

        var error = await Assert.ThrowsAsync<PostgresLogStoreException>(() => broken.MigrateAsync());

        Assert.Equal("22012", error.SqlState);
        Assert.False(await schema.ScalarAsync<bool>($"SELECT to_regnamespace('{schema.Name}') IS NOT NULL"));
        await using PostgresLogStore whole = NewStore(schema, [.. Migrations.All, Next]);
        await whole.SaveAsync(_watch.FindBatch(1), expectedVersion: null);
        Assert.Equal(1, await schema.CountAsync());
    }

    [PostgresFact]
    public async Task Tables_whose_record_was_lost_stay_as_they_are()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore first = schema.NewStore();
        string version = await first.SaveAsync(_watch.FindBatch(1), expectedVersion: null);
        await schema.ExecuteAsync("DELETE FROM {0}.migrations");
        await using PostgresLogStore second = schema.NewStore();

        Assert.Equal(version, (await second.LoadAsync())!.Version);
        Assert.Equal(1, await schema.CountAsync());
        Assert.Equal(Migrations.All.Count, await schema.ScalarAsync<int>("SELECT max(version) FROM {0}.migrations"));
    }

    private static PostgresLogStore NewStore(TestSchema schema, IReadOnlyList<string> migrations) => new(
        new LogDatabase(
            LogDatabase.SourceOf(schema.Server.ConnectionString), isOwned: true, schema.Options(), TimeProvider.System, migrations),
        isOwned: true,
        watch: string.Empty);
}
