using System.Globalization;
using System.Text;

namespace IntegrationLogs.Client.Feed;

/// <summary>What a checkpoint's file holds.</summary>
/// <param name="Checkpoint">The checkpoint after its last line.</param>
/// <param name="Revision">The number of the save that wrote it; 0 for a file without lines, a checkpoint's JSON alone.</param>
/// <param name="Sum">A checksum of its last line, or of a file without lines.</param>
/// <param name="FirstLength">How many bytes its first line takes.</param>
/// <param name="Length">How many bytes all its lines take. What may follow was cut short, and does not count.</param>
internal sealed record FileState(LogCheckpoint Checkpoint, long Revision, string Sum, long FirstLength, long Length)
{
    /// <summary>Appended lines may take so many bytes, or as many as the first line, before the file is written anew.</summary>
    private const long LeastAppended = 64 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Version => string.Create(CultureInfo.InvariantCulture, $"{Revision}-{Sum.AsSpan(0, 8)}");

    /// <summary>Whether it is time to write it anew, as one line.</summary>
    public bool IsOutgrown => Revision == 0 || Length - FirstLength > Math.Max(LeastAppended, FirstLength);

    /// <summary>The end of its last line; empty for a file without lines.</summary>
    public byte[] End => Revision == 0 ? [] : Utf8.GetBytes(CheckpointFileLine.EndWith(Sum) + "\n");

    /// <exception cref="FormatException">It is no checkpoint, is damaged, or is of a newer version.</exception>
    /// <exception cref="DecoderFallbackException">It is no text.</exception>
    public static FileState Read(byte[] content)
    {
        if (!content.AsSpan().StartsWith(Utf8.GetBytes(CheckpointFileLine.Start)))
        {
            string json = Utf8.GetString(content);
            return new(LogCheckpoint.Parse(json), Revision: 0, CheckpointJson.Checksum([json]), FirstLength: 0, content.Length);
        }

        int end = Array.LastIndexOf(content, (byte)'\n') + 1;
        string[] lines = Utf8.GetString(content, 0, end).Split('\n')[..^1];
        string rest = Encoding.UTF8.GetString(content, end, content.Length - end);
        if (lines.Length == 0 || (rest.Length > 0 && CheckpointFileLine.IsWhole(rest[..^1])))
        {
            // The first is never written in part, and of another one that was, more is missing than its end.
            throw CheckpointJson.Damaged("its last line does not end");
        }

        (long revision, LogCheckpoint checkpoint) = CheckpointFileLine.ReadFirst(lines[0]);
        for (int i = 1; i < lines.Length; i++)
        {
            checkpoint = ReadChanges(lines, i, ++revision, checkpoint);
        }

        return new(checkpoint, revision, CheckpointFileLine.SumOf(lines[^1]), Utf8.GetByteCount(lines[0]) + 1, end);
    }

    /// <summary>The state after a save that appends a line.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="line">The line.</param>
    public FileState Appended(LogCheckpoint checkpoint, out byte[] line)
    {
        string text = CheckpointFileLine.Write(Revision + 1, checkpoint, Checkpoint);
        line = Utf8.GetBytes(text + "\n");
        return new(checkpoint, Revision + 1, CheckpointFileLine.SumOf(text), FirstLength, Length + line.Length);
    }

    /// <summary>The state after a save that writes the file anew.</summary>
    /// <param name="revision">The number of the save.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="line">The content of the file.</param>
    public static FileState Anew(long revision, LogCheckpoint checkpoint, out byte[] line)
    {
        string text = CheckpointFileLine.Write(revision, checkpoint);
        line = Utf8.GetBytes(text + "\n");
        return new(checkpoint, revision, CheckpointFileLine.SumOf(text), line.Length, line.Length);
    }

    private static LogCheckpoint ReadChanges(string[] lines, int i, long revision, LogCheckpoint earlier)
    {
        try
        {
            return CheckpointFileLine.ReadChanges(lines[i], revision, earlier);
        }
        catch (FormatException error)
        {
            throw new FormatException($"Line {i + 1} of {lines.Length}: {error.Message} The lines before it are an older one.", error);
        }
    }
}
