using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationLogs.Client.Json;

/// <summary>Lets the models' own readers and writers serve <see cref="JsonSerializer"/>, so users can store and send them as they are.</summary>
internal class ModelConverter<T> : JsonConverter<T>
    where T : class, IModel<T>
{
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"A {typeof(T).Name} is a JSON object, not {reader.TokenType}.");
        }

        return Read(JsonText.BytesOf(ref reader));
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => value.Write(writer);

    protected virtual T Read(byte[] json)
    {
        var reader = new ObjectReader(json);
        return T.Read(ref reader);
    }
}
