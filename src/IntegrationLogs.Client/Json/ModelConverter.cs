using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationLogs.Client.Json;

/// <summary>Reads one model from the value the cursor stands on.</summary>
internal delegate T JsonRead<out T>(ref JsonCursor json);

/// <summary>Lets the models' own readers and writers serve <see cref="JsonSerializer"/>, so users can store and send records as they are.</summary>
internal abstract class ModelConverter<T> : JsonConverter<T>
    where T : class
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"A {typeof(T).Name} is a JSON object, not {reader.TokenType}.");
        }

        var json = new JsonCursor(JsonValueBytes.Read(ref reader));
        return Read(ref json);
    }

    protected abstract T Read(ref JsonCursor json);
}
