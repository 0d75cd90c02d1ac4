using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Tests.Infrastructure;
using static IntegrationLogs.Client.Tests.Feed.FileCheckpoints;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>Versions: who saves what another has stored since is told, and nothing is undone. And saves that come to nothing.</summary>
public sealed class FileLogCheckpointStoreSharingTests : IDisposable
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("checkpoint-");
    private readonly string _path;

    public FileLogCheckpointStoreSharingTests() => _path = Path.Combine(_folder.FullName, "checkpoint.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("2-00000000")]
    public async Task Another_version_than_the_stored_one_is_a_conflict_and_the_file_stays(string? version)
    {
        using var store = new FileLogCheckpointStore(_path);
        string stored = await store.SaveAsync(After(2), await store.SaveAsync(After(1), expectedVersion: null));
        string content = await File.ReadAllTextAsync(_path);

        var error = await Assert.ThrowsAsync<CheckpointConflictException>(() => store.SaveAsync(After(3), version));

        Assert.Equal((version, stored), (error.ExpectedVersion, error.ActualVersion));
        Assert.Contains($"'{_path}' has version {stored}", error.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(_path));
        await store.SaveAsync(After(3), stored);
    }

    [Fact]
    public async Task A_version_is_a_conflict_where_nothing_is_stored_and_where_the_file_was_deleted()
    {
        using var store = new FileLogCheckpointStore(_path);
        Assert.Null((await Assert.ThrowsAsync<CheckpointConflictException>(() => store.SaveAsync(After(1), "1"))).ActualVersion);
        Assert.False(File.Exists(_path));

        string version = await store.SaveAsync(After(1), expectedVersion: null);
        File.Delete(_path);

        Assert.Null((await Assert.ThrowsAsync<CheckpointConflictException>(() => store.SaveAsync(After(2), version))).ActualVersion);
        Assert.Null(await store.LoadAsync());
        await store.SaveAsync(After(1), expectedVersion: null);
    }

    [Fact]
    public async Task A_file_that_was_put_back_to_an_older_state_is_a_conflict()
    {
        using var store = new FileLogCheckpointStore(_path);
        string first = await store.SaveAsync(After(1), expectedVersion: null);
        byte[] old = await File.ReadAllBytesAsync(_path);
        string second = await store.SaveAsync(After(2), first);

        await File.WriteAllBytesAsync(_path, old);
        Assert.Equal(
            first, (await Assert.ThrowsAsync<CheckpointConflictException>(() => store.SaveAsync(After(3), second))).ActualVersion);
    }

    [Fact]
    public async Task A_file_that_was_replaced_by_one_with_as_many_saves_and_bytes_is_a_conflict()
    {
        LogSource source = LogSource.ElasticPath("a/b");
        LogCheckpoint twin = After(2).With(new SourceCheckpoint(After(2)[source].Progress with { Watermark = DateTimeOffset.UnixEpoch }));
        using var store = new FileLogCheckpointStore(_path);
        string version = await store.SaveAsync(After(2), await store.SaveAsync(After(1), expectedVersion: null));
        using (var other = new FileLogCheckpointStore(_path + ".other"))
        {
            await other.SaveAsync(twin, await other.SaveAsync(After(1), expectedVersion: null));
        }

        Assert.Equal(new FileInfo(_path).Length, new FileInfo(_path + ".other").Length);
        File.Move(_path + ".other", _path, overwrite: true);

        Assert.StartsWith(
            "2-",
            (await Assert.ThrowsAsync<CheckpointConflictException>(() => store.SaveAsync(After(3), version))).ActualVersion,
            StringComparison.Ordinal);
        Assert.Equal(twin.ToJson(), (await store.LoadAsync())!.Checkpoint.ToJson());
    }

    [Fact]
    public async Task A_checkpoint_that_was_put_there_by_hand_since_is_a_conflict()
    {
        await File.WriteAllTextAsync(_path, After(1).ToJson());
        using var store = new FileLogCheckpointStore(_path);
        StoredCheckpoint stored = (await store.LoadAsync())!;

        await File.WriteAllTextAsync(_path, After(2).ToJson());

        await Assert.ThrowsAsync<CheckpointConflictException>(() => store.SaveAsync(After(3), stored.Version));
        Assert.Equal(After(2).ToJson(), await File.ReadAllTextAsync(_path));
    }

    /// <summary>As on a drive without locks. A lock that was deleted comes to the same, but both then append.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_stores_that_no_lock_keeps_apart_the_second_to_save_is_told_and_can_go_on_from_there(bool areLocksTried)
    {
        using var first = new FileLogCheckpointStore(_path, areLocksTried);
        string version = await first.SaveAsync(After(1), expectedVersion: null);
        File.Delete(_path + ".lock");
        using var second = new FileLogCheckpointStore(_path, areLocksTried);
        Assert.Equal(version, (await second.LoadAsync())!.Version);

        string stored = await second.SaveAsync(After(2), version);
        var error = await Assert.ThrowsAsync<CheckpointConflictException>(() => first.SaveAsync(After(3), version));
        Assert.Equal((version, stored), (error.ExpectedVersion, error.ActualVersion));

        StoredCheckpoint found = (await first.LoadAsync())!;
        Assert.Equal((After(2).ToJson(), stored), (found.Checkpoint.ToJson(), found.Version));
        await first.SaveAsync(After(4), found.Version);
        await Assert.ThrowsAsync<CheckpointConflictException>(() => second.SaveAsync(After(5), stored));
        Assert.Equal(After(4).ToJson(), (await second.LoadAsync())!.Checkpoint.ToJson());
    }

    /// <summary>Each goes on from what it finds: no line of one may land inside a line of the other.</summary>
    [Fact]
    public async Task Stores_that_no_lock_keeps_apart_leave_a_whole_file_whenever_they_save()
    {
        using (var store = new FileLogCheckpointStore(_path))
        {
            await store.SaveAsync(After(1), expectedVersion: null);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            using var store = new FileLogCheckpointStore(_path, areLocksTried: false);
            for (int saved = 0; saved < 25;)
            {
                StoredCheckpoint stored = (await store.LoadAsync())!;
                try
                {
                    await store.SaveAsync(After(1 + saved), stored.Version);
                    saved++;
                }
                catch (CheckpointConflictException)
                {
                }
            }
        })));

        Assert.Equal(["checkpoint.json", "checkpoint.json.lock"], FileNames());
    }

    [Fact]
    public async Task Two_stores_that_no_lock_keeps_apart_never_write_to_one_temporary_file()
    {
        using var first = new CheckpointFile(_path, areLocksTried: false);
        using var second = new CheckpointFile(_path, areLocksTried: false);

        first.Replace([1], check: () => second.Replace([2, 2], check: () => { }));

        Assert.Equal([1], await File.ReadAllBytesAsync(_path));
        Assert.Equal(["checkpoint.json"], FileNames());
    }

    [Fact]
    public async Task Where_no_lock_keeps_stores_apart_a_save_leaves_the_old_file_as_it_is_and_puts_another_in_its_place()
    {
        using var store = new FileLogCheckpointStore(_path, areLocksTried: false);
        string version = await store.SaveAsync(After(1), expectedVersion: null);
        string content = await File.ReadAllTextAsync(_path);
        await using var reader = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

        await store.SaveAsync(After(2), version);

        Assert.Equal(content, await new StreamReader(reader).ReadToEndAsync());
        Assert.Equal(2, (await store.LoadAsync())!.Checkpoint[LogSource.ElasticPath("a/b")].DeliveredEntries);
        Assert.Equal(["checkpoint.json", "checkpoint.json.lock"], FileNames());
    }

    [Fact]
    public async Task Of_savers_at_once_one_wins_and_the_others_are_told()
    {
        using var store = new FileLogCheckpointStore(_path);
        string version = await store.SaveAsync(After(0), expectedVersion: null);

        string?[] saved = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => Task.Run(async () =>
        {
            try
            {
                return await store.SaveAsync(After(i), version);
            }
            catch (CheckpointConflictException)
            {
                return null;
            }
        })));

        Assert.Equal((await store.LoadAsync())!.Version, Assert.Single(saved, one => one is not null));
    }

    [Fact]
    public async Task Who_reads_the_file_hinders_no_save()
    {
        using var store = new FileLogCheckpointStore(_path);
        string version = await store.SaveAsync(After(1), expectedVersion: null);
        await using var reader = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

        version = await store.SaveAsync(After(2), version);

        Assert.Equal(version, (await store.LoadAsync())!.Version);
    }

    [Fact]
    public async Task A_cancelled_save_leaves_the_old_checkpoint_and_nothing_beside_it()
    {
        using var store = new FileLogCheckpointStore(_path);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.SaveAsync(After(1), expectedVersion: null, Cancelled));
        Assert.Empty(FileNames());
        string version = await store.SaveAsync(After(1), expectedVersion: null);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.SaveAsync(After(2), version, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.LoadAsync(Cancelled));

        StoredCheckpoint stored = (await store.LoadAsync())!;
        Assert.Equal((After(1).ToJson(), version), (stored.Checkpoint.ToJson(), stored.Version));
        Assert.Equal(["checkpoint.json", "checkpoint.json.lock"], FileNames());
    }

    [Fact]
    public async Task A_first_save_that_fails_names_the_file_and_can_be_tried_again()
    {
        using var store = new FileLogCheckpointStore(_path);
        Directory.CreateDirectory(_path + ".tmp");

        var error = await Assert.ThrowsAsync<UnauthorizedAccessException>(() => store.SaveAsync(After(1), expectedVersion: null));

        Assert.Contains(_path, error.Message, StringComparison.Ordinal);
        Directory.Delete(_path + ".tmp");
        await store.SaveAsync(After(1), expectedVersion: null);
    }

    [Fact]
    public async Task What_a_killed_save_left_is_not_read_and_goes_with_the_next_that_replaces_the_file()
    {
        await File.WriteAllTextAsync(_path + ".tmp", After(1).ToJson());
        using var store = new FileLogCheckpointStore(_path);

        Assert.Null(await store.LoadAsync());
        await store.SaveAsync(After(2), expectedVersion: null);

        Assert.Equal(["checkpoint.json", "checkpoint.json.lock"], FileNames());
    }

    /// <summary>So it is with a single file that is mounted into a container.</summary>
    [Fact]
    public void A_place_that_takes_no_other_file_is_told_with_what_to_do_and_nothing_is_left_behind()
    {
        Directory.CreateDirectory(_path);
        using var file = new CheckpointFile(_path, areLocksTried: true);

        Exception error = Assert.ThrowsAny<IOException>(() => file.Replace([1, 2, 3], check: () => { }));

        Assert.Contains($"'{_path}' cannot be replaced", error.Message, StringComparison.Ordinal);
        Assert.Contains("mount the directory, not the file", error.Message, StringComparison.Ordinal);
        Assert.Equal(["checkpoint.json"], FileNames());
    }

    [Fact]
    public async Task What_was_cancelled_or_changed_while_the_new_file_was_written_leaves_the_old_one()
    {
        await File.WriteAllTextAsync(_path, "old");
        using var file = new CheckpointFile(_path, areLocksTried: true);

        Assert.Throws<OperationCanceledException>(() => file.Replace([1, 2, 3], check: Cancelled.ThrowIfCancellationRequested));

        Assert.Equal("old", await File.ReadAllTextAsync(_path));
        Assert.Equal(["checkpoint.json"], FileNames());
    }

    private IEnumerable<string> FileNames() => _folder.GetFileSystemInfos().Select(file => file.Name).Order(StringComparer.Ordinal);
}
