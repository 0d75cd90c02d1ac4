using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>
/// Makes JSON text out of an example: fields dropped, nulled, of another type, repeated, unknown, out of order, with escaped names —
/// at every level. What comes out is always valid JSON.
/// </summary>
internal static class JsonVariants
{
    private static readonly string[] Scalars =
    [
        "0", "-0", "1", "-1", "404", "404.0", "4.04e2", "1e-30", "0.25290", "0.00000001", "1.00000000000000000000000000000001", "1e400",
        "9223372036854775807", "9223372036854775808", "123456789012345678901234567890", "922337203685.5", "1e20", "-5.5", "true", "false",
        "null", "\"\"", "\"404\"", "\" 404\"", "\"0.25\"", "\"true\"", "\"False\"", "\"null\"", "\"x\"", "\"\\u0000\\n\\\"\\\\/\"",
        "\"\\ud83d\\ude00\"", "\"é漢😀\"", "\"2017-10-30T18:15:40.087650928Z\"", "\"2023-03-01T02:02:00\"", "\"2023-13-01T02:02:00Z\"",
        "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59.9999999999-14:00\"", "\"integration\"", "\"integration-job\"",
    ];

    public static string Of(string example, Random random) => Write(JsonNode.Parse(example), random);

    private static string Write(JsonNode? node, Random random) => node switch
    {
        JsonObject fields => WriteObject(fields, random),
        JsonArray items => $"[{string.Join(",", items.Select(item => random.Once(6) ? Value(random, 2) : Write(item, random)))}]",
        null => "null",
        _ => node.ToJsonString(),
    };

    private static string WriteObject(JsonObject fields, Random random)
    {
        var written = new List<string>();
        foreach ((string name, JsonNode? value) in fields)
        {
            if (random.Once(12))
            {
                written.Add(Field(name, Value(random, 2), random));
            }

            if (random.Once(12))
            {
                written.Add(Field(name, Write(value, random), random));
            }

            if (!random.Once(10))
            {
                written.Add(Field(name, Changed(value, random), random));
            }

            if (random.Once(10))
            {
                written.Add(Field(random.OneOf("unknown", "x", "", "secret", "Id", "links", "é😀"), Value(random, 3), random));
            }
        }

        if (random.Once(4))
        {
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(written));
        }

        return $"{{{string.Join(random.OneOf(",", " ,\n\t"), written)}}}";
    }

    private static string Changed(JsonNode? value, Random random) => random.Next(10) switch
    {
        0 => "null",
        1 or 2 => Value(random, 2),
        3 when value is JsonValue number && number.GetValueKind() == JsonValueKind.Number => $"\"{number.ToJsonString()}\"",
        4 when value is JsonValue boolean && boolean.GetValueKind() is JsonValueKind.True or JsonValueKind.False => $"\"{value}\"",
        _ => Write(value, random),
    };

    private static string Value(Random random, int depth) => random.Next(depth > 0 ? 8 : 6) switch
    {
        6 => $"[{string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => Value(random, depth - 1)))}]",
        7 => $"{{{string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => Field(
            random.OneOf("id", "data", "type", "timestamps", "created_at", "secret_key", "a"), Value(random, depth - 1), random)))}}}",
        _ => random.OneOf(Scalars),
    };

    private static string Field(string name, string value, Random random) => $"\"{Name(name, random)}\"{random.OneOf("", " ")}:{value}";

    private static string Name(string name, Random random)
    {
        if (!random.Once(8))
        {
            return name;
        }

        var escaped = new StringBuilder();
        foreach (char c in name)
        {
            escaped.Append(random.Once(2) || char.IsSurrogate(c)
                ? "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture)
                : c.ToString());
        }

        return escaped.ToString();
    }
}
