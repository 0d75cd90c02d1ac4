using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationLogs.Client.Feed;

/// <summary>Lets checkpoints be part of what users serialize.</summary>
internal sealed class LogCheckpointConverter : JsonConverter<LogCheckpoint>
{
    public override LogCheckpoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        try
        {
            return CheckpointJson.Read(document.RootElement, LogCheckpointJson.Read);
        }
        catch (FormatException error)
        {
            throw new JsonException(error.Message, error);
        }
    }

    public override void Write(Utf8JsonWriter writer, LogCheckpoint value, JsonSerializerOptions options) =>
        LogCheckpointJson.Write(writer, value);
}
