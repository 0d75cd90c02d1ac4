namespace IntegrationLogs.Client.Json;

/// <summary>What one JSON object held beyond its model: unknown fields, known ones of another type, explicit nulls.</summary>
internal struct Leftovers
{
    private List<KeyValuePair<string, RawJson>>? _fields;

    public ExplicitNulls Nulls { get; private set; }

    public readonly bool IsEmpty => _fields is null && Nulls.IsEmpty;

    public void KeepNull(int field) => Nulls = Nulls.With(field);

    public void Keep(string name, RawJson value) => (_fields ??= []).Add(new(name, value));

    public readonly IReadOnlyDictionary<string, RawJson> ToProperties() =>
        _fields is null ? JsonProperties.Empty : new JsonProperties(_fields);
}
