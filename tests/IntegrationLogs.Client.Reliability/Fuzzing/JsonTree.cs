using System.Text;
using System.Text.Json;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>
/// A JSON value that can be made into what no JSON library would write: fields can repeat, names and scalars are text as it stands on the
/// wire, and anything can stand around a value.
/// </summary>
internal sealed class JsonTree
{
    private JsonTree(JsonValueKind kind) => Kind = kind;

    public JsonValueKind Kind { get; private set; }

    /// <summary>A scalar's text, quotes and escapes included.</summary>
    public string Scalar { get; private set; } = string.Empty;

    /// <summary>A list's items or an object's fields; an item's name is not used.</summary>
    public List<(string Name, JsonTree Value)> Children { get; private set; } = [];

    /// <summary>What stands before and after it: brackets, ten thousand of them if need be.</summary>
    public (string Before, string After) Around { get; set; } = (string.Empty, string.Empty);

    public static JsonTree Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return From(document.RootElement);
    }

    public static JsonTree Of(string scalar) => new(JsonValueKind.Undefined) { Scalar = scalar };

    public JsonTree Copy() => new(Kind)
    {
        Scalar = Scalar,
        Around = Around,
        Children = [.. Children.Select(child => (child.Name, child.Value.Copy()))],
    };

    public void Become(JsonTree other) => (Kind, Scalar, Children, Around) = (other.Kind, other.Scalar, other.Children, other.Around);

    /// <summary>It and everything in it.</summary>
    public IEnumerable<JsonTree> All() => Children.SelectMany(child => child.Value.All()).Prepend(this);

    public string Write(Random random)
    {
        var text = new StringBuilder();
        Write(text, random.OneOf("", "", " ", "\n  ", "\r\n\t"));
        return text.ToString();
    }

    private void Write(StringBuilder text, string blank)
    {
        text.Append(Around.Before);
        if (Kind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            text.Append(Scalar);
        }
        else
        {
            bool isObject = Kind == JsonValueKind.Object;
            text.Append(isObject ? '{' : '[');
            for (int i = 0; i < Children.Count; i++)
            {
                text.Append(i == 0 ? "" : ",").Append(blank).Append(isObject ? Children[i].Name + ":" : "");
                Children[i].Value.Write(text, blank);
            }

            text.Append(blank).Append(isObject ? '}' : ']');
        }

        text.Append(Around.After);
    }

    private static JsonTree From(JsonElement element) => new(element.ValueKind)
    {
        Scalar = element.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? string.Empty : element.GetRawText(),
        Children = element.ValueKind switch
        {
            JsonValueKind.Object => [.. element.EnumerateObject().Select(field => (Quoted(field.Name), From(field.Value)))],
            JsonValueKind.Array => [.. element.EnumerateArray().Select(item => (string.Empty, From(item)))],
            _ => [],
        },
    };

    private static string Quoted(string name) => JsonSerializer.Serialize(name);
}
