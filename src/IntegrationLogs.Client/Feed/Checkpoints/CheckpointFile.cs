using Microsoft.Win32.SafeHandles;

namespace IntegrationLogs.Client.Feed;

/// <summary>The file of a checkpoint, its lock, and the two ways to change it: a line more, or another file in its place.</summary>
/// <param name="path">Where it is; this may be a link.</param>
/// <param name="areLocksTried">Whether to try to lock at all, which only tests do not: to them, locks do not work.</param>
internal sealed class CheckpointFile(string path, bool areLocksTried) : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private FileStream? _lock;
    private string? _target;

    /// <summary>The file; where it is a link, what it leads to, once that is locked.</summary>
    public string FullPath => _target ?? path;

    /// <summary>Whether no other store can use the file. Where locks do not work, another may come in between at any moment.</summary>
    public bool IsLocked { get; private set; }

    /// <exception cref="DirectoryNotFoundException">There is no directory.</exception>
    /// <exception cref="IOException">Another has the lock, or it cannot be made.</exception>
    public void Lock()
    {
        if (_lock is not null)
        {
            return;
        }

        var file = new FileInfo(path);
        _target = file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        string directory = Path.GetDirectoryName(FullPath)!;
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"The directory '{directory}' of the checkpoint does not exist, and is not made.");
        }

        try
        {
            _lock = OpenLock();
        }
        catch (IOException error)
        {
            throw new IOException(
                $"The checkpoint '{FullPath}' cannot be locked. One store at a time may use it, in all processes, and its directory has to "
                + $"be writable. ({error.Message})",
                error);
        }

        IsLocked = !CanBeLockedAgain();
    }

    /// <summary>Null where there is none.</summary>
    public byte[]? Read()
    {
        try
        {
            return File.ReadAllBytes(FullPath);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether it has a length, and the bytes before its end are these.</summary>
    public bool Ends(long length, byte[] with)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(FullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var end = new byte[with.Length];
            return RandomAccess.GetLength(file) == length
                && RandomAccess.Read(file, end, length - with.Length) == with.Length
                && end.AsSpan().SequenceEqual(with);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Writes a line at its end, and makes sure that it is on the disk; where that fails, nothing is written.</summary>
    /// <param name="end">How many bytes count: what follows was cut short, and is overwritten.</param>
    /// <param name="line">The line.</param>
    public void Append(long end, byte[] line)
    {
        // Others may read it meanwhile, such as a backup.
        using var file = new FileStream(
            FullPath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        try
        {
            file.SetLength(end);
            file.Seek(end, SeekOrigin.Begin);
            file.Write(line);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            // Whoever is told that nothing was stored must not find it stored.
            file.SetLength(end);
            throw;
        }
    }

    /// <summary>
    /// Puts another file in its place, once that is on the disk. Where that fails, the old one stays and nothing is left behind.
    /// </summary>
    /// <param name="content">The content of the other.</param>
    /// <param name="check">Is called right before; what it throws leaves the old one in its place.</param>
    public void Replace(byte[] content, Action check)
    {
        // Two stores that no lock keeps apart must not write to one temporary file.
        string temporary = IsLocked ? $"{FullPath}.tmp" : $"{FullPath}.{Guid.NewGuid():N}.tmp";

        // Made anew each time: what lies there under this name may be anybody's, a link to somewhere else even.
        File.Delete(temporary);
        try
        {
            using (var file = new FileStream(temporary, OptionsOf(FileMode.CreateNew, FileShare.None)))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            check();
            Move(temporary);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    public void Dispose() => _lock?.Dispose();

    private void Move(string temporary)
    {
        try
        {
            File.Move(temporary, FullPath, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"'{FullPath}' cannot be replaced ({error.Message}). Its directory has to be writable: in a container, mount the directory, "
                + "not the file.",
                error);
        }
    }

    private bool CanBeLockedAgain()
    {
        try
        {
            OpenLock().Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private FileStream OpenLock() =>
        new($"{FullPath}.lock", OptionsOf(FileMode.OpenOrCreate, areLocksTried ? FileShare.None : FileShare.ReadWrite));

    private static FileStreamOptions OptionsOf(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
