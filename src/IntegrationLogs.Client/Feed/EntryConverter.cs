using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationLogs.Client.Feed;

/// <summary>Lets entries be stored and sent as JSON.</summary>
internal abstract class EntryConverter<T> : JsonConverter<T>
    where T : IntegrationLogEntry
{
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return Read(document.RootElement);
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            throw new JsonException($"This is no {typeof(T).Name}: a value is of another kind.", error);
        }
    }

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        var json = new EntryJson(writer, options);
        writer.WriteStartObject();
        json.Write(value);
        if (value is WatchedEntry watched)
        {
            json.Text(nameof(watched.Key), watched.Key);
            json.Text(nameof(watched.FoundIn), watched.FoundIn.Name);
            json.Boolean(nameof(watched.IsLate), watched.IsLate);
            json.Begins(nameof(watched.Checkpoint), hasValue: true);
            LogCheckpointJson.Write(writer, watched.Checkpoint);
        }

        writer.WriteEndObject();
    }

    protected abstract T Read(JsonElement json);
}
