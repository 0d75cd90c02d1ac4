using IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.PostgreSql.Tests;

/// <summary>What a store says when the database does not do what it should, and that no secret is in it.</summary>
[Collection(SharedServer.Name)]
public sealed class ErrorTests(PostgresFixture postgres)
{
    private readonly SampleWatch _watch = new();

    [PostgresFact]
    public async Task A_wrong_password_and_an_unknown_database_say_what_to_check()
    {
        await using TestSchema schema = postgres.NewSchema();
        await AssertFailsAsync(
            schema.Server.ConnectionTo("postgres", password: PostgresServer.Password + "-wrong"),
            "PostgreSQL refuses the login: check Username and Password",
            "28P01",
            isTransient: false);
        await AssertFailsAsync(
            schema.Server.ConnectionTo("nowhere"), "There is no such database: check Database", "3D000", isTransient: false);
    }

    [PostgresFact]
    public async Task Missing_rights_say_what_to_grant_and_no_more_is_needed()
    {
        await using TestSchema schema = postgres.NewSchema();
        string user = $"{schema.Name}_user";
        string connection = schema.Server.ConnectionTo("postgres", user);
        await schema.ExecuteAsync($"CREATE ROLE {user} LOGIN PASSWORD '{PostgresServer.Password}'");
        const string grant = "GRANT USAGE ON SCHEMA";
        PostgresLogStoreException atFirst = await AssertFailsAsync(connection, "GRANT CREATE ON DATABASE", "42501", false, schema.Name);
        await schema.NewStore().MigrateAsync();
        await AssertFailsAsync(connection, grant, "42501", false, schema.Name);
        await schema.ExecuteAsync($"GRANT USAGE ON SCHEMA {{0}} TO {user}");
        await AssertFailsAsync(connection, grant, "42501", false, schema.Name);
        await schema.ExecuteAsync($"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {{0}} TO {user}");

        await using var store = new PostgresLogStore(OptionsOf(connection, schema.Name));
        await store.SaveAsync(_watch.FindBatch(1), (await store.LoadAsync())?.Version);
        Assert.Equal(1, await store.DeleteOlderThanAsync(DateTimeOffset.MaxValue));
        Assert.Contains("permission denied for database", atFirst.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_user_with_a_schema_of_its_own_needs_no_right_to_make_one()
    {
        await using TestSchema schema = postgres.NewSchema();
        string user = $"{schema.Name}_owner";
        await schema.ExecuteAsync($"CREATE ROLE {user} LOGIN PASSWORD '{PostgresServer.Password}'; CREATE SCHEMA {{0}} AUTHORIZATION {user}");
        await using var store = new PostgresLogStore(OptionsOf(schema.Server.ConnectionTo("postgres", user), schema.Name));

        await store.SaveAsync(_watch.FindBatch(1), expectedVersion: null);

        Assert.Equal(1, await schema.CountAsync());
    }

    [PostgresFact]
    public async Task A_read_only_database_is_named_and_used_again_once_it_is_not()
    {
        await using TestSchema schema = postgres.NewSchema();
        string user = $"{schema.Name}_reader";
        await schema.ExecuteAsync(
            $"CREATE ROLE {user} SUPERUSER LOGIN PASSWORD '{PostgresServer.Password}'; ALTER ROLE {user} SET default_transaction_read_only = on");
        await AssertFailsAsync(
            schema.Server.ConnectionTo("postgres", user), "The database is read-only: connect to the primary", "25006", true, schema.Name);
        await schema.NewStore().MigrateAsync();
        await using var store = new PostgresLogStore(OptionsOf(schema.Server.ConnectionTo("postgres", user), schema.Name));
        LogBatch batch = _watch.FindBatch(1);
        var error = await Assert.ThrowsAsync<PostgresLogStoreException>(() => store.SaveAsync(batch, expectedVersion: null));
        Assert.Equal("25006", error.SqlState);
        await schema.ExecuteAsync($"ALTER ROLE {user} SET default_transaction_read_only = off");
        await schema.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{user}'");

        // The pool's connection was ended: the first call finds that out.
        await Assert.ThrowsAsync<PostgresLogStoreException>(() => store.SaveAsync(batch, expectedVersion: null));
        await store.SaveAsync(batch, expectedVersion: null);
        Assert.Equal(1, await schema.CountAsync());
    }

    [PostgresFact]
    public async Task A_full_disk_is_named_and_of_the_save_nothing_stays()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore store = schema.NewStore();
        string version = await store.SaveAsync(_watch.FindBatch(1), expectedVersion: null);
        await schema.ExecuteAsync("""
            CREATE FUNCTION {0}.fill() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER fill BEFORE INSERT ON {0}.checkpoints EXECUTE FUNCTION {0}.fill();
            """);
        LogBatch batch = _watch.FindBatch(2, firstId: 2);

        var error = await Assert.ThrowsAsync<PostgresLogStoreException>(() => store.SaveAsync(batch, version));

        Assert.StartsWith("The database's disk is full: free space", error.Message, StringComparison.Ordinal);
        Assert.Equal(("53100", true), (error.SqlState, error.IsTransient));
        Assert.Equal(1, await schema.CountAsync());
        await schema.ExecuteAsync("DROP TRIGGER fill ON {0}.checkpoints");
        await store.SaveAsync(batch, version);
        Assert.Equal(3, await schema.CountAsync());
    }

    [PostgresFact]
    public async Task A_server_that_is_not_there_and_tables_that_are_gone_are_named()
    {
        await using TestSchema schema = postgres.NewSchema();
        await AssertFailsAsync(
            schema.Server.ConnectionString.Replace($"Port={schema.Server.Port}", "Port=1", StringComparison.Ordinal),
            "PostgreSQL cannot be reached, or the connection broke: check Host and Port",
            state: null,
            isTransient: true);
        await using PostgresLogStore store = schema.NewStore();
        await store.SaveAsync(_watch.FindBatch(1), expectedVersion: null);
        await schema.ExecuteAsync("DROP TABLE {0}.entries");
        var error = await Assert.ThrowsAsync<PostgresLogStoreException>(() => store.SaveAsync(_watch.FindBatch(1, firstId: 2), "1"));
        Assert.StartsWith($"Tables of schema '{schema.Name}' are missing", error.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_statement_that_takes_too_long_is_given_up()
    {
        await using TestSchema schema = postgres.NewSchema();
        PostgresLogStoreOptions options = schema.Options();
        options.CommandTimeout = TimeSpan.FromSeconds(1);
        await using var store = new PostgresLogStore(options);
        await store.SaveAsync(_watch.FindBatch(1), expectedVersion: null);
        await schema.ExecuteAsync("""
            CREATE FUNCTION {0}.stall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(600); RETURN NEW; END $$;
            CREATE TRIGGER stall BEFORE INSERT ON {0}.entries EXECUTE FUNCTION {0}.stall();
            """);

        var error = await Assert.ThrowsAsync<PostgresLogStoreException>(() => store.SaveAsync(_watch.FindBatch(1, firstId: 2), "1"));

        Assert.StartsWith("PostgreSQL does not answer in time", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsTransient);
    }

    private static PostgresLogStoreOptions OptionsOf(string connection, string schema) =>
        new() { ConnectionString = connection, Schema = schema };

    private async Task<PostgresLogStoreException> AssertFailsAsync(
        string connection, string message, string? state, bool isTransient, string schema = "any")
    {
        await using var store = new PostgresLogStore(OptionsOf(connection, schema));
        var error = await Assert.ThrowsAsync<PostgresLogStoreException>(() => store.SaveAsync(_watch.Checkpoint, expectedVersion: null));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((state, isTransient), (error.SqlState, error.IsTransient));
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        return error;
    }
}
