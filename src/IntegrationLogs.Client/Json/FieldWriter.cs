using System.Text.Json;

namespace IntegrationLogs.Client.Json;

/// <summary>
/// Writes one record's object. A field that was kept as it came wins over its property, a field without a value is left out unless it
/// came as an explicit null, and what is left of the additional fields ends the object.
/// </summary>
internal readonly ref struct FieldWriter
{
    private readonly Utf8JsonWriter _writer;
    private readonly JsonNames _names;
    private readonly IReadOnlyDictionary<string, RawJson> _additional;
    private readonly ExplicitNulls _nulls;

    public FieldWriter(Utf8JsonWriter writer, JsonNames names, IReadOnlyDictionary<string, RawJson> additional, ExplicitNulls nulls)
    {
        _writer = writer;
        _names = names;
        _additional = additional;
        _nulls = nulls;
        writer.WriteStartObject();
    }

    public void String(int field, string? value)
    {
        if (Takes(field, value is not null))
        {
            _writer.WriteString(_names[field], value);
        }
    }

    public void Boolean(int field, bool? value)
    {
        if (Takes(field, value.HasValue))
        {
            _writer.WriteBoolean(_names[field], value.GetValueOrDefault());
        }
    }

    public void Number(int field, long? value)
    {
        if (Takes(field, value.HasValue))
        {
            _writer.WriteNumber(_names[field], value.GetValueOrDefault());
        }
    }

    public void Seconds(int field, TimeSpan? value)
    {
        if (Takes(field, value.HasValue))
        {
            _writer.WriteNumber(_names[field], (decimal)value.GetValueOrDefault().Ticks / TimeSpan.TicksPerSecond);
        }
    }

    public void Timestamp(int field, WireTimestamp value) => String(field, value.ToWire());

    public void Raw(int field, RawJson value)
    {
        if (Takes(field, !value.Utf8.IsEmpty))
        {
            Raw(_names[field], value);
        }
    }

    /// <summary>Starts a nested value if the caller is to write one; otherwise what is to be written has been.</summary>
    public bool Begins(int field, bool hasValue)
    {
        if (!Takes(field, hasValue))
        {
            return false;
        }

        _writer.WritePropertyName(_names[field]);
        return true;
    }

    public void End()
    {
        foreach ((string name, RawJson value) in _additional)
        {
            if (!IsKnown(name))
            {
                Raw(name, value);
            }
        }

        _writer.WriteEndObject();
    }

    private bool Takes(int field, bool hasValue)
    {
        if (_additional.Count > 0 && _additional.TryGetValue(_names[field], out RawJson asItCame))
        {
            Raw(_names[field], asItCame);
            return false;
        }

        if (!hasValue && _nulls.Contains(field))
        {
            _writer.WriteNull(_names[field]);
        }

        return hasValue;
    }

    private void Raw(string name, RawJson value)
    {
        _writer.WritePropertyName(name);
        if (value.Utf8.IsEmpty)
        {
            _writer.WriteNullValue();
        }
        else
        {
            _writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
        }
    }

    private bool IsKnown(string name)
    {
        for (int i = 0; i < _names.Count; i++)
        {
            if (_names[i] == name)
            {
                return true;
            }
        }

        return false;
    }
}
