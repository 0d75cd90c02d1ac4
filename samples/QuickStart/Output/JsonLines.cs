using System.Buffers;
using System.Text.Json;
using QuickStart.Streaming;

namespace QuickStart.Output;

/// <summary>Writes each log as one line of JSON, at once, so that the next program in a pipe can work on it.</summary>
internal sealed class JsonLines(Stream output) : IDisposable
{
    private const int BrokenPipe = 32;

    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _writer = new(Stream.Null);

    public void Write(StreamedLog log)
    {
        _line.ResetWrittenCount();
        _writer.Reset(_line);
        _writer.WriteStartObject();
        _writer.WriteString("vendor", VendorNames.KeyOf(log.Vendor));
        _writer.WritePropertyName("log");
        log.Write(_writer);
        _writer.WriteEndObject();
        _writer.Flush();
        Span<byte> end = _line.GetSpan(1);
        end[0] = (byte)'\n';
        _line.Advance(1);
        Send();
    }

    public void Dispose()
    {
        _writer.Dispose();
        output.Dispose();
    }

    private void Send()
    {
        byte[] line = _line.WrittenSpan.ToArray();

        // Fields kept as the vendor wrote them may be spread over lines; inside JSON strings there are no raw line breaks.
        line.AsSpan(0, line.Length - 1).Replace((byte)'\n', (byte)' ');
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
