using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationLogs.Client.Json;

internal sealed class RawJsonConverter : JsonConverter<RawJson>
{
    public override bool HandleNull => true;

    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonText.BytesOf(ref reader));

    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) => Write(writer, value);

    public static void Write(Utf8JsonWriter writer, RawJson value) =>
        writer.WriteRawValue(value.Utf8.IsEmpty ? "null"u8 : value.Utf8.Span, skipInputValidation: true);
}
