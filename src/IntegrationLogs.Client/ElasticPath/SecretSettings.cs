using System.Buffers;
using System.Text.Json;
using IntegrationLogs.Client.Json;

namespace IntegrationLogs.Client.ElasticPath;

/// <summary>Masks the secrets of an integration's settings, at any depth, before they are written.</summary>
internal static class SecretSettings
{
    public const string Masked = "***";

    private static readonly string[] SecretWords = ["secret", "password", "passcode", "token", "key", "credential"];

    public static JsonProperties Mask(IReadOnlyDictionary<string, RawJson> settings) =>
        new([.. settings.Select(setting => KeyValuePair.Create(
            setting.Key, IsSecret(setting.Key) && setting.Value.HasValue ? RawJson.FromText(Masked) : MaskInside(setting.Value)))]);

    /// <summary>Settings that are not the documented object: text is masked whole, as it can hold anything.</summary>
    public static RawJson MaskUnfit(RawJson settings) =>
        settings.Kind == JsonValueKind.String ? RawJson.FromText(Masked) : MaskInside(settings);

    private static RawJson MaskInside(RawJson value)
    {
        if (value.Kind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return value;
        }

        ReadOnlySpan<byte> source = value.Utf8.Span;
        var reader = new Utf8JsonReader(source, new JsonReaderOptions { MaxDepth = JsonCursor.MaxDepth });
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject: writer.WriteStartObject(); break;
                case JsonTokenType.EndObject: writer.WriteEndObject(); break;
                case JsonTokenType.StartArray: writer.WriteStartArray(); break;
                case JsonTokenType.EndArray: writer.WriteEndArray(); break;
                case JsonTokenType.PropertyName: WriteName(writer, ref reader); break;
                default:
                    writer.WriteRawValue(source[(int)reader.TokenStartIndex..(int)reader.BytesConsumed], skipInputValidation: true);
                    break;
            }
        }

        writer.Flush();
        return new RawJson(buffer.WrittenMemory);
    }

    /// <summary>Writes a name and, if it tells of a secret, the mask in place of its value.</summary>
    private static void WriteName(Utf8JsonWriter writer, ref Utf8JsonReader reader)
    {
        string name = JsonText.Read(ref reader);
        writer.WritePropertyName(name);
        if (!IsSecret(name))
        {
            return;
        }

        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            writer.WriteNullValue();
        }
        else
        {
            reader.Skip();
            writer.WriteStringValue(Masked);
        }
    }

    private static bool IsSecret(string name) => SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
