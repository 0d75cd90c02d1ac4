using System.Collections.ObjectModel;
using System.Text.Json;

namespace IntegrationLogs.Client.Json;

/// <summary>
/// Fields in the order they came, equal when they hold the same; of a repeated name the last value counts, and one that is not there
/// (<see langword="default"/>) takes the field away.
/// </summary>
internal sealed class JsonProperties : ReadOnlyDictionary<string, RawJson>, IEquatable<JsonProperties>
{
    public static new readonly JsonProperties Empty = new([]);

    public JsonProperties(IEnumerable<KeyValuePair<string, RawJson>> fields)
        : base(Distinct(fields))
    {
    }

    public static JsonProperties From(IReadOnlyDictionary<string, RawJson> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        return properties as JsonProperties ?? new JsonProperties(properties);
    }

    /// <summary>Takes one field out of an object's fields.</summary>
    public static void Remove(ref JsonProperties properties, string name)
    {
        if (!ReferenceEquals(properties, Empty) && properties.ContainsKey(name))
        {
            properties = new(properties.Append(KeyValuePair.Create(name, default(RawJson))));
        }
    }

    public bool Equals(JsonProperties? other) =>
        other is not null
        && Count == other.Count
        && this.All(field => other.TryGetValue(field.Key, out RawJson value) && value == field.Value);

    public override bool Equals(object? obj) => Equals(obj as JsonProperties);

    public override int GetHashCode() => Count;

    /// <summary>A dictionary that nothing is removed from keeps the order.</summary>
    private static Dictionary<string, RawJson> Distinct(IEnumerable<KeyValuePair<string, RawJson>> fields)
    {
        var distinct = new Dictionary<string, RawJson>(StringComparer.Ordinal);
        foreach ((string name, RawJson value) in fields)
        {
            distinct[name] = value;
        }

        return distinct.ContainsValue(default)
            ? new(distinct.Where(field => field.Value.Kind != JsonValueKind.Undefined), StringComparer.Ordinal)
            : distinct;
    }
}
