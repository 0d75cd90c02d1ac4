namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>Where the file may be, who may use it, and who else.</summary>
public sealed class FileLogCheckpointStorePlaceTests : IDisposable
{
    private static readonly LogCheckpoint Checkpoint = LogCheckpoint.Create([LogSource.Sendcloud()], DateTimeOffset.UnixEpoch);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("checkpoint-");
    private readonly string _path;

    public FileLogCheckpointStorePlaceTests() => _path = Path.Combine(_folder.FullName, "checkpoint.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0b")]
    [InlineData("folder/")]
    [InlineData(".")]
    public void A_path_that_is_no_files_is_refused_at_once(string path) =>
        Assert.Equal("path", Assert.Throws<ArgumentException>(() => new FileLogCheckpointStore(path)).ParamName);

    [Fact]
    public void A_relative_path_is_taken_from_the_current_directory()
    {
        using var store = new FileLogCheckpointStore("checkpoint.json");

        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "checkpoint.json"), store.FullPath);
        Assert.Equal(store.FullPath, store.ToString());
    }

    [Fact]
    public async Task A_checkpoint_is_needed()
    {
        using var store = new FileLogCheckpointStore(_path);

        Assert.Equal(
            "checkpoint", (await Assert.ThrowsAsync<ArgumentNullException>(() => store.SaveAsync(null!, expectedVersion: null))).ParamName);
    }

    [Fact]
    public async Task A_directory_that_does_not_exist_is_named_and_not_made()
    {
        string missing = Path.Combine(_folder.FullName, "missing");
        using var store = new FileLogCheckpointStore(Path.Combine(missing, "checkpoint.json"));

        foreach (Func<Task> call in (Func<Task>[])[() => store.LoadAsync(), () => store.SaveAsync(Checkpoint, expectedVersion: null)])
        {
            Assert.Contains($"'{missing}'", (await Assert.ThrowsAsync<DirectoryNotFoundException>(call)).Message, StringComparison.Ordinal);
        }

        Assert.Empty(_folder.GetFileSystemInfos());
        Directory.CreateDirectory(missing);
        await store.SaveAsync(Checkpoint, expectedVersion: null);
        Assert.NotNull(await store.LoadAsync());
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_is_an_error_that_names_the_file()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // Modes hold nobody back who is root; there, it takes a file system that makes no files.
        string folder = Environment.IsPrivilegedProcess ? "/sys" : _folder.FullName;
        string path = Path.Combine(folder, "checkpoint.json");
        using var store = new FileLogCheckpointStore(path);
        UnixFileMode mode = _folder.UnixFileMode;
        _folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserExecute;
        try
        {
            Exception error = await Assert.ThrowsAnyAsync<Exception>(() => store.SaveAsync(Checkpoint, expectedVersion: null));

            Assert.True(error is IOException or UnauthorizedAccessException, error.ToString());
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            _folder.UnixFileMode = mode;
        }
    }

    [Fact]
    public async Task A_second_store_is_refused_by_name_until_the_first_is_disposed_of()
    {
        using var first = new FileLogCheckpointStore(_path);
        using var second = new FileLogCheckpointStore(_path);
        Assert.Null(await first.LoadAsync());

        foreach (Func<Task> call in (Func<Task>[])[() => second.LoadAsync(), () => second.SaveAsync(Checkpoint, expectedVersion: null)])
        {
            Assert.Contains($"'{_path}' cannot be locked", (await Assert.ThrowsAsync<IOException>(call)).Message, StringComparison.Ordinal);
        }

        await first.SaveAsync(Checkpoint, expectedVersion: null);
        first.Dispose();
        Assert.Equal(Checkpoint.ToJson(), (await second.LoadAsync())!.Checkpoint.ToJson());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => first.LoadAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => first.SaveAsync(Checkpoint, expectedVersion: null));
    }

    [Fact]
    public async Task A_lock_file_that_was_left_locks_nothing()
    {
        await File.WriteAllTextAsync(_path + ".lock", "");
        using var store = new FileLogCheckpointStore(_path);

        await store.SaveAsync(Checkpoint, expectedVersion: null);

        Assert.NotNull(await store.LoadAsync());
    }

    [Fact]
    public async Task A_link_stays_and_what_it_leads_to_is_changed()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string target = Path.Combine(_folder.CreateSubdirectory("data").FullName, "kept.json");
        File.CreateSymbolicLink(_path, target);
        using var store = new FileLogCheckpointStore(_path);

        Assert.Null(await store.LoadAsync());
        string version = await store.SaveAsync(Checkpoint, expectedVersion: null);
        await store.SaveAsync(Checkpoint, version);

        Assert.Equal(target, new FileInfo(_path).LinkTarget);
        Assert.Equal(2, (await File.ReadAllLinesAsync(target)).Length);
        Assert.Equal(["kept.json", "kept.json.lock"], new FileInfo(target).Directory!.GetFiles().Select(file => file.Name).Order());
    }

    [Fact]
    public async Task Two_ways_to_one_file_are_one_file()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string link = Path.Combine(_folder.FullName, "link.json");
        File.CreateSymbolicLink(link, "checkpoint.json");
        using var first = new FileLogCheckpointStore(_path);
        using var second = new FileLogCheckpointStore(link);
        await first.SaveAsync(Checkpoint, expectedVersion: null);

        var error = await Assert.ThrowsAsync<IOException>(() => second.LoadAsync());
        Assert.Contains($"'{_path}' cannot be locked", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_in_the_place_of_the_temporary_file_is_not_followed()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string other = Path.Combine(_folder.FullName, "other.txt");
        await File.WriteAllTextAsync(other, "other");
        File.CreateSymbolicLink(_path + ".tmp", other);
        using var store = new FileLogCheckpointStore(_path);

        await store.SaveAsync(Checkpoint, expectedVersion: null);

        Assert.Equal("other", await File.ReadAllTextAsync(other));
        Assert.Null(new FileInfo(_path).LinkTarget);
    }

    [Fact]
    public async Task Files_can_be_read_by_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var store = new FileLogCheckpointStore(_path);

        await store.SaveAsync(Checkpoint, await store.SaveAsync(Checkpoint, expectedVersion: null));

        Assert.All(_folder.GetFiles(), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode));
    }
}
