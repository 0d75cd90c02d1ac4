using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationLogs.Client.Tests.Infrastructure;

internal static class JsonAssert
{
    /// <summary>Asserts that both texts hold the same JSON: order and escapes aside, of a repeated name the last value.</summary>
    public static void Same(string expected, string actual) => Same(Node(expected), actual);

    public static void Same(JsonNode? expected, string actual)
    {
        if (!JsonNode.DeepEquals(expected, Node(actual)))
        {
            Assert.Fail($"Not the same JSON.\nExpected: {expected?.ToJsonString()}\nActual:   {actual}");
        }
    }

    public static JsonNode? Node(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 300 });
        return Node(document.RootElement);
    }

    private static JsonNode? Node(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Node)]);
            case JsonValueKind.Object:
                var result = new JsonObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    result[property.Name] = Node(property.Value);
                }

                return result;
            default:
                return JsonValue.Create(element.Clone());
        }
    }
}
