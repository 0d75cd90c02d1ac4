using System.Buffers;
using System.Text.Json;
using IntegrationLogs.Client;

namespace Samples;

/// <summary>Writes each log as one line of JSON, at once, so that the next program in a pipe can work on it.</summary>
internal sealed class JsonLines(Stream output) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _writer = new(Stream.Null);

    public void Write(IntegrationVendor vendor, Action<Utf8JsonWriter> writeLog)
    {
        _line.ResetWrittenCount();
        _writer.Reset(_line);
        _writer.WriteStartObject();
        _writer.WriteString("vendor", VendorNames.KeyOf(vendor));
        _writer.WritePropertyName("log");
        writeLog(_writer);
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
        StandardOutput.Send(output, line);
    }
}
