using System.Text;
using IntegrationLogs.Client.Feed;

namespace IntegrationLogs.Client;

/// <summary>
/// Keeps a checkpoint in a file. A save appends what is new, and now and then the file is written anew: however a program or a machine
/// ends, the checkpoint of the last save that had ended is there.
/// </summary>
/// <remarks>
/// <para>
/// One store at a time may use a file, in all processes: two watches would undo each other's progress. From its first use until it is
/// disposed of, or its process ends in whatever way, a store holds a lock that the system gives up with the process. It is held on an
/// empty file beside the checkpoint, named like it with <c>.lock</c>, which stays. Where locks do not work, as on some network drives, a
/// save that finds the file changed by another store is a <see cref="CheckpointConflictException"/>, and each save replaces the file.
/// </para>
/// <para>
/// The file has a line for each save, and is replaced by one with a single line when the appended lines outgrow it: the new file is named
/// with <c>.tmp</c>, flushed to the disk and renamed, so the directory has to be writable. What a killed process leaves under that name
/// is never read. A last line that was cut short is ignored, and goes with the next save. A file that holds a checkpoint's JSON
/// (<see cref="LogCheckpoint.ToJson"/>, version 1 included) is read, too, and the next save turns it into lines.
/// </para>
/// <para>
/// The directory has to exist; no directory is made, since a mistyped one would start a watch anew. The files can be read by their owner
/// only, where the system knows file modes: names of sources hold ids of integrations, and nobody else needs them. A file that is a
/// symbolic link stays one, and what it leads to is changed. A loss of power may bring back a checkpoint from shortly before the last.
/// </para>
/// </remarks>
public sealed class FileLogCheckpointStore : ILogCheckpointStore, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CheckpointFile _file;
    private FileState? _known;
    private bool _isDisposed;

    /// <summary>Names the file, and does nothing else yet.</summary>
    /// <param name="path">The file. A relative one is taken from the current directory of now.</param>
    /// <exception cref="ArgumentException">It is empty, cannot be a path, or is a directory.</exception>
    public FileLogCheckpointStore(string path)
        : this(path, areLocksTried: true)
    {
    }

    /// <summary>Without locks, for tests: as where they do not work.</summary>
    internal FileLogCheckpointStore(string path, bool areLocksTried)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        FullPath = Path.GetFullPath(path);
        if (Path.EndsInDirectorySeparator(path) || Directory.Exists(FullPath))
        {
            throw new ArgumentException($"'{FullPath}' is a directory, not a file.", nameof(path));
        }

        _file = new CheckpointFile(FullPath, areLocksTried);
    }

    /// <summary>The file.</summary>
    public string FullPath { get; }

    /// <summary>Reads what was stored last; <see langword="null"/> where the file does not exist.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">
    /// The file is no checkpoint, is damaged, or is of a newer version; the message names it and says which. It is left as it is.
    /// </exception>
    /// <exception cref="DirectoryNotFoundException">Its directory does not exist; the message names it.</exception>
    /// <exception cref="IOException">Another store or process uses the file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its directory may not be read and written.</exception>
    /// <exception cref="ObjectDisposedException">The store has been disposed of.</exception>
    public async Task<StoredCheckpoint?> LoadAsync(CancellationToken cancellationToken = default) =>
        await RunAloneAsync(
            () =>
            {
                _known = Read();
                return _known is null ? null : new StoredCheckpoint(_known.Checkpoint, _known.Version);
            },
            cancellationToken).ConfigureAwait(false);

    /// <summary>Stores a checkpoint in the place of the one before. A file that is no checkpoint is refused, not replaced.</summary>
    /// <param name="checkpoint">The checkpoint of all sources.</param>
    /// <param name="expectedVersion">The version of the one before; <see langword="null"/> where the file does not exist.</param>
    /// <param name="cancellationToken">Gives up; then the one before stays.</param>
    /// <returns>The version of what is stored now: how many saves there were, and the beginning of a checksum.</returns>
    /// <exception cref="CheckpointConflictException">The file has another version, or another store has changed it; it stays.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no checkpoint, is damaged, or is of a newer version; the message names it and says which. It is left as it is.
    /// </exception>
    /// <exception cref="DirectoryNotFoundException">Its directory does not exist; the message names it.</exception>
    /// <exception cref="IOException">Another store or process uses the file, or it cannot be written; the one before stays.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its directory may not be read and written.</exception>
    /// <exception cref="ObjectDisposedException">The store has been disposed of.</exception>
    public async Task<string> SaveAsync(LogCheckpoint checkpoint, string? expectedVersion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return await RunAloneAsync(
            () =>
            {
                FileState? stored = Require(expectedVersion);
                _known = stored is { IsOutgrown: false } && _file.IsLocked
                    ? Append(stored, checkpoint, cancellationToken)
                    : Replace(stored, checkpoint, cancellationToken);
                return _known.Version;
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
            _file.Dispose();
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
                    _file.Lock();
                    return run();
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private FileState? Require(string? version)
    {
        FileState? stored = _known is { Revision: > 0 } && _file.Ends(_known.Length, _known.End) ? _known : Read();
        return stored?.Version == version
            ? stored
            : throw new CheckpointConflictException($"'{_file.FullPath}'", version, stored?.Version);
    }

    private FileState? Read()
    {
        byte[]? content = _file.Read();
        try
        {
            return content is null ? null : FileState.Read(content);
        }
        catch (Exception error) when (error is FormatException or DecoderFallbackException)
        {
            throw new InvalidDataException(
                $"'{_file.FullPath}' cannot be read as a checkpoint, and is left as it is. {error.Message}", error);
        }
    }

    private FileState Append(FileState stored, LogCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        FileState next = stored.Appended(checkpoint, out byte[] line);
        cancellationToken.ThrowIfCancellationRequested();
        _file.Append(stored.Length, line);
        return next;
    }

    private FileState Replace(FileState? stored, LogCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        var next = FileState.Anew((stored?.Revision ?? 0) + 1, checkpoint, out byte[] content);
        _file.Replace(content, check: () =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            Require(stored?.Version);
        });
        return next;
    }
}
