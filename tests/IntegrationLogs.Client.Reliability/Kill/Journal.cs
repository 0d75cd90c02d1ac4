using System.Text;

namespace IntegrationLogs.Client.Reliability.Kill;

/// <summary>Lines in a file. A kill can leave half of the last one: it does not count, and goes when the journal is opened again.</summary>
internal sealed class Journal : IDisposable
{
    /// <summary>Between an entry's key and what else is on its line.</summary>
    public const char Separator = '\t';

    private readonly FileStream _file;

    private Journal(FileStream file, IReadOnlyList<string> lines) => (_file, Lines) = (file, lines);

    /// <summary>The lines that were whole when the journal was opened.</summary>
    public IReadOnlyList<string> Lines { get; }

    public static string KeyOf(string line) => line.Split(Separator)[0];

    public static Journal Open(string path)
    {
        (IReadOnlyList<string> lines, _, long whole) = Read(path);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.SetLength(whole);
        file.Seek(0, SeekOrigin.End);
        return new Journal(file, lines);
    }

    /// <summary>The whole lines, whether there is half a line after them, and how many bytes the whole ones are.</summary>
    public static (IReadOnlyList<string> Lines, bool IsTorn, long WholeBytes) Read(string path)
    {
        byte[] content = File.Exists(path) ? File.ReadAllBytes(path) : [];
        int whole = Array.LastIndexOf(content, (byte)'\n') + 1;
        string[] lines = Encoding.UTF8.GetString(content, 0, whole).Split('\n');
        return (lines[..^1], whole < content.Length, whole);
    }

    /// <summary>To the system at once: a kill takes nothing back.</summary>
    public void Write(string text) => _file.Write(Encoding.UTF8.GetBytes(text));

    public void Dispose() => _file.Dispose();
}
