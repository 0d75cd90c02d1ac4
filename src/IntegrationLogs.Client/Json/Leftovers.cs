namespace IntegrationLogs.Client.Json;

/// <summary>What one JSON object held beyond its model: unknown fields, known ones of another type, explicit nulls.</summary>
internal struct Leftovers
{
    private List<KeyValuePair<string, RawJson>>? _fields;
    private uint _unfit;

    public ExplicitNulls Nulls { get; private set; }

    public readonly bool IsEmpty => _fields is null && Nulls.IsEmpty;

    public void KeepNull(int field) => Nulls = Nulls.With(field);

    /// <summary>Keeps a known field's value as it came.</summary>
    public void Keep(JsonNames names, int field, RawJson value)
    {
        _unfit |= 1u << field;
        Keep(names[field], value);
    }

    /// <summary>A known field comes, perhaps again: the last value counts, so what was kept of it no longer does.</summary>
    public void Repeat(JsonNames names, int field)
    {
        if ((_unfit & (1u << field)) != 0)
        {
            Keep(names[field], default);
        }
    }

    public void Keep(string name, RawJson value) => (_fields ??= []).Add(new(name, value));

    public readonly IReadOnlyDictionary<string, RawJson> ToProperties() =>
        _fields is null ? JsonProperties.Empty : new JsonProperties(_fields);
}
