using System.Text.Json;

namespace IntegrationLogs.Client.Json;

/// <summary>
/// Writes one model's object. A field that was kept as it came wins over its property, a field without a value is left out unless it
/// came as an explicit null, and what is left of the additional fields ends the object.
/// </summary>
internal readonly ref struct FieldWriter
{
    private readonly Utf8JsonWriter _writer;
    private readonly JsonNames _names;
    private readonly JsonProperties _additional;
    private readonly ExplicitNulls _nulls;

    public FieldWriter(Utf8JsonWriter writer, JsonNames names, JsonProperties additional, ExplicitNulls nulls)
    {
        _writer = writer;
        _names = names;
        _additional = additional;
        _nulls = nulls;
        writer.WriteStartObject();
    }

    public void String(string name, string? value)
    {
        if (Begins(name, value is not null))
        {
            _writer.WriteStringValue(value);
        }
    }

    public void Boolean(string name, bool? value)
    {
        if (Begins(name, value.HasValue))
        {
            _writer.WriteBooleanValue(value.GetValueOrDefault());
        }
    }

    public void Number(string name, long? value)
    {
        if (Begins(name, value.HasValue))
        {
            _writer.WriteNumberValue(value.GetValueOrDefault());
        }
    }

    public void Seconds(string name, TimeSpan? value)
    {
        if (Begins(name, value.HasValue))
        {
            _writer.WriteNumberValue((decimal)value.GetValueOrDefault().Ticks / TimeSpan.TicksPerSecond);
        }
    }

    public void Raw(string name, RawJson value)
    {
        if (Begins(name, !value.Utf8.IsEmpty))
        {
            RawJsonConverter.Write(_writer, value);
        }
    }

    public void Model<T>(string name, T? value)
        where T : class, IModel<T>
    {
        if (Begins(name, value is not null))
        {
            value!.Write(_writer);
        }
    }

    /// <summary>Begins a field if the caller is to write its value; otherwise what is to be written has been.</summary>
    public bool Begins(string name, bool hasValue)
    {
        if (_additional.Count > 0 && _additional.TryGetValue(name, out RawJson asItCame))
        {
            Additional(name, asItCame);
            return false;
        }

        if (hasValue)
        {
            _writer.WritePropertyName(name);
        }
        else if (!_nulls.IsEmpty && _nulls.Contains(_names.IndexOf(name)))
        {
            _writer.WriteNull(name);
        }

        return hasValue;
    }

    public void End()
    {
        foreach ((string name, RawJson value) in _additional)
        {
            if (_names.IndexOf(name) < 0)
            {
                Additional(name, value);
            }
        }

        _writer.WriteEndObject();
    }

    private void Additional(string name, RawJson value)
    {
        _writer.WritePropertyName(name);
        RawJsonConverter.Write(_writer, value);
    }
}
