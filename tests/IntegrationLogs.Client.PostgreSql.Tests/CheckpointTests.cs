using IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;

namespace IntegrationLogs.Client.PostgreSql.Tests;

/// <summary>How a checkpoint is stored: what is new, and now and then the whole.</summary>
[Collection(SharedServer.Name)]
public sealed class CheckpointTests(PostgresFixture postgres)
{
    private static readonly LogSource Source = LogSource.Sendcloud(1);
    private static readonly LogSource Other = LogSource.Sendcloud(2);

    private readonly SampleWatch _watch = new();

    [PostgresFact]
    public async Task A_save_writes_what_is_new_and_the_checkpoint_is_the_same_after_any_number()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore store = schema.NewStore();
        string? version = null;
        long longest = 0;
        for (int i = 0; i < 30; i++)
        {
            version = await store.SaveAsync(_watch.FindBatch(100, firstId: (100 * i) + 1), version);
            longest = Math.Max(longest, await schema.ScalarAsync<int>("SELECT length(content) FROM {0}.checkpoints ORDER BY part DESC LIMIT 1"));
        }

        Assert.Equal(30, await schema.ScalarAsync<long>("SELECT count(*) FROM {0}.checkpoints"));
        Assert.True(longest < 4_000, $"A part has {longest} characters.");
        await using PostgresLogStore next = schema.NewStore();
        StoredCheckpoint stored = (await next.LoadAsync())!;
        Assert.Equal("30", stored.Version);
        Assert.Equal(_watch.Checkpoint.ToJson(), stored.Checkpoint.ToJson());
    }

    [PostgresFact]
    public async Task Changes_that_outgrow_the_whole_one_become_one()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore store = schema.NewStore();
        string? version = null;
        var parts = new List<long>();
        for (int i = 0; i < 8; i++)
        {
            version = await store.SaveAsync(_watch.FindBatch(1_000, firstId: (1_000 * i) + 1), version);
            parts.Add(await schema.ScalarAsync<long>("SELECT count(*) FROM {0}.checkpoints"));
        }

        // A thousand entries take some 20,000 characters, and 64 Ki of changes fit.
        Assert.Equal([1, 2, 3, 4, 1, 2, 3, 4], parts);
        Assert.Equal(_watch.Checkpoint.ToJson(), (await schema.NewStore().LoadAsync())!.Checkpoint.ToJson());
    }

    [PostgresFact]
    public async Task Sources_come_and_go()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore store = schema.NewStore();
        string version = await store.SaveAsync(_watch.FindBatch(2), expectedVersion: null);
        LogCheckpoint both = _watch.Checkpoint.With(SourceCheckpoint.Create(Other, SampleWatch.Start));
        version = await store.SaveAsync(both, version);
        Assert.Equal(both.ToJson(), (await schema.NewStore().LoadAsync())!.Checkpoint.ToJson());
        LogCheckpoint other = both.Without(Source);
        version = await store.SaveAsync(other, version);
        Assert.Equal(other.ToJson(), (await schema.NewStore().LoadAsync())!.Checkpoint.ToJson());
        await store.SaveAsync(both, version);

        Assert.Equal(both.ToJson(), (await schema.NewStore().LoadAsync())!.Checkpoint.ToJson());
    }

    [PostgresFact]
    public async Task A_store_that_has_not_loaded_writes_the_whole_checkpoint_anew()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore first = schema.NewStore();
        string version = await first.SaveAsync(_watch.FindBatch(2), expectedVersion: null);
        version = await first.SaveAsync(_watch.FindBatch(2, firstId: 3), version);
        await using PostgresLogStore second = schema.NewStore();
        version = await second.SaveAsync(_watch.FindBatch(2, firstId: 5), version);

        Assert.Equal(1, await schema.ScalarAsync<long>("SELECT count(*) FROM {0}.checkpoints"));
        Assert.Equal(_watch.Checkpoint.ToJson(), (await first.LoadAsync())!.Checkpoint.ToJson());
        await first.SaveAsync(_watch.FindBatch(2, firstId: 7), version);
        Assert.Equal(_watch.Checkpoint.ToJson(), (await second.LoadAsync())!.Checkpoint.ToJson());
    }

    [PostgresTheory]
    [InlineData("UPDATE {0}.checkpoints SET content = replace(content, 'watermark', 'waterMark') WHERE part = 1", "The checkpoint is damaged")]
    [InlineData("UPDATE {0}.checkpoints SET content = 'no JSON' WHERE part = 0", "it is not JSON")]
    [InlineData("DELETE FROM {0}.checkpoints WHERE part = 1", "Part 1 is missing.")]
    [InlineData("UPDATE {0}.checkpoints SET source = 'Sendcloud/2'", "It is the checkpoint of Sendcloud/1.")]
    [InlineData("UPDATE {0}.checkpoints SET source = 'Nobody'", "'Nobody' is no source")]
    [InlineData("DELETE FROM {0}.checkpoints", "has no sources")]
    public async Task A_checkpoint_that_is_damaged_is_refused_and_left_as_it_is(string damage, string message)
    {
        await using TestSchema schema = postgres.NewSchema();
        await using PostgresLogStore store = schema.NewStore("nl");
        string? version = null;
        for (int i = 0; i < 3; i++)
        {
            version = await store.SaveAsync(_watch.FindBatch(1, firstId: i), version);
        }

        await schema.ExecuteAsync(damage);
        long before = await schema.ScalarAsync<long>("SELECT count(*) FROM {0}.checkpoints");

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => store.LoadAsync());

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains($"the watch 'nl' in schema '{schema.Name}'", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await schema.ScalarAsync<long>("SELECT count(*) FROM {0}.checkpoints"));
    }
}
