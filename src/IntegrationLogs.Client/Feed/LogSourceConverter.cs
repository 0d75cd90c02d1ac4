using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationLogs.Client.Feed;

/// <summary>A source as JSON: its name.</summary>
internal sealed class LogSourceConverter : JsonConverter<LogSource>
{
    public override LogSource Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && LogSource.TryParse(reader.GetString(), out LogSource? source)
            ? source
            : throw new JsonException("A source of logs is text, such as 'Sendcloud/123'.");

    public override void Write(Utf8JsonWriter writer, LogSource value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name);
}
