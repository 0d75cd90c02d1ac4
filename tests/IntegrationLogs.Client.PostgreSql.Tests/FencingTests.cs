using IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;

namespace IntegrationLogs.Client.PostgreSql.Tests;

/// <summary>One writer of a watch at a time, and nothing of a save that was refused.</summary>
[Collection(SharedServer.Name)]
public sealed class FencingTests(PostgresFixture postgres)
{
    private readonly SampleWatch _watch = new();

    [PostgresFact]
    public async Task Of_two_stores_of_a_watch_one_saves_and_the_other_is_told()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore first = schema.NewStore("nl");
        await using PostgresLogStore second = schema.NewStore("nl");
        string version = await first.SaveAsync(_watch.FindBatch(2), expectedVersion: null);
        StoredCheckpoint? seen = await second.LoadAsync();
        string next = await second.SaveAsync(_watch.FindBatch(1, firstId: 3), seen!.Version);

        var error = await Assert.ThrowsAsync<CheckpointConflictException>(() => first.SaveAsync(_watch.FindBatch(1, firstId: 4), version));

        Assert.Equal(("1", "1", "2"), (version, seen.Version, next));
        Assert.Equal(("1", "2"), (error.ExpectedVersion, error.ActualVersion));
        Assert.Contains($"the watch 'nl' in schema '{schema.Name}' has version 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(["shop/Sendcloud/1/1", "shop/Sendcloud/1/2", "shop/Sendcloud/1/3"], await schema.KeysAsync());
        Assert.Equal(3, (await second.LoadAsync())!.Checkpoint[LogSource.Sendcloud(1)].DeliveredEntries);
    }

    [PostgresFact]
    public async Task Many_that_save_at_once_from_one_version_store_one_batch()
    {
        await using TestSchema schema = postgres.NewSchema();
        await schema.NewStore().MigrateAsync();
        await schema.CountInsertsAsync();
        for (int round = 0; round < 5; round++)
        {
            string? version = (await schema.NewStore().LoadAsync())?.Version;
            LogBatch batch = _watch.FindBatch(20, firstId: (20 * round) + 1);
            bool[] saved = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            {
                await using PostgresLogStore store = schema.NewStore();
                try
                {
                    await store.SaveAsync(batch, version);
                    return true;
                }
                catch (CheckpointConflictException)
                {
                    return false;
                }
            }));
            Assert.Single(saved, isSaved => isSaved);
        }

        Assert.Equal(100, await schema.CountAsync());
        Assert.Empty(await schema.InsertedTwiceAsync());
    }

    [PostgresTheory]
    [InlineData(null, "1")]
    [InlineData("7", "1")]
    [InlineData("file-3", "of another kind")]
    public async Task A_version_that_is_not_stored_is_a_conflict(string? expected, string actual)
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore store = schema.NewStore();
        await store.SaveAsync(_watch.Checkpoint, expectedVersion: null);

        var error = await Assert.ThrowsAsync<CheckpointConflictException>(() => store.SaveAsync(_watch.Checkpoint, expected));

        Assert.Equal((expected, actual), (error.ExpectedVersion, error.ActualVersion));
    }

    [PostgresFact]
    public async Task Watches_do_not_see_each_other_and_share_an_entry_that_both_find()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore first = schema.NewStore();
        await using PostgresLogStore second = schema.NewStore("second");
        LogBatch batch = _watch.FindBatch(3);
        await Task.WhenAll(first.SaveAsync(batch, expectedVersion: null), second.SaveAsync(batch, expectedVersion: null));

        Assert.Equal(3, await schema.CountAsync());
        Assert.Equal(("1", "1"), ((await first.LoadAsync())!.Version, (await second.LoadAsync())!.Version));
        Assert.Equal($"PostgresLogStore of the watch 'second' in schema '{schema.Name}'", second.ToString());
    }

    [PostgresTheory]
    [InlineData(5)]
    [InlineData(5_000)]
    public async Task Of_a_batch_what_is_there_already_is_passed_over_and_the_rest_is_stored(int count)
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore first = schema.NewStore();
        await using PostgresLogStore second = schema.NewStore("second");
        LogBatch batch = _watch.FindBatch(count);
        await first.SaveAsync(batch with { Entries = [batch.Entries[0], batch.Entries[^1]] }, expectedVersion: null);
        await second.SaveAsync(batch with { Entries = [.. batch.Entries, batch.Entries[1]] }, expectedVersion: null);

        Assert.Equal(batch.Entries.Select(entry => entry.Key).Order(StringComparer.Ordinal), await schema.KeysAsync());
        Assert.Equal(2, await schema.ScalarAsync<long>("SELECT count(*) FROM {0}.entries WHERE watch = ''"));
        Assert.Equal(count, (await second.LoadAsync())!.Checkpoint[LogSource.Sendcloud(1)].DeliveredEntries);
    }

    [PostgresFact]
    public async Task A_watch_that_begins_anew_stores_no_second_row()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore store = schema.NewStore();
        LogBatch batch = _watch.FindBatch(3);
        await store.SaveAsync(batch, expectedVersion: null);
        await schema.ExecuteAsync("DELETE FROM {0}.watches");
        Assert.Null(await store.LoadAsync());
        await store.SaveAsync(batch, expectedVersion: null);

        Assert.Equal(3, await schema.CountAsync());
    }

    [PostgresFact]
    public async Task A_save_whose_answer_was_lost_is_found_by_the_next_and_not_carried_out_again()
    {
        await using TestSchema schema = postgres.NewSchema();
        await schema.NewStore().MigrateAsync();
        await schema.CountInsertsAsync();
        await using LossyRelay relay = LossyRelay.Start(schema.Server.Port);
        PostgresLogStoreOptions options = schema.Options();
        options.ConnectionString = options.ConnectionString.Replace(
            $"Port={schema.Server.Port}", $"Port={relay.Port};SSL Mode=Disable;GSS Encryption Mode=Disable", StringComparison.Ordinal);
        await using var store = new PostgresLogStore(options);
        string version = await store.SaveAsync(_watch.FindBatch(1), expectedVersion: null);
        WatchedEntry[] first = [_watch.Find(2), _watch.Find(3)];
        LogBatch lost = _watch.BatchOf(first);
        relay.LosesNextCommit = true;
        var error = await Assert.ThrowsAsync<PostgresLogStoreException>(() => store.SaveAsync(lost, version));
        Assert.Equal(3, await schema.CountAsync());

        // Lost once more, and then not.
        relay.LosesNextCommit = true;
        LogBatch more = _watch.BatchOf([.. first, _watch.Find(4)]);
        await Assert.ThrowsAsync<PostgresLogStoreException>(() => store.SaveAsync(more, version));
        string last = await store.SaveAsync(_watch.BatchOf([.. first, .. more.Entries.Skip(2), _watch.Find(5)]), version);

        Assert.True(error.IsTransient);
        Assert.Equal(2, relay.Lost);
        Assert.Equal("4", last);
        Assert.Equal(5, await schema.CountAsync());
        Assert.Empty(await schema.InsertedTwiceAsync());
        Assert.Equal(5, (await store.LoadAsync())!.Checkpoint[LogSource.Sendcloud(1)].DeliveredEntries);
        await using PostgresLogStore other = schema.NewStore();
        await Assert.ThrowsAsync<CheckpointConflictException>(() => other.SaveAsync(lost, version));
    }

    [PostgresFact]
    public async Task A_save_that_is_given_up_stores_nothing()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore store = schema.NewStore();
        await store.MigrateAsync();
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.SaveAsync(_watch.FindBatch(1), null, given.Token));

        Assert.Equal(0, await schema.CountAsync());
        Assert.Null(await store.LoadAsync());
    }
}
