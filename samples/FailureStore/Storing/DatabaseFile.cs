using System.Buffers.Binary;

namespace FailureStore.Storing;

/// <summary>The file of a database, which is looked at before SQLite opens it: opening alone may write to a file.</summary>
internal static class DatabaseFile
{
    /// <summary>What SQLite keeps in the header of a file to tell whose it is.</summary>
    public const int ApplicationId = 0x494C_4653;

    public const int Version = 1;

    private const int HeaderLength = 100;
    private const int VersionAt = 60;
    private const int ApplicationIdAt = 68;

    /// <summary>Makes the file, for its owner only: it will hold what others need not see.</summary>
    public static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }

    /// <exception cref="DatabaseException">It is something else; it is left as it is.</exception>
    public static void RequireOurs(string path)
    {
        if (Directory.Exists(path))
        {
            throw new DatabaseException($"'{path}' is a directory, not a database.");
        }

        byte[] header = new byte[HeaderLength];
        using FileStream file = File.OpenRead(path);
        int length = file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        if (length == 0)
        {
            // What a program leaves that was ended before it had written anything.
            return;
        }

        if (!header.AsSpan().StartsWith("SQLite format 3\0"u8) || Number(header, ApplicationIdAt) != ApplicationId)
        {
            throw new DatabaseException($"'{path}' is no database of this sample, and is left as it is.");
        }

        if (Number(header, VersionAt) is int version and not Version)
        {
            throw new DatabaseException($"'{path}' is of version {version}, not {Version}, and is left as it is.");
        }
    }

    private static int Number(byte[] header, int at) => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(at));
}
