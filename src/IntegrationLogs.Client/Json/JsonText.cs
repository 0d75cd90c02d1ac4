using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace IntegrationLogs.Client.Json;

internal static class JsonText
{
    /// <summary>The string that the reader stands on, with U+FFFD in place of what is no text.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }

        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            var repaired = new Utf8JsonReader(Repair([(byte)'"', .. reader.ValueSpan, (byte)'"']));
            repaired.Read();
            return repaired.GetString()!;
        }
    }

    /// <summary>The string that the reader stands on as UTF-8; false if it may be too long for the place, or is no text.</summary>
    public static bool TryUnescape(ref Utf8JsonReader reader, scoped Span<byte> destination, out int length)
    {
        length = 0;
        try
        {
            length = reader.ValueSpan.Length <= destination.Length ? reader.CopyString(destination) : 0;
            return length > 0;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The JSON with U+FFFD in place of what is no text: bytes that are no UTF-8, and escapes of half a surrogate pair.</summary>
    public static byte[] Repair(ReadOnlySpan<byte> json)
    {
        byte[] repaired = Utf8.IsValid(json) ? json.ToArray() : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json));
        for (int i = 0; i < repaired.Length; i++)
        {
            if (repaired[i] != '\\')
            {
                continue;
            }

            bool isHigh = IsSurrogate(repaired, i, 0xD8);
            if (isHigh && IsSurrogate(repaired, i + 6, 0xDC))
            {
                i += 11;
            }
            else if (isHigh || IsSurrogate(repaired, i, 0xDC))
            {
                "fffd"u8.CopyTo(repaired.AsSpan(i + 2));
            }
            else
            {
                i++;
            }
        }

        return repaired;
    }

    /// <summary>The bytes of the value that a foreign reader stands on: only the reader is at hand, not what it reads from.</summary>
    public static byte[] BytesOf(ref Utf8JsonReader reader)
    {
        JsonReaderOptions options = reader.CurrentState.Options;
        using JsonDocument value = JsonDocument.ParseValue(ref reader);
        return options.AllowTrailingCommas || options.CommentHandling != JsonCommentHandling.Disallow
            ? Write(value.RootElement.WriteTo)
            : JsonMarshal.GetRawUtf8Value(value.RootElement).ToArray();
    }

    /// <summary>What is written.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        write(writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Whether an escape of a surrogate is there; 0xD8 is the first byte of high ones, 0xDC of low ones.</summary>
    private static bool IsSurrogate(ReadOnlySpan<byte> json, int at, int first) =>
        at + 6 <= json.Length
        && json[at] == '\\'
        && json[at + 1] == 'u'
        && byte.TryParse(json.Slice(at + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value)
        && (value & 0xFC) == first;
}
