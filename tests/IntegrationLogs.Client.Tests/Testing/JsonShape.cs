using System.Text.Json;

namespace IntegrationLogs.Client.Tests.Testing;

/// <summary>The field names and JSON kinds of a value, recursively, as one line a field; a list has the shape of its first item.</summary>
internal static class JsonShape
{
    public static string[] Of(JsonElement value) => [.. Lines(value, "$").Order(StringComparer.Ordinal)];

    public static JsonElement Example(string name)
    {
        using Stream stream = typeof(JsonShape).Assembly.GetManifestResourceStream($"IntegrationLogs.Client.Tests.Examples.{name}.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    private static IEnumerable<string> Lines(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Lines(field.Value, $"{path}.{field.Name}")).Prepend($"{path}: object"),
        JsonValueKind.Array => value.EnumerateArray().Take(1).SelectMany(item => Lines(item, $"{path}[]")).Prepend($"{path}: array"),
        JsonValueKind.True or JsonValueKind.False => [$"{path}: boolean"],
        _ => [$"{path}: {value.ValueKind}"],
    };
}
