using System.Globalization;
using System.Text.Json;

namespace IntegrationLogs.Client.Hosting;

/// <summary>
/// A file that lines are appended to, and the full ones beside it. A lock on an empty file, named like it with <c>.lock</c>, keeps other
/// writers away until this one is disposed of or its process ends. Readers are free to read.
/// </summary>
internal sealed class JsonLinesFile(string path, long? mostBytes, bool daily, int mostFiles) : IDisposable
{
    /// <summary>When a line was written: by that, a file knows its day after a restart.</summary>
    public const string WrittenAt = "writtenAt";

    /// <summary>More than any line that is looked at for its day.</summary>
    private const int TailBytes = 64 * 1024;

    private readonly object _gate = new();
    private FileStream? _lock;
    private FileStream? _stream;
    private DateOnly? _day;
    private bool _isDisposed;

    public string FullPath => path;

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            Close();
            _lock?.Dispose();
        }
    }

    /// <summary>Appends whole lines, and ends when they are on the disk.</summary>
    /// <exception cref="IOException">They could not be written, or another program writes to the file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its directory may not be written.</exception>
    public void Append(byte[] lines, DateTimeOffset now)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            try
            {
                _lock ??= new FileStream($"{path}.lock", OptionsOf(FileShare.None));
                _stream ??= Open();
                if (_stream.Length > 0 && (_stream.Length + lines.Length > mostBytes || (daily && _day < DayOf(now))))
                {
                    Rotate(now);
                }

                _stream!.Write(lines);
                _stream.Flush(flushToDisk: true);
                _day = DayOf(now);
            }
            catch
            {
                // Whatever is half written is cut when it is opened again.
                Close();
                throw;
            }
        }
    }

    private static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    private void Close()
    {
        try
        {
            _stream?.Dispose();
        }
        catch (IOException)
        {
            // What could not be flushed was not told to be written.
        }

        _stream = null;
    }

    private static FileStreamOptions OptionsOf(FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = share,

            // Without a buffer of its own, nothing is left to be written when it is closed after a failure.
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private FileStream Open()
    {
        // Windows renames a file only where its readers allow that it is deleted.
        var stream = new FileStream(path, OptionsOf(FileShare.ReadWrite | FileShare.Delete));
        try
        {
            CutTornLine(stream);
            stream.Seek(0, SeekOrigin.End);
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Cuts what is behind the last end of a line, and learns of which day that line is.</summary>
    private void CutTornLine(FileStream stream)
    {
        long end = EndOfLineBefore(stream, stream.Length);
        if (end < stream.Length)
        {
            stream.SetLength(end);
            stream.Flush(flushToDisk: true);
        }

        _day = end == 0 ? null : DayIn(stream, EndOfLineBefore(stream, end - 1), end);
    }

    /// <summary>The position behind the last line feed before a position; 0 where there is none.</summary>
    private static long EndOfLineBefore(FileStream stream, long position)
    {
        byte[] block = new byte[TailBytes];
        while (position > 0)
        {
            int length = (int)Math.Min(block.Length, position);
            stream.Seek(position - length, SeekOrigin.Begin);
            stream.ReadExactly(block, 0, length);
            int at = block.AsSpan(0, length).LastIndexOf((byte)'\n');
            if (at >= 0)
            {
                return position - length + at + 1;
            }

            position -= length;
        }

        return 0;
    }

    private static DateOnly? DayIn(FileStream stream, long start, long end)
    {
        byte[] line = new byte[end - start];
        stream.Seek(start, SeekOrigin.Begin);
        stream.ReadExactly(line);
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty(WrittenAt, out JsonElement written)
                && written.ValueKind == JsonValueKind.String && written.TryGetDateTimeOffset(out DateTimeOffset time)
                ? DayOf(time)
                : null;
        }
        catch (JsonException)
        {
            // Somebody else's line.
            return null;
        }
    }

    private void Rotate(DateTimeOffset now)
    {
        Close();
        string directory = Path.GetDirectoryName(path)!;
        string name = Path.GetFileNameWithoutExtension(path);
        string extension = Path.GetExtension(path);
        string stamp = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        string full;
        int number = 0;
        do
        {
            full = Path.Combine(directory, $"{name}.{stamp}-{number++:0000}{extension}");
        }
        while (File.Exists(full));

        File.Move(path, full);
        string[] old = [.. FullFiles(directory, name, extension).Order(StringComparer.Ordinal)];
        foreach (string oldest in old.Take(Math.Max(0, old.Length - mostFiles)))
        {
            File.Delete(oldest);
        }

        _stream = Open();
    }

    private static IEnumerable<string> FullFiles(string directory, string name, string extension) => Directory.EnumerateFiles(directory)
        .Where(file => Path.GetFileName(file) is string one
            && one.Length == name.Length + extension.Length + ".yyyyMMddTHHmmss-0000".Length
            && one.StartsWith($"{name}.", StringComparison.Ordinal)
            && one.EndsWith(extension, StringComparison.Ordinal)
            && one[name.Length + 9] == 'T'
            && one[name.Length + 16] == '-');
}
