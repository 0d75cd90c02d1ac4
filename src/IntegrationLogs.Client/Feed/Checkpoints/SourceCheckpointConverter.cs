using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationLogs.Client.Feed;

/// <summary>Lets a source's checkpoint be part of what users serialize.</summary>
internal sealed class SourceCheckpointConverter : JsonConverter<SourceCheckpoint>
{
    public override SourceCheckpoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        try
        {
            return new SourceCheckpoint(CheckpointJson.Read(document.RootElement, SourceCheckpointJson.Read));
        }
        catch (FormatException error)
        {
            throw new JsonException(error.Message, error);
        }
    }

    public override void Write(Utf8JsonWriter writer, SourceCheckpoint value, JsonSerializerOptions options) =>
        SourceCheckpointJson.Write(writer, value.Progress);
}
