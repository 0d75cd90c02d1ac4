using System.Text.Json;

namespace IntegrationLogs.Client.Testing.Json;

/// <summary>Writes one record's object; an additional field wins over the property of its name, the others end the object.</summary>
internal sealed class WireObject
{
    private readonly Utf8JsonWriter _writer;
    private readonly IReadOnlyDictionary<string, RawJson> _additional;
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    public WireObject(Utf8JsonWriter writer, IReadOnlyDictionary<string, RawJson> additional)
    {
        _writer = writer;
        _additional = additional;
        writer.WriteStartObject();
    }

    public void Text(string name, string? value, bool nullable = false)
    {
        if (Begins(name, value is not null, nullable))
        {
            _writer.WriteStringValue(value);
        }
    }

    public void Number(string name, decimal? value, bool nullable = false)
    {
        if (Begins(name, value.HasValue, nullable))
        {
            _writer.WriteNumberValue(value.GetValueOrDefault());
        }
    }

    public void Boolean(string name, bool? value)
    {
        if (Begins(name, value.HasValue))
        {
            _writer.WriteBooleanValue(value.GetValueOrDefault());
        }
    }

    public void Raw(string name, RawJson value)
    {
        if (Begins(name, !value.Utf8.IsEmpty))
        {
            _writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
        }
    }

    /// <summary>Starts a field whose value the caller writes; false when there is none, or when it has been written already.</summary>
    public bool Begins(string name, bool hasValue, bool nullable = false)
    {
        if (_additional.TryGetValue(name, out RawJson asGiven))
        {
            Additional(name, asGiven);
            return false;
        }

        if (hasValue || nullable)
        {
            _writer.WritePropertyName(name);
        }

        if (!hasValue && nullable)
        {
            _writer.WriteNullValue();
        }

        return hasValue;
    }

    public void End()
    {
        foreach ((string name, RawJson value) in _additional)
        {
            if (!_written.Contains(name))
            {
                Additional(name, value);
            }
        }

        _writer.WriteEndObject();
    }

    private void Additional(string name, RawJson value)
    {
        _written.Add(name);
        _writer.WritePropertyName(name);
        _writer.WriteRawValue(value.Utf8.IsEmpty ? "null"u8 : value.Utf8.Span, skipInputValidation: true);
    }
}
