using System.Text.Json;

namespace IntegrationLogs.Client.Json;

/// <summary>
/// Where a reader is in one object, and what the object holds beyond its model: unknown fields, known ones of another kind, explicit nulls.
/// </summary>
internal struct Leftovers(JsonNames names)
{
    private List<KeyValuePair<string, RawJson>>? _fields;
    private int _field = -1;
    private uint _unfit;

    public readonly string Name => names[_field];

    public ExplicitNulls Nulls { get; private set; }

    /// <summary>Whether there is an object at all.</summary>
    public readonly bool IsObject => names is not null;

    public readonly JsonProperties Properties => _fields is null ? JsonProperties.Empty : new JsonProperties(_fields);

    /// <summary>Moves to the field whose name the reader stands on, if it is known.</summary>
    public bool MoveTo(ref Utf8JsonReader reader)
    {
        int field = names.IndexOf(ref reader, _field + 1);
        if (field < 0)
        {
            return false;
        }

        _field = field;
        if ((_unfit & (1u << field)) != 0)
        {
            // It comes again and the last value counts, so what was kept of the first no longer does.
            Keep(Name, default);
        }

        return true;
    }

    public void KeepNull() => Nulls = Nulls.With(_field);

    /// <summary>Keeps the known field's value as it came.</summary>
    public void Keep(RawJson value)
    {
        _unfit |= 1u << _field;
        Keep(Name, value);
    }

    public void Keep(string name, RawJson value) => (_fields ??= []).Add(new(name, value));
}
