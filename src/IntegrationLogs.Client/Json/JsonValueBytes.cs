using System.Buffers;
using System.Text;
using System.Text.Json;

namespace IntegrationLogs.Client.Json;

/// <summary>The bytes of the value a foreign reader stands on, for when only the reader is at hand and not what it reads from.</summary>
internal static class JsonValueBytes
{
    public static byte[] Read(ref Utf8JsonReader reader)
    {
        JsonReaderOptions options = reader.CurrentState.Options;
        JsonElement value = JsonElement.ParseValue(ref reader);
        return options.AllowTrailingCommas || options.CommentHandling != JsonCommentHandling.Disallow
            ? WithoutExtras(value)
            : Encoding.UTF8.GetBytes(value.GetRawText());
    }

    /// <summary>The value as strict JSON: a caller's options can allow comments and trailing commas, which the text still holds.</summary>
    private static byte[] WithoutExtras(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        value.WriteTo(writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
