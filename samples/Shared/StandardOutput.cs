using Microsoft.Win32.SafeHandles;

namespace Samples;

internal static class StandardOutput
{
    private const int BrokenPipe = 32;

    /// <summary>
    /// Standard output as a stream that reports a closed pipe: the console's own swallows it, and a program would go on reading for
    /// nobody. Files keep the console's, which leaves their position to the system.
    /// </summary>
    public static Stream Open()
    {
        if (!OperatingSystem.IsWindows())
        {
            var handle = new SafeFileHandle(1, ownsHandle: false);
            var stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);
            if (!stream.CanSeek)
            {
                return stream;
            }
        }

        return Console.OpenStandardOutput();
    }

    /// <exception cref="ReaderGoneException">Nobody reads it any more.</exception>
    public static void Send(Stream output, ReadOnlySpan<byte> line)
    {
        try
        {
            output.Write(line);
        }
        catch (IOException error) when (error.HResult == BrokenPipe)
        {
            throw new ReaderGoneException(error);
        }
    }
}
