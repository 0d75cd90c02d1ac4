using System.Text;
using System.Text.Json;

namespace IntegrationLogs.Client.Json;

/// <summary>The bytes of the value a foreign reader stands on, for when only the reader is at hand and not what it reads from.</summary>
internal static class JsonValueBytes
{
    public static byte[] Read(ref Utf8JsonReader reader) => Encoding.UTF8.GetBytes(JsonElement.ParseValue(ref reader).GetRawText());
}
