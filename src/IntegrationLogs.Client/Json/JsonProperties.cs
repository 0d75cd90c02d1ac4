using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace IntegrationLogs.Client.Json;

/// <summary>
/// A handful of fields in the order they came, equal when they hold the same; of a repeated name the last value counts, and one that
/// is not there (<see langword="default"/>) takes the field away.
/// </summary>
internal sealed class JsonProperties : IReadOnlyDictionary<string, RawJson>, IEquatable<JsonProperties>
{
    public static readonly JsonProperties Empty = new([]);

    /// <summary>A hostile object can have names by the ten thousand: past a few, they are looked up rather than searched.</summary>
    private const int Handful = 8;

    private readonly KeyValuePair<string, RawJson>[] _fields;
    private readonly Dictionary<string, RawJson>? _byName;

    public JsonProperties(IReadOnlyList<KeyValuePair<string, RawJson>> fields)
    {
        var distinct = new OrderedFields(fields.Count);
        foreach ((string name, RawJson value) in fields)
        {
            distinct.Set(name, value);
        }

        _fields = distinct.ToArray();
        _byName = _fields.Length > Handful ? new Dictionary<string, RawJson>(_fields, StringComparer.Ordinal) : null;
    }

    public int Count => _fields.Length;

    public IEnumerable<string> Keys => _fields.Select(entry => entry.Key);

    public IEnumerable<RawJson> Values => _fields.Select(entry => entry.Value);

    public RawJson this[string key] => TryGetValue(key, out RawJson value)
        ? value
        : throw new KeyNotFoundException($"The vendor sent no additional field '{key}'.");

    public static JsonProperties From(IReadOnlyDictionary<string, RawJson> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        return properties as JsonProperties ?? new JsonProperties([.. properties]);
    }

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out RawJson value)
    {
        if (_byName is not null)
        {
            return _byName.TryGetValue(key, out value);
        }

        foreach (KeyValuePair<string, RawJson> field in _fields)
        {
            if (field.Key == key)
            {
                value = field.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    public IEnumerator<KeyValuePair<string, RawJson>> GetEnumerator() => _fields.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _fields.GetEnumerator();

    public bool Equals(JsonProperties? other) =>
        other is not null
        && Count == other.Count
        && _fields.All(field => other.TryGetValue(field.Key, out RawJson value) && value == field.Value);

    public override bool Equals(object? obj) => Equals(obj as JsonProperties);

    public override int GetHashCode() => Count;

    private struct OrderedFields(int capacity)
    {
        private readonly List<KeyValuePair<string, RawJson>> _ordered = new(capacity);
        private readonly Dictionary<string, int>? _positions = capacity > Handful ? new(capacity, StringComparer.Ordinal) : null;

        public readonly void Set(string name, RawJson value)
        {
            int position = _positions is null
                ? _ordered.FindIndex(field => field.Key == name)
                : _positions.GetValueOrDefault(name, -1);
            if (position >= 0)
            {
                _ordered[position] = new(name, value);
                return;
            }

            _positions?.Add(name, _ordered.Count);
            _ordered.Add(new(name, value));
        }

        public readonly KeyValuePair<string, RawJson>[] ToArray() =>
            [.. _ordered.Where(field => field.Value.Kind != JsonValueKind.Undefined)];
    }
}
