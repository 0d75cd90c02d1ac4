using System.Text.Json;

namespace IntegrationLogs.Client.Json;

internal static class JsonEnd
{
    /// <summary>Whether a text is the beginning of an object or a list: nothing is wrong with it but that it breaks off.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(
            text, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = ObjectReader.MaxDepth }));
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return reader.CurrentDepth > 0 || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
    }
}
