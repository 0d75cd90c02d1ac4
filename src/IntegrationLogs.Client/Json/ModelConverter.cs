using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationLogs.Client.Json;

/// <summary>Reads one model from the value the cursor stands on.</summary>
internal delegate T JsonRead<out T>(ref JsonCursor json);

/// <summary>
/// Lets the models' own readers and writers serve <see cref="JsonSerializer"/>, so users can store and send records as they are.
/// </summary>
internal abstract class ModelConverter<T> : JsonConverter<T>
    where T : class
{
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"A {typeof(T).Name} is a JSON object, not {reader.TokenType}.");
        }

        var json = new JsonCursor(JsonValueBytes.Read(ref reader).AsMemory());
        return Read(ref json);
    }

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => Write(writer, value);

    /// <summary>The record as it is written.</summary>
    public byte[] ToUtf8(T value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        Write(writer, value);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    protected abstract T Read(ref JsonCursor json);

    protected abstract void Write(Utf8JsonWriter writer, T value);
}
