using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client;

/// <summary>
/// A JSON value of a shape the vendor does not promise (text in one log, an object in the next), kept as the UTF-8 it arrived in
/// and read only when asked for.
/// </summary>
/// <remarks>
/// <see langword="default"/> stands for a field that was not there: its <see cref="Kind"/> is <see cref="JsonValueKind.Undefined"/>.
/// Bytes that are no UTF-8 are kept as U+FFFD. <see cref="ToString"/> tells the kind and the size, never the content: it may hold a
/// shop's headers or payloads.
/// </remarks>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public readonly struct RawJson : IEquatable<RawJson>
{
    private readonly ReadOnlyMemory<byte> _utf8;

    internal RawJson(ReadOnlyMemory<byte> validUtf8) => _utf8 = validUtf8;

    /// <summary>The JSON text as UTF-8, exactly as it was received; empty when the field was not there.</summary>
    public ReadOnlyMemory<byte> Utf8 => _utf8;

    /// <summary>Which kind of JSON value this is; <see cref="JsonValueKind.Undefined"/> when the field was not there.</summary>
    public JsonValueKind Kind => _utf8.IsEmpty
        ? JsonValueKind.Undefined
        : _utf8.Span[0] switch
        {
            (byte)'{' => JsonValueKind.Object,
            (byte)'[' => JsonValueKind.Array,
            (byte)'"' => JsonValueKind.String,
            (byte)'t' => JsonValueKind.True,
            (byte)'f' => JsonValueKind.False,
            (byte)'n' => JsonValueKind.Null,
            _ => JsonValueKind.Number,
        };

    /// <summary>Whether there is anything to read: neither missing nor <c>null</c>.</summary>
    public bool HasValue => Kind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The text, unescaped, if this is a JSON string; otherwise <see langword="null"/>.</summary>
    public string? AsText()
    {
        if (Kind != JsonValueKind.String)
        {
            return null;
        }

        var reader = new Utf8JsonReader(_utf8.Span);
        reader.Read();
        return JsonText.Read(ref reader);
    }

    /// <summary>The JSON as text, exactly as it was received: a string keeps its quotes. Empty when the field was not there.</summary>
    public string GetRawText() => Encoding.UTF8.GetString(_utf8.Span);

    /// <summary>The value as a <see cref="JsonElement"/>; <see langword="default"/> when the field was not there.</summary>
    public JsonElement ToElement()
    {
        if (_utf8.IsEmpty)
        {
            return default;
        }

        var reader = new Utf8JsonReader(_utf8.Span, new JsonReaderOptions { MaxDepth = ObjectReader.MaxDepth });
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>The value read as <typeparamref name="T"/>; <see langword="default"/> when the field was not there.</summary>
    /// <exception cref="JsonException">The value has another shape than <typeparamref name="T"/>.</exception>
    public T? Deserialize<T>(JsonTypeInfo<T> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        return _utf8.IsEmpty ? default : JsonSerializer.Deserialize(_utf8.Span, typeInfo);
    }

    /// <summary>A JSON string holding <paramref name="text"/>; JSON <c>null</c> for <see langword="null"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="text"/> is not valid Unicode: it has half of a surrogate pair.</exception>
    public static RawJson FromText(string? text) => text is null
        ? new RawJson("null"u8.ToArray())
        : new RawJson(Encoding.UTF8.GetBytes('"' + JsonEncodedText.Encode(text).ToString() + '"'));

    /// <summary>The value that <paramref name="json"/> holds.</summary>
    /// <exception cref="JsonException"><paramref name="json"/> is not exactly one JSON value.</exception>
    public static RawJson Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = ObjectReader.MaxDepth });
        reader.Read();
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        int end = (int)reader.BytesConsumed;
        while (reader.Read())
        {
        }

        return new RawJson(utf8.AsMemory(start, end - start));
    }

    /// <summary>The value of <paramref name="element"/>.</summary>
    public static RawJson FromElement(JsonElement element) => element.ValueKind == JsonValueKind.Undefined
        ? default
        : new RawJson(Encoding.UTF8.GetBytes(element.GetRawText()));

    /// <summary>Whether both hold the same JSON text, byte for byte.</summary>
    public bool Equals(RawJson other) => _utf8.Span.SequenceEqual(other._utf8.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RawJson other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(_utf8.Span);
        return hash.ToHashCode();
    }

    /// <summary>The kind and the size in bytes, never the content.</summary>
    public override string ToString() => _utf8.IsEmpty ? "Undefined" : $"{Kind} ({_utf8.Length} bytes)";

    /// <summary>Whether both hold the same JSON text, byte for byte.</summary>
    public static bool operator ==(RawJson left, RawJson right) => left.Equals(right);

    /// <summary>Whether the two hold different JSON text.</summary>
    public static bool operator !=(RawJson left, RawJson right) => !left.Equals(right);
}
