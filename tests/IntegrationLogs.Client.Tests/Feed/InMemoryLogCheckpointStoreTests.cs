namespace IntegrationLogs.Client.Tests.Feed;

public sealed class InMemoryLogCheckpointStoreTests
{
    private static readonly LogCheckpoint First = LogCheckpoint.Create([LogSource.Sendcloud(1)], DateTimeOffset.UnixEpoch);
    private static readonly LogCheckpoint Second = LogCheckpoint.Create([LogSource.Sendcloud(2)], DateTimeOffset.UnixEpoch);

    private readonly InMemoryLogCheckpointStore _store = new();

    [Fact]
    public async Task What_was_saved_last_is_loaded_with_its_version()
    {
        Assert.Null(await _store.LoadAsync());
        Assert.Null(_store.Checkpoint);

        string first = await _store.SaveAsync(First, expectedVersion: null);
        string second = await _store.SaveAsync(Second, first);

        Assert.NotEqual(first, second);
        Assert.Equal(new StoredCheckpoint(Second, second), await _store.LoadAsync());
        Assert.Same(Second, _store.Checkpoint);
        Assert.Equal(2, _store.Saves);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("2")]
    [InlineData("")]
    public async Task Another_version_than_the_stored_one_is_a_conflict_and_what_is_stored_stays(string? version)
    {
        string stored = await _store.SaveAsync(First, expectedVersion: null);

        var error = await Assert.ThrowsAsync<CheckpointConflictException>(() => _store.SaveAsync(Second, version));

        Assert.Equal((version, stored), (error.ExpectedVersion, error.ActualVersion));
        Assert.Same(First, _store.Checkpoint);
        Assert.Equal(1, _store.Saves);
    }

    [Fact]
    public async Task A_version_is_a_conflict_where_nothing_is_stored()
    {
        var error = await Assert.ThrowsAsync<CheckpointConflictException>(() => _store.SaveAsync(First, "1"));

        Assert.Null(error.ActualVersion);
        Assert.Null(_store.Checkpoint);
    }

    [Fact]
    public async Task Of_savers_at_once_one_wins()
    {
        string version = await _store.SaveAsync(First, expectedVersion: null);

        string?[] saved = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () =>
        {
            try
            {
                return await _store.SaveAsync(Second, version);
            }
            catch (CheckpointConflictException)
            {
                return null;
            }
        })));

        Assert.Equal((await _store.LoadAsync())!.Version, Assert.Single(saved, one => one is not null));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_changes_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.LoadAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.SaveAsync(First, expectedVersion: null, cancelled));
        Assert.Equal("checkpoint", (await Assert.ThrowsAsync<ArgumentNullException>(() => _store.SaveAsync(null!, null))).ParamName);

        Assert.Null(_store.Checkpoint);
    }
}
