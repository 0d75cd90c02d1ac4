using System.Text;

namespace IntegrationLogs.Client;

/// <summary>
/// Keeps a checkpoint in a file, which is replaced as a whole: however a program or a machine ends, the old or the new checkpoint is there.
/// </summary>
/// <remarks>
/// <para>
/// One store at a time may use a file, in all processes: two watches would undo each other's progress. From its first use until it is
/// disposed of, or its process ends in whatever way, a store holds a lock that the system gives up with the process. It is held on an
/// empty file beside the checkpoint, named like it with <c>.lock</c>, which stays. A new checkpoint is written to a file named with
/// <c>.tmp</c>, flushed to the disk and renamed; what a killed process leaves under that name is never read and goes with the next save.
/// </para>
/// <para>
/// The directory has to exist; no directory is made, since a mistyped one would start a watch anew. The files can be read by their owner
/// only, where the system knows file modes: names of sources hold ids of integrations, and nobody else needs them. A file that is a
/// symbolic link stays one, and what it leads to is replaced. A loss of power may bring back a checkpoint from shortly before the last.
/// </para>
/// </remarks>
public sealed class FileLogCheckpointStore : ILogCheckpointStore, IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private string _file;
    private FileStream? _lock;
    private bool _isKnownToBeOurs;
    private bool _isDisposed;

    /// <summary>Names the file, and does nothing else yet.</summary>
    /// <param name="path">The file. A relative one is taken from the current directory of now.</param>
    /// <exception cref="ArgumentException">It is empty, cannot be a path, or is a directory.</exception>
    public FileLogCheckpointStore(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        FullPath = _file = Path.GetFullPath(path);
        if (Path.EndsInDirectorySeparator(path) || Directory.Exists(FullPath))
        {
            throw new ArgumentException($"'{FullPath}' is a directory, not a file.", nameof(path));
        }
    }

    /// <summary>The file.</summary>
    public string FullPath { get; }

    /// <summary>Reads what was stored last; <see langword="null"/> where the file does not exist.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">
    /// The file is no checkpoint, is damaged, or is of another version; the message names it and says which. It is left as it is.
    /// </exception>
    /// <exception cref="DirectoryNotFoundException">Its directory does not exist; the message names it.</exception>
    /// <exception cref="IOException">Another store or process uses the file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its directory may not be read and written.</exception>
    /// <exception cref="ObjectDisposedException">The store has been disposed of.</exception>
    public async Task<LogCheckpoint?> LoadAsync(CancellationToken cancellationToken = default) =>
        await RunAloneAsync(
            () =>
            {
                LogCheckpoint? checkpoint = Read();
                _isKnownToBeOurs = true;
                return checkpoint;
            },
            cancellationToken).ConfigureAwait(false);

    /// <summary>Stores a checkpoint in the place of the one before. A file that is no checkpoint is refused, not replaced.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="cancellationToken">Gives up; then the one before stays.</param>
    /// <exception cref="InvalidDataException">
    /// The file is no checkpoint, is damaged, or is of another version; the message names it and says which. It is left as it is.
    /// </exception>
    /// <exception cref="DirectoryNotFoundException">Its directory does not exist; the message names it.</exception>
    /// <exception cref="IOException">Another store or process uses the file, or it cannot be written; the one before stays.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its directory may not be read and written.</exception>
    /// <exception cref="ObjectDisposedException">The store has been disposed of.</exception>
    public async Task SaveAsync(LogCheckpoint checkpoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        await RunAloneAsync(
            () =>
            {
                if (!_isKnownToBeOurs)
                {
                    Read();
                    _isKnownToBeOurs = true;
                }

                Replace(StrictUtf8.GetBytes(checkpoint.ToJson()), cancellationToken);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets another store use the file, once a call that is under way has ended.</summary>
    public void Dispose()
    {
        _gate.Wait();
        try
        {
            _isDisposed = true;
            _lock?.Dispose();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The file.</summary>
    public override string ToString() => FullPath;

    /// <summary>On a thread of the pool: a flush to the disk takes its time, and there is none that can be awaited.</summary>
    private async Task<T> RunAloneAsync<T>(Func<T> run, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return await Task.Run(
                () =>
                {
                    Lock();
                    return run();
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Lock()
    {
        if (_lock is not null)
        {
            return;
        }

        var file = new FileInfo(FullPath);
        _file = file.LinkTarget is null ? FullPath : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        string directory = Path.GetDirectoryName(_file)!;
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"The directory '{directory}' of the checkpoint does not exist, and is not made.");
        }

        try
        {
            _lock = Open(_file + ".lock", FileMode.OpenOrCreate);
        }
        catch (IOException error)
        {
            throw new IOException(
                $"The checkpoint '{_file}' cannot be locked. One store at a time may use it, in all processes. ({error.Message})", error);
        }
    }

    private LogCheckpoint? Read()
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(_file);
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        try
        {
            return LogCheckpoint.Parse(StrictUtf8.GetString(content));
        }
        catch (Exception error) when (error is FormatException or DecoderFallbackException)
        {
            throw new InvalidDataException($"'{_file}' cannot be read as a checkpoint, and is left as it is. {error.Message}", error);
        }
    }

    private void Replace(byte[] content, CancellationToken cancellationToken)
    {
        // Made anew each time: what lies there under this name may be anybody's, a link to somewhere else even.
        string temporary = _file + ".tmp";
        File.Delete(temporary);
        using (FileStream stream = Open(temporary, FileMode.CreateNew))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        cancellationToken.ThrowIfCancellationRequested();
        File.Move(temporary, _file, overwrite: true);
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }
}
