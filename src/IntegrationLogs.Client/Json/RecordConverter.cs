using System.Text.Json;

namespace IntegrationLogs.Client.Json;

/// <summary>
/// Also writes and reads records that cannot be read, as <c>{"$unreadable":{"reason":…,"bytes":…}}</c>: their bytes need not be JSON.
/// </summary>
internal sealed class RecordConverter<T> : ModelConverter<T>
    where T : class, IVendorRecord<T>
{
    private static ReadOnlySpan<byte> Name => "$unreadable"u8;

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (value.Unreadable is not UnreadableRecord unreadable)
        {
            value.Write(writer);
            return;
        }

        writer.WriteStartObject();
        writer.WriteStartObject(Name);
        writer.WriteString("reason"u8, unreadable.Reason);
        writer.WriteBase64String("bytes"u8, value.HoldsSecrets ? default : unreadable.Bytes.Span);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    protected override T Read(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueSpan.SequenceEqual(Name))
        {
            return base.Read(json);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement unreadable = document.RootElement.GetProperty(Name);
            return T.From(new UnreadableRecord(
                unreadable.GetProperty("reason"u8).GetString()!, unreadable.GetProperty("bytes"u8).GetBytesFromBase64()));
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException("An unreadable record has a 'reason' and 'bytes' in base64.", error);
        }
    }
}
