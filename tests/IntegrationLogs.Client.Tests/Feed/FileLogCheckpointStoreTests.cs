using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>What is in the file, and what is read of it.</summary>
public sealed class FileLogCheckpointStoreTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 3, 12, 0, 0, TimeSpan.Zero);

    private static readonly Cases<string> Foreign = new()
    {
        { "empty", "" },
        { "blank", " \n" },
        { "text", "PATH=/usr/bin\n" },
        { "other JSON", """{"name":"settings","items":[1,2,3]}""" },
        { "other JSON with a revision", """{"revision":1,"items":[1,2,3]}""" + "\n" },
        { "a list", "[]" },
        { "JSON that is no text", """{"version":1,"sources":{"\ud800":{}},"checksum":""}""" },
        { "no sources", """{"version":1,"sources":{},"checksum":"E3B0C44298FC1C149AFBF4C8996FB924"}""" },
        { "two checkpoints", After(1).ToJson() + After(2).ToJson() },
        { "two checkpoints on two lines", After(1).ToJson() + "\n" + After(2).ToJson() + "\n" },
        { "a newer version", Newer(After(1).ToJson()) },
        { "lines of a newer version", Newer(Line(1, After(1))) },
        { "lines of a newer version with other sums", Newer(Line(1, After(1)))[..^43] + "}\n" },
        { "changes alone", Line(2, After(2), After(1)) },
        { "two files", Line(1, After(1)) + Line(1, After(1)) },
        { "a line twice", Line(1, After(1)) + Line(2, After(2), After(1)) + Line(2, After(2), After(1)) },
        { "a line missing", Line(1, After(1)) + Line(3, After(3), After(2)) },
        { "a line without entries twice", Line(1, After(1)) + Line(2, Polled, After(1)) + Line(2, Polled, After(1)) },
        { "a line without entries missing", Line(1, After(1)) + Line(3, Polled, After(1)) },
        { "a line of another file", Line(1, After(0)) + Line(2, After(2), After(1)) },
    };

    /// <summary>After the first save, with a poll that found nothing.</summary>
    private static LogCheckpoint Polled =>
        After(1).With(new SourceCheckpoint(After(1)[LogSource.Sendcloud(123)].Progress with { PolledAt = Noon }));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("checkpoint-");
    private readonly string _path;

    public FileLogCheckpointStoreTests() => _path = Path.Combine(_folder.FullName, "checkpoint.json");

    public static TheoryData<string> ForeignFiles => Foreign.Names;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_saved_last_is_loaded_by_the_same_store_and_the_next()
    {
        string version;
        using (var store = new FileLogCheckpointStore(_path))
        {
            Assert.Null(await store.LoadAsync());
            version = await store.SaveAsync(After(1), expectedVersion: null);
            version = await store.SaveAsync(After(2), version);
            AssertStored(After(2), version, await store.LoadAsync());
        }

        using var next = new FileLogCheckpointStore(_path);
        AssertStored(After(2), version, await next.LoadAsync());
        version = await next.SaveAsync(After(3), version);
        AssertStored(After(3), version, await next.LoadAsync());
    }

    [Fact]
    public async Task The_first_save_writes_a_whole_checkpoint_and_each_later_one_a_line_of_what_has_changed()
    {
        using var store = new FileLogCheckpointStore(_path);
        LogCheckpoint without = After(2).Without(LogSource.Sendcloud(123));

        string version = await store.SaveAsync(After(1), expectedVersion: null);
        version = await store.SaveAsync(After(2), version);
        version = await store.SaveAsync(without, version);
        version = await store.SaveAsync(without, version);

        Assert.Equal(
            Line(1, After(1)) + Line(2, After(2), After(1)) + Line(3, without, After(2)) + Line(4, without, without),
            await File.ReadAllTextAsync(_path));
        Assert.StartsWith("4-", version, StringComparison.Ordinal);
        AssertStored(without, version, await store.LoadAsync());
        Assert.Equal(["checkpoint.json", "checkpoint.json.lock"], FileNames());
    }

    [Fact]
    public async Task An_entry_costs_the_bytes_of_its_own_source_whatever_else_is_watched()
    {
        LogCheckpoint one = After(1);
        LogCheckpoint many = Enumerable.Range(1000, 1000)
            .Aggregate(one, (all, id) => all.With(Delivered(LogSource.Sendcloud(id), 100)));
        LogSource source = LogSource.ElasticPath("a/b");
        using var store = new FileLogCheckpointStore(_path);
        string version = await store.SaveAsync(many, expectedVersion: null);
        long before = new FileInfo(_path).Length;

        await store.SaveAsync(many.With(After(2)[source]), version);

        string line = (await File.ReadAllTextAsync(_path))[(int)before..];
        Assert.Equal(Line(2, one.With(After(2)[source]), one), line);
        Assert.Equal(
            """
            {"revision":2,"changes":[{"version":2,"source":"ElasticPath/a%2Fb","since":"2026-02-03T12:00:00.0000000Z",
            "watermark":"2026-02-03T11:59:59.9999999Z","after":"1-aacb21711a3824b0","delivered":"gej83/CN47wj8c2riWdFIwE=",
            "checksum":"16774CF43F4CAC4BF91886F496792CC6"}],"sum":"3D8FB23F6C38D3D3F69AA1C7D335E1D8"}

            """.ReplaceLineEndings(string.Empty) + "\n",
            line);
    }

    [Fact]
    public async Task Sixteen_thousand_entries_in_one_window_saved_by_the_hundred_write_a_megabyte_and_a_half_at_most()
    {
        using var store = new FileLogCheckpointStore(_path);
        string? version = null;
        long written = 0;
        long length = 0;
        LogCheckpoint? last = null;
        foreach (LogCheckpoint checkpoint in Window(entries: 16_000).Where((_, i) => i % 100 == 99))
        {
            version = await store.SaveAsync(checkpoint, version);
            long now = new FileInfo(_path).Length;

            // A file that was written anew is shorter than the lines of before.
            written += now > length ? now - length : now;
            length = now;
            last = checkpoint;
        }

        Assert.InRange(written, 0, 1_500_000);
        AssertStored(last!, version, await store.LoadAsync());
    }

    /// <summary>What the store would write, without a disk.</summary>
    [Fact]
    public void Sixteen_thousand_entries_in_one_window_saved_one_by_one_write_20_MB_at_most()
    {
        FileState? state = null;
        long written = 0;
        int anew = 0;
        foreach (LogCheckpoint checkpoint in Window(entries: 16_000))
        {
            bool isAppended = state is { IsOutgrown: false };
            state = isAppended
                ? state!.Appended(checkpoint, out byte[] line)
                : FileState.Anew((state?.Revision ?? 0) + 1, checkpoint, out line);
            written += line.Length;
            anew += isAppended ? 0 : 1;
        }

        Assert.InRange(written, 0, 20_000_000);
        Assert.InRange(anew, 2, 200);
        Assert.Equal(16_000, state!.Revision);
    }

    [Fact]
    public async Task A_file_that_lines_have_outgrown_is_replaced_by_one_of_a_line()
    {
        using var store = new FileLogCheckpointStore(_path);
        string version = await store.SaveAsync(After(0), expectedVersion: null);
        long first = new FileInfo(_path).Length;
        int saves = 1;
        while (new FileInfo(_path).Length <= first + (64 * 1024))
        {
            version = await store.SaveAsync(After(++saves % 2), version);
            Assert.Equal(saves, (await File.ReadAllLinesAsync(_path)).Length);
        }

        version = await store.SaveAsync(After(7), version);

        Assert.Equal(Line(saves + 1, After(7)), await File.ReadAllTextAsync(_path));
        AssertStored(After(7), version, await store.LoadAsync());
        Assert.Equal(["checkpoint.json", "checkpoint.json.lock"], FileNames());
    }

    [Fact]
    public async Task Of_a_file_that_was_cut_anywhere_the_last_whole_save_counts_and_the_next_goes_on_from_there()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Line(1, After(1)) + Line(2, After(2), After(1)) + Line(3, After(3), After(2)));
        int first = Array.IndexOf(whole, (byte)'\n') + 1;
        int second = Array.IndexOf(whole, (byte)'\n', first) + 1;
        for (int length = 0; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(_path, whole[..length]);
            using var store = new FileLogCheckpointStore(_path);
            if (length < first)
            {
                await AssertRefusedAsync(store.LoadAsync);
                continue;
            }

            int saves = length < second ? 1 : 2;
            StoredCheckpoint? stored = await store.LoadAsync();
            Assert.Equal(After(saves).ToJson(), stored?.Checkpoint.ToJson());
            Assert.Equal(whole[..length], await File.ReadAllBytesAsync(_path));

            string version = await store.SaveAsync(After(9), stored!.Version);
            Assert.Equal(
                Encoding.UTF8.GetString(whole[..(saves == 1 ? first : second)]) + Line(saves + 1, After(9), stored.Checkpoint),
                await File.ReadAllTextAsync(_path));
            AssertStored(After(9), version, await store.LoadAsync());
        }
    }

    [Fact]
    public void A_file_with_any_bit_flipped_is_refused()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Line(1, After(1)) + Line(2, After(2), After(1)) + Line(3, After(3), After(2)));

        Assert.Empty(Flipped(whole).Select(ReadOrNull).OfType<FileState>());
    }

    [Fact]
    public void A_checkpoint_put_there_by_hand_with_any_bit_flipped_is_refused_unless_it_means_the_same()
    {
        byte[] whole = Encoding.UTF8.GetBytes(After(1).ToJson());

        // The source's name has a %2F, which may be written %2f.
        FileState same = Assert.Single(Flipped(whole).Select(ReadOrNull).OfType<FileState>());
        Assert.Equal(After(1).ToJson(), same.Checkpoint.ToJson());
    }

    [Fact]
    public async Task A_damaged_line_is_named_by_its_number()
    {
        string damaged = Line(2, After(2), After(1)).Replace("after", "After", StringComparison.Ordinal);
        await File.WriteAllTextAsync(_path, Line(1, After(1)) + damaged + Line(3, After(3), After(2)));
        using var store = new FileLogCheckpointStore(_path);

        Assert.Contains("Line 2 of 3: ", (await AssertRefusedAsync(store.LoadAsync)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(0, 4000)]
    [InlineData(0xff, 4000)]
    public async Task What_a_loss_of_power_leaves_after_the_last_line_is_ignored_and_goes_with_the_next(byte rest, int count)
    {
        await File.WriteAllBytesAsync(_path, [.. Encoding.UTF8.GetBytes(Line(1, After(1))), .. Enumerable.Repeat(rest, count)]);
        using var store = new FileLogCheckpointStore(_path);
        StoredCheckpoint stored = (await store.LoadAsync())!;
        Assert.Equal(After(1).ToJson(), stored.Checkpoint.ToJson());

        await store.SaveAsync(After(2), stored.Version);

        Assert.Equal(Line(1, After(1)) + Line(2, After(2), stored.Checkpoint), await File.ReadAllTextAsync(_path));
    }

    [Theory]
    [MemberData(nameof(ForeignFiles))]
    public async Task A_file_that_is_no_checkpoint_is_neither_loaded_nor_replaced(string name)
    {
        await File.WriteAllTextAsync(_path, Foreign[name]);
        using var store = new FileLogCheckpointStore(_path);

        await AssertRefusedAsync(token => store.SaveAsync(After(1), null, token));
        await AssertRefusedAsync(store.LoadAsync);
        await AssertRefusedAsync(token => store.SaveAsync(After(1), "1", token));

        Assert.Equal(Foreign[name], await File.ReadAllTextAsync(_path));
        Assert.Equal(["checkpoint.json", "checkpoint.json.lock"], FileNames());
    }

    [Theory]
    [InlineData("a newer version")]
    [InlineData("lines of a newer version")]
    [InlineData("lines of a newer version with other sums")]
    public async Task A_newer_version_is_told(string name)
    {
        await File.WriteAllTextAsync(_path, Foreign[name]);
        using var store = new FileLogCheckpointStore(_path);

        Assert.Contains("is of version 3", (await AssertRefusedAsync(store.LoadAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused_by_name()
    {
        await File.WriteAllBytesAsync(_path, [0xff, 0xfe, 0x00, 0xd8]);
        using var store = new FileLogCheckpointStore(_path);

        await AssertRefusedAsync(store.LoadAsync);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_checkpoint_that_was_put_there_as_json_is_read_and_the_next_save_turns_it_into_lines(bool isIndented)
    {
        var indented = new JsonSerializerOptions { WriteIndented = isIndented };
        await File.WriteAllTextAsync(_path, JsonNode.Parse(After(1).ToJson())!.ToJsonString(indented) + "\n");
        using var store = new FileLogCheckpointStore(_path);

        StoredCheckpoint stored = (await store.LoadAsync())!;
        Assert.Equal(After(1).ToJson(), stored.Checkpoint.ToJson());
        string version = await store.SaveAsync(After(2), stored.Version);
        Assert.Equal(Line(1, After(2)), await File.ReadAllTextAsync(_path));
        await store.SaveAsync(After(3), version);
        Assert.Equal(Line(1, After(2)) + Line(2, After(3), After(2)), await File.ReadAllTextAsync(_path));
    }

    [Fact]
    public async Task A_file_of_version_1_is_read_and_moved()
    {
        const string Version1 =
            """
            {"version":1,"sources":{"Sendcloud/45":{"settledUntil":"2026-02-03T11:59:59.9999999Z","handedOut":"AA=="}},
            "checksum":"1E48F8E1DA6BD7A1BF4A48A5E3FF062F"}
            """;
        await File.WriteAllTextAsync(_path, Version1);
        using var store = new FileLogCheckpointStore(_path);

        StoredCheckpoint stored = (await store.LoadAsync())!;
        Assert.Equal(Noon.AddTicks(-1), stored.Checkpoint[LogSource.Sendcloud(45)].Watermark);
        Assert.Equal(Version1, await File.ReadAllTextAsync(_path));
        string version = await store.SaveAsync(stored.Checkpoint, stored.Version);

        Assert.Equal(Line(1, stored.Checkpoint), await File.ReadAllTextAsync(_path));
        AssertStored(stored.Checkpoint, version, await store.LoadAsync());
    }

    [Fact]
    public async Task A_set_that_has_lost_all_its_sources_is_stored_and_read_in_either_way()
    {
        LogCheckpoint none = After(1).Without(LogSource.Sendcloud(123)).Without(LogSource.ElasticPath("a/b"));
        using var store = new FileLogCheckpointStore(_path);

        string version = await store.SaveAsync(none, expectedVersion: null);
        AssertStored(none, version, await store.LoadAsync());
        version = await store.SaveAsync(After(1), version);
        version = await store.SaveAsync(none, version);
        AssertStored(none, version, await store.LoadAsync());
    }

    private static string Newer(string text) => text.Replace("\"version\":2", "\"version\":3", StringComparison.Ordinal);

    private static LogCheckpoint After(int saves) => FileCheckpoints.After(saves);

    private static string Line(long revision, LogCheckpoint checkpoint) => CheckpointFileLine.Write(revision, checkpoint) + "\n";

    private static string Line(long revision, LogCheckpoint checkpoint, LogCheckpoint earlier) =>
        CheckpointFileLine.Write(revision, checkpoint, earlier) + "\n";

    private static SourceCheckpoint Delivered(LogSource source, int count) => new(SourceProgress.From(source, Noon) with
    {
        Delivered = DeliveredLogs.Of(Enumerable.Range(0, count).Select(i => new Delivered(Noon.AddSeconds(i), Fingerprint(i)))),
    });

    /// <summary>The checkpoint after each entry of a watch of one source, none of which has settled.</summary>
    private static IEnumerable<LogCheckpoint> Window(int entries)
    {
        LogSource source = LogSource.Sendcloud(1);
        LogCheckpoint checkpoint = LogCheckpoint.Create([source], Noon);
        for (int i = 0; i < entries; i++)
        {
            SourceProgress progress = checkpoint[source].Progress;
            DeliveredLogs delivered = progress.Delivered.Add(new(Noon.AddMilliseconds(i), Fingerprint(i)));
            yield return checkpoint = checkpoint.With(new SourceCheckpoint(progress with { Delivered = delivered }));
        }
    }

    private static IEnumerable<byte[]> Flipped(byte[] content)
    {
        for (int bit = 0; bit < content.Length * 8; bit++)
        {
            byte[] flipped = [.. content];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return flipped;
        }
    }

    /// <summary>Null where it is refused.</summary>
    private static FileState? ReadOrNull(byte[] content)
    {
        try
        {
            return FileState.Read(content);
        }
        catch (Exception error) when (error is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static ulong Fingerprint(int i) => unchecked((ulong)(i + 1) * 0x9e3779b97f4a7c15);

    private static void AssertStored(LogCheckpoint checkpoint, string? version, StoredCheckpoint? stored)
    {
        Assert.Equal(checkpoint.ToJson(), stored?.Checkpoint.ToJson());
        Assert.Equal(version, stored?.Version);
    }

    private async Task<InvalidDataException> AssertRefusedAsync(Func<CancellationToken, Task> call)
    {
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => call(CancellationToken.None));
        Assert.Contains(_path, error.Message, StringComparison.Ordinal);
        return error;
    }

    private IEnumerable<string> FileNames() => _folder.GetFileSystemInfos().Select(file => file.Name).Order(StringComparer.Ordinal);
}
