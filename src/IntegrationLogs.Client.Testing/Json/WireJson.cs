using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IntegrationLogs.Client.Testing.Json;

internal static class WireJson
{
    // The vendors send "+01:00" and "<html>" as they are, not as escapes.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>A record, or what was read in place of one.</summary>
    public static byte[] Write<T>(T record, UnreadableRecord? unreadable, Action<Utf8JsonWriter, T> write) =>
        unreadable is null ? Write(record, write) : unreadable.Bytes.ToArray();

    public static byte[] Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer, value);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
