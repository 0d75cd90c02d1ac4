using System.Collections.Immutable;
using System.Text;
using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class FileLogCheckpointStoreTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken Cancelled = new(canceled: true);

    private static readonly Cases<string> Foreign = new()
    {
        { "empty", "" },
        { "blank", " \n" },
        { "text", "PATH=/usr/bin\n" },
        { "other JSON", """{"name":"settings","items":[1,2,3]}""" },
        { "a list", "[]" },
        { "JSON that is no text", """{"version":1,"sources":{"\ud800":{}},"checksum":""}""" },
        { "no sources", """{"version":1,"sources":{},"checksum":"E3B0C44298FC1C149AFBF4C8996FB924"}""" },
        { "two checkpoints", Small(1).ToJson() + Small(2).ToJson() },
        { "another version", Small(1).ToJson().Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal) },
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("checkpoint-");
    private readonly string _path;

    public FileLogCheckpointStoreTests() => _path = Path.Combine(_folder.FullName, "checkpoint.json");

    public static TheoryData<string> ForeignFiles => Foreign.Names;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_saved_last_is_loaded_by_the_same_store_and_the_next()
    {
        using (var store = new FileLogCheckpointStore(_path))
        {
            Assert.Null(await store.LoadAsync());
            await store.SaveAsync(Small(1));
            await store.SaveAsync(Small(2));
            Assert.Equal(Small(2).ToJson(), (await store.LoadAsync())!.ToJson());
        }

        using var next = new FileLogCheckpointStore(_path);
        Assert.Equal(Small(2).ToJson(), (await next.LoadAsync())!.ToJson());
        Assert.Equal(Small(2).ToJson(), await File.ReadAllTextAsync(_path));
    }

    [Fact]
    public async Task A_checkpoint_that_was_not_loaded_is_replaced_all_the_same()
    {
        await File.WriteAllTextAsync(_path, Small(1).ToJson());
        using var store = new FileLogCheckpointStore(_path);

        await store.SaveAsync(Small(2));

        Assert.Equal(Small(2).ToJson(), await File.ReadAllTextAsync(_path));
    }

    /// <summary>Who has the file open sees no change: there is no moment in which it is half the one and half the other.</summary>
    [Fact]
    public async Task A_save_leaves_the_old_file_as_it_is_and_puts_another_in_its_place()
    {
        using var store = new FileLogCheckpointStore(_path);
        await store.SaveAsync(Small(1));
        await using var reader = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

        await store.SaveAsync(Small(2));

        Assert.Equal(Small(1).ToJson(), await new StreamReader(reader).ReadToEndAsync());
    }

    [Fact]
    public async Task Savers_at_once_are_served_one_after_the_other_and_a_reader_finds_a_whole_checkpoint_at_any_moment()
    {
        using var store = new FileLogCheckpointStore(_path);
        await store.SaveAsync(Small(0));
        HashSet<string> known = [.. Enumerable.Range(0, 100).Select(i => Small(i).ToJson())];

        Task saving = Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => store.SaveAsync(Small(i)))));
        do
        {
            Assert.Contains(await File.ReadAllTextAsync(_path), known);
        }
        while (!saving.IsCompleted);

        await saving;
        Assert.Equal(["checkpoint.json", "checkpoint.json.lock"], FileNames());
    }

    [Fact]
    public async Task A_file_that_was_cut_anywhere_is_refused_by_name()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Small(1).ToJson());
        using var store = new FileLogCheckpointStore(_path);
        for (int length = 0; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(_path, whole[..length]);

            await AssertRefusedAsync(store.LoadAsync);
        }
    }

    [Fact]
    public async Task A_file_with_any_bit_flipped_is_refused_by_name_unless_it_means_the_same()
    {
        LogCheckpoint checkpoint = Small(1);
        byte[] whole = Encoding.UTF8.GetBytes(checkpoint.ToJson());
        using var store = new FileLogCheckpointStore(_path);
        int same = 0;
        for (int bit = 0; bit < whole.Length * 8; bit++)
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            await File.WriteAllBytesAsync(_path, damaged);

            if (await Record.ExceptionAsync(() => store.LoadAsync()) is null)
            {
                same++;
                Assert.Equal(checkpoint.ToJson(), (await store.LoadAsync())!.ToJson());
            }
            else
            {
                await AssertRefusedAsync(store.LoadAsync);
            }
        }

        // The source's name has a %2F, which may be written %2f.
        Assert.Equal(1, same);
    }

    [Theory]
    [MemberData(nameof(ForeignFiles))]
    public async Task A_file_that_is_no_checkpoint_is_neither_loaded_nor_replaced(string name)
    {
        await File.WriteAllTextAsync(_path, Foreign[name]);
        using var store = new FileLogCheckpointStore(_path);

        await AssertRefusedAsync(token => store.SaveAsync(Small(1), token));
        await AssertRefusedAsync(store.LoadAsync);
        await AssertRefusedAsync(token => store.SaveAsync(Small(1), token));

        Assert.Equal(Foreign[name], await File.ReadAllTextAsync(_path));
        Assert.Equal(["checkpoint.json", "checkpoint.json.lock"], FileNames());
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused_by_name()
    {
        await File.WriteAllBytesAsync(_path, [0xff, 0xfe, 0x00, 0xd8]);
        using var store = new FileLogCheckpointStore(_path);

        await AssertRefusedAsync(store.LoadAsync);
    }

    [Fact]
    public async Task Another_version_is_told()
    {
        await File.WriteAllTextAsync(_path, Foreign["another version"]);
        using var store = new FileLogCheckpointStore(_path);

        Assert.Contains("version 2", (await AssertRefusedAsync(store.LoadAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_save_left_is_not_read_and_goes_with_the_next()
    {
        await File.WriteAllTextAsync(_path + ".tmp", Small(1).ToJson());
        using var store = new FileLogCheckpointStore(_path);

        Assert.Null(await store.LoadAsync());
        await store.SaveAsync(Small(2));

        Assert.Equal(Small(2).ToJson(), await File.ReadAllTextAsync(_path));
        Assert.Equal(["checkpoint.json", "checkpoint.json.lock"], FileNames());
    }

    [Fact]
    public async Task A_cancelled_save_leaves_the_old_checkpoint()
    {
        using var store = new FileLogCheckpointStore(_path);
        await store.SaveAsync(Small(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.SaveAsync(Small(2), Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.LoadAsync(Cancelled));

        Assert.Equal(Small(1).ToJson(), (await store.LoadAsync())!.ToJson());
    }

    [Fact]
    public async Task A_save_that_fails_names_the_file_and_leaves_the_old_checkpoint()
    {
        using var store = new FileLogCheckpointStore(_path);
        await store.SaveAsync(Small(1));
        Directory.CreateDirectory(_path + ".tmp");

        UnauthorizedAccessException error = await Assert.ThrowsAsync<UnauthorizedAccessException>(() => store.SaveAsync(Small(2)));

        Assert.Contains(_path, error.Message, StringComparison.Ordinal);
        Assert.Equal(Small(1).ToJson(), (await store.LoadAsync())!.ToJson());
    }

    private static LogCheckpoint Small(int number)
    {
        var handedOut = new HandedOut(Noon.AddSeconds(number), 0x0123456789abcdef);
        var progress = new SourceProgress(Noon.AddMinutes(-5), [handedOut, new HandedOut(null, (ulong)number)]);
        return new(ImmutableDictionary<LogSource, SourcePosition>.Empty
            .Add(LogSource.ElasticPath("a/b"), new SourcePosition(progress))
            .Add(LogSource.Sendcloud(123), new SourcePosition(SourceProgress.Since(Noon))));
    }

    private async Task<InvalidDataException> AssertRefusedAsync(Func<CancellationToken, Task> call)
    {
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => call(CancellationToken.None));
        Assert.Contains(_path, error.Message, StringComparison.Ordinal);
        return error;
    }

    private IEnumerable<string> FileNames() => _folder.GetFileSystemInfos().Select(file => file.Name).Order(StringComparer.Ordinal);
}
